// Scenarios with a data race each, and nothing else that could be noticed of it: in code that compilers do not
// instrument by themselves, or that a copy without instrumentation could take the place of.
#include <tenter/scenario.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

// The actors touch the same memory, and observe nothing.
template <class State>
struct Racing {
  static auto named(const char* name) {
    return tenter::scenario<State>(name).actors(&State::first, &State::second).breaks(tenter::Anomaly::data_race);
  }
};

struct Blocks {
  alignas(16) char shared[64] = {};
  alignas(16) char other[64] = {};
  alignas(16) char another[64] = {};
};

template <std::size_t Size>
struct CopiesFrom : Blocks {
  void first() { std::memcpy(other, shared, Size); }
  void second() { shared[Size - 1] = 1; }
};
template <std::size_t Size>
struct CopiesTo : Blocks {
  void first() { std::memcpy(shared, other, Size); }
  void second() { shared[0] = 1; }
};
struct CopiesSome : Blocks {
  std::size_t size = 33;
  void first() { std::memcpy(shared, other, size); }
  void second() { shared[32] = 1; }
};
struct Moves : Blocks {
  void first() { std::memmove(shared, shared + 1, 20); }
  void second() { shared[20] = 1; }
};
template <std::size_t Size>
struct Sets : Blocks {
  void first() { std::memset(shared, 1, Size); }
  void second() { shared[Size - 1] = 1; }
};
struct BothSet : Blocks {
  void first() { std::memset(shared, 1, 40); }
  void second() { std::memset(shared, 2, 40); }
};
struct BothCopyTwice : Blocks {
  void first() {
    std::memcpy(shared, other, 24);
    std::memcpy(shared + 32, other, 24);
  }
  void second() {
    std::memset(shared, 2, 24);
    std::memset(shared + 32, 2, 24);
  }
};

struct StandardCopy {
  std::array<int, 10> from{}, to{};
  void first() { std::copy(from.begin(), from.end(), to.begin()); }
  void second() { from[9] = 1; }
};
struct StandardMove {
  std::vector<long> from{1, 2, 3}, to{1, 2, 3};
  void first() { std::move(from.begin(), from.end(), to.begin()); }
  void second() { to[2] = 1; }
};
struct StandardFill {
  std::array<char, 24> bytes{};
  void first() { bytes.fill('x'); }
  void second() { bytes[23] = 1; }
};
struct StandardFillN {
  std::array<unsigned char, 24> bytes{};
  void first() { std::fill_n(bytes.begin(), 7, static_cast<unsigned char>(3)); }
  void second() { bytes[6] = 1; }
};

template <std::size_t Size>
struct Assigns {
  struct Aggregate {
    char bytes[Size] = {};
  };
  Aggregate from, to;
  void first() { to = from; }
  void second() { from.bytes[Size - 1] = 1; }
};
template <std::size_t Size>
struct Clears {
  struct Aggregate {
    char bytes[Size];
  };
  Aggregate aggregate{};
  void first() { aggregate = {}; }
  void second() { aggregate.bytes[Size - 1] = 1; }
};
template <std::size_t Size>
struct BothClear : Clears<Size> {
  void second() { this->aggregate = {}; }
};

struct StringGrows {
  std::string text = "something that is too long to be stored in place";
  char last = 0;
  void first() { text.append("and more"); }
  void second() { last = text.back(); }
};
struct StringChanges {
  std::string text = "short";
  void first() { text.assign("other"); }
  void second() { text[4] = 'x'; }
};
// There is room for all: what comes of the race harms nothing.
struct VectorGrows {
  std::vector<long> numbers;
  VectorGrows() { numbers.reserve(8); }
  void first() { numbers.push_back(1); }
  void second() { numbers.push_back(2); }
};
struct VectorMoves {
  std::vector<long> numbers{1, 2, 3};
  VectorMoves() { numbers.reserve(8); }
  void first() { numbers.insert(numbers.begin(), 0); }
  void second() { numbers[1] = 7; }
};

// What is done with the object may be anything, for all the compiler knows.
[[gnu::noinline]] void use(void* object) { asm volatile("" : : "r"(object) : "memory"); }

// An object must not be destroyed while it is called, even where that leaves its table of functions as it is.
struct Destroys {
  struct Leaf {
    virtual ~Leaf() { use(this); }
    virtual int answer() const { return 42; }
  };
  alignas(Leaf) unsigned char place[sizeof(Leaf)];
  Leaf* leaf = new (place) Leaf;
  int saw = 0;
  void first() { leaf->~Leaf(); }
  void second() { saw = leaf->answer(); }
};

// A thread's objects are destroyed on it as it ends.
int of_whoever_ends = 0;
struct AtEnd {
  ~AtEnd() { of_whoever_ends = 1; }
  int touched = 0;
};
thread_local AtEnd at_end;
struct ThreadEnds {
  void first() {
    std::thread([] { at_end.touched = 1; }).join();
  }
  int saw = 0;
  void second() { saw = of_whoever_ends; }
};

struct VolatileFlag {
  volatile int flag = 0;
  void first() { flag = 1; }
  void second() { flag = 2; }
};
struct Unaligned {
  struct __attribute__((packed)) Packed {
    char before;
    long value;
  };
  Packed packed{};
  char* bytes() { return reinterpret_cast<char*>(&packed); }
  void first() { packed.value = 1; }
  void second() { bytes()[8] = 2; }
};
struct BitFields {
  int first_field : 3 = 0;
  int second_field : 5 = 0;
  void first() { first_field = 1; }
  void second() { second_field = 2; }
};

const tenter::Registered scenarios[] = {
    // clang-format off
    tenter::Registered{Racing<CopiesFrom<7>>::named("hidden/memcpy-from-7")},
    tenter::Registered{Racing<CopiesFrom<8>>::named("hidden/memcpy-from-8")},
    tenter::Registered{Racing<CopiesFrom<64>>::named("hidden/memcpy-from-64")},
    tenter::Registered{Racing<CopiesTo<3>>::named("hidden/memcpy-to-3")},
    tenter::Registered{Racing<CopiesTo<64>>::named("hidden/memcpy-to-64")},
    tenter::Registered{Racing<CopiesSome>::named("hidden/memcpy-some")},
    tenter::Registered{Racing<Moves>::named("hidden/memmove")},
    tenter::Registered{Racing<Sets<5>>::named("hidden/memset-5")},
    tenter::Registered{Racing<Sets<64>>::named("hidden/memset-64")},
    tenter::Registered{Racing<BothSet>::named("hidden/memset-both")},
    tenter::Registered{Racing<BothCopyTwice>::named("hidden/two-places")},
    tenter::Registered{Racing<StandardCopy>::named("hidden/std-copy")},
    tenter::Registered{Racing<StandardMove>::named("hidden/std-move")},
    tenter::Registered{Racing<StandardFill>::named("hidden/array-fill")},
    tenter::Registered{Racing<StandardFillN>::named("hidden/fill-n")},
    tenter::Registered{Racing<Assigns<3>>::named("hidden/assign-3")},
    tenter::Registered{Racing<Assigns<24>>::named("hidden/assign-24")},
    tenter::Registered{Racing<Assigns<10'000>>::named("hidden/assign-10000")},
    tenter::Registered{Racing<Clears<24>>::named("hidden/clear-24")},
    tenter::Registered{Racing<Clears<10'000>>::named("hidden/clear-10000")},
    tenter::Registered{Racing<BothClear<24>>::named("hidden/both-clear-24")},
    tenter::Registered{Racing<BothClear<10'000>>::named("hidden/both-clear-10000")},
    tenter::Registered{Racing<StringGrows>::named("hidden/string-grows")},
    tenter::Registered{Racing<StringChanges>::named("hidden/string-changes")},
    tenter::Registered{Racing<VectorGrows>::named("hidden/vector-grows")},
    tenter::Registered{Racing<VectorMoves>::named("hidden/vector-moves")},
    tenter::Registered{Racing<Destroys>::named("hidden/destroys")},
    tenter::Registered{Racing<ThreadEnds>::named("hidden/thread-ends")},
    tenter::Registered{Racing<VolatileFlag>::named("hidden/volatile")},
    tenter::Registered{Racing<Unaligned>::named("hidden/unaligned")},
    tenter::Registered{Racing<BitFields>::named("hidden/bit-fields")},
    // clang-format on
};

}  // namespace
