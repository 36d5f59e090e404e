// Names of what lies where, for each kind of type that a state may be made of.
#include "symbol/data_names.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/mman.h>
#include <tenter/detail/body_of.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "scenario_code/description.h"
#include "subjects.h"

extern "C" const char __ehdr_start;  // the linker's, of the file's first byte where it is loaded

namespace tenter::symbol {
namespace {

template <class State>
class Names {
 public:
  // The name of a part of this state.
  template <class Part>
  std::string of(const Part& part) {
    return at(static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&part) -
                                       reinterpret_cast<const std::byte*>(&state)),
              sizeof(Part));
  }
  std::string at(std::size_t offset, std::size_t size) { return names_.member(body_, offset, size); }

  State state{};

 private:
  detail::BodyOf<State> body_{detail::Description()};
  DataNames names_;
};

struct Point {
  int x, y;
};

struct Nested {
  int value = 0;
  struct {
    Point from, to;
  } line;
  Point corners[3];
  int grid[2][3] = {};
};

TEST(DataNames, OfMembersOfMembers) {
  Names<Nested> names;
  EXPECT_EQ(names.of(names.state.value), "value");
  EXPECT_EQ(names.of(names.state.line.to.x), "line.to.x");
  EXPECT_EQ(names.of(names.state.corners[1].y), "corners[1].y");
  EXPECT_EQ(names.of(names.state.grid[1][2]), "grid[1][2]");
}

TEST(DataNames, OfAWholeThatIsReadAtOnce) {
  Names<Nested> names;
  EXPECT_EQ(names.of(names.state.line.to), "line.to");
  EXPECT_EQ(names.of(names.state.corners), "corners");
  EXPECT_EQ(names.of(names.state.grid[1]), "grid");
  EXPECT_EQ(names.of(names.state), "state");
  EXPECT_EQ(names.at(offsetof(Nested, line) + sizeof(int), 2 * sizeof(int)), "line");
}

TEST(DataNames, OfAPartOfANumber) {
  Names<Nested> names;
  EXPECT_EQ(names.at(offsetof(Nested, value) + 1, 1), "value");
}

struct Library {
  std::atomic<int> count{0};
  std::mutex mutex;
  pthread_mutex_t plain;
  std::condition_variable changed;
  std::vector<int> items;
  std::thread helper;
  struct {
    std::mutex mutex;
    std::deque<int> jobs;
  } queue;
};

TEST(DataNames, WhatTheLibraryDefinesIsNotLookedInto) {
  Names<Library> names;
  EXPECT_EQ(names.of(names.state.count), "count");
  EXPECT_EQ(names.of(names.state.mutex), "mutex");
  EXPECT_EQ(names.at(offsetof(Library, mutex) + 16, 4), "mutex");
  EXPECT_EQ(names.at(offsetof(Library, plain) + 8, 4), "plain");
  EXPECT_EQ(names.at(offsetof(Library, changed) + 4, 4), "changed");
  EXPECT_EQ(names.at(offsetof(Library, items) + 8, 8), "items");
  EXPECT_EQ(names.of(names.state.helper), "helper");
  EXPECT_EQ(names.of(names.state.queue.mutex), "queue.mutex");
  EXPECT_EQ(names.at(offsetof(Library, queue.jobs) + 24, 8), "queue.jobs");
}

struct Collections {
  std::array<std::atomic<int>, 3> flags{};
  std::array<Point, 2> points{};
  std::pair<int, Point> pair;
  std::tuple<int, Point, std::string> tuple;
};

TEST(DataNames, ArraysPairsAndTuplesAre) {
  Names<Collections> names;
  EXPECT_EQ(names.of(names.state.flags[2]), "flags[2]");
  EXPECT_EQ(names.of(names.state.points[1].y), "points[1].y");
  EXPECT_EQ(names.of(names.state.pair.first), "pair.first");
  EXPECT_EQ(names.of(names.state.pair.second.y), "pair.second.y");
  EXPECT_EQ(names.of(std::get<0>(names.state.tuple)), "get<0>(tuple)");
  EXPECT_EQ(names.of(std::get<1>(names.state.tuple).y), "get<1>(tuple).y");
  EXPECT_EQ(names.of(std::get<2>(names.state.tuple)), "get<2>(tuple)");
}

struct Empty {};
struct Counted {
  int count = 0;
};
struct Named {
  char name = 'a';
};
struct Derived : Empty, Counted, Named {
  char last = 'z';
  char end = 'e';
};

TEST(DataNames, MembersOfBasesAreOnesOwn) {
  Names<Derived> names;
  EXPECT_EQ(names.of(names.state.count), "count");
  EXPECT_EQ(names.of(names.state.name), "name");
  EXPECT_EQ(names.of(names.state.last), "last");
}

struct Virtual {
  virtual ~Virtual() = default;
  int value = 0;
};

TEST(DataNames, OfTheTableOfVirtualFunctions) {
  Names<Virtual> names;
  EXPECT_EQ(names.at(0, sizeof(void*)), "vptr");
  EXPECT_EQ(names.of(names.state.value), "value");
}

struct Packed {
  unsigned ready : 3;
  unsigned done : 5;
  unsigned : 0;
  unsigned tag : 20;
  int after = 0;
};

TEST(DataNames, BitFieldsThatShareTheirBytesAreNamedTogether) {
  Names<Packed> names;
  EXPECT_EQ(names.at(0, 1), "{ready, done}");
  EXPECT_EQ(names.at(4, 1), "tag");
  EXPECT_EQ(names.of(names.state.after), "after");
}

struct Either {
  int kind = 0;
  union {
    int whole;
    short halves[2];
    Point point;
  };
  struct Inner {
    union {
      double real;
      long number;
    };
    int more;
  } inner{};
};

TEST(DataNames, OfUnionsTheMemberThatFitsBestTheFirstOfEquals) {
  Names<Either> names;
  EXPECT_EQ(names.of(names.state.whole), "whole");
  EXPECT_EQ(names.of(names.state.halves[1]), "halves[1]");
  EXPECT_EQ(names.of(names.state.point.y), "point.y");
  EXPECT_EQ(names.of(names.state.inner.number), "inner.real");
  EXPECT_EQ(names.of(names.state.inner.more), "inner.more");
}

struct Gaps {
  char first = 'a';
  int second = 0;
  struct {
    char flag = 'b';
    int number = 0;
  } inner;
};

TEST(DataNames, GapsAreToldByTheirDistance) {
  Names<Gaps> names;
  EXPECT_EQ(names.at(1, 1), "state + 1");
  EXPECT_EQ(names.at(offsetof(Gaps, inner) + 2, 1), "inner + 2");
  EXPECT_EQ(names.at(sizeof(Gaps) + 8, 4), "state + 24");
}

struct TwoBases : Counted, Gaps {};

TEST(DataNames, GapsOfBasesAreTheObjectsOwn) {
  Names<TwoBases> names;
  EXPECT_EQ(names.at(sizeof(Counted) + 1, 1), "state + 5");
  EXPECT_EQ(names.at(sizeof(Counted) + offsetof(Gaps, inner) + 2, 1), "inner + 2");
  EXPECT_EQ(names.at(0, sizeof(TwoBases)), "state");
}

template <std::memory_order Order>
struct Litmus {
  std::atomic<int> x{0}, y{0};
};

TEST(DataNames, OfTemplates) {
  Names<Litmus<std::memory_order_relaxed>> relaxed;
  EXPECT_EQ(relaxed.of(relaxed.state.y), "y");
  Names<Litmus<std::memory_order_seq_cst>> strong;
  EXPECT_EQ(strong.of(strong.state.x), "x");
}

TEST(DataNames, OfLocalTypes) {
  struct Local {
    int here = 0, there = 0;
  };
  Names<Local> names;
  EXPECT_EQ(names.of(names.state.there), "there");
}

struct HasShelf {
  int before = 0;
  shop::Shelf shelf;
};

TEST(DataNames, OfTypesThatAreDescribedElsewhere) {
  Names<HasShelf> names;
  EXPECT_EQ(names.of(names.state.shelf.pears), "shelf.pears");
  Names<shop::Shelf> shelf;
  EXPECT_EQ(shelf.of(shelf.state.pears), "pears");
}

TEST(DataNames, OfStatesThatAreNoClasses) {
  Names<int> number;
  EXPECT_EQ(number.at(0, 4), "state");
  Names<std::array<int, 4>> array;
  EXPECT_EQ(array.at(8, 4), "state[2]");
  Names<std::vector<int>> vector;
  EXPECT_EQ(vector.at(8, 8), "state");
}

class ForeignBody : public Body {
 public:
  std::size_t state_size() const override { return 8; }
  std::size_t state_alignment() const override { return 8; }
  std::size_t actor_count() const override { return 1; }
  void construct(StateRange) const override {}
  void destroy(StateRange) const override {}
  void act(std::size_t, StateRange, ActorLog&) const override {}
  std::unique_ptr<Tally> new_tally() const override { return nullptr; }
};

TEST(DataNames, OfABodyThatIsSomethingElse) {
  DataNames names;
  EXPECT_EQ(names.member(ForeignBody(), 4, 4), "state + 4");
}

int plain_global = 0;
Nested structured_global;

std::string name_of(DataNames& names, const int& variable) {
  return names.variable(reinterpret_cast<std::uintptr_t>(&variable), sizeof variable);
}

int& function_static() {
  static int calls = 0;
  return ++calls;
}

TEST(DataNames, OfStaticVariables) {
  DataNames names;
  ++plain_global;
  EXPECT_EQ(name_of(names, plain_global), "tenter::symbol::plain_global");
  EXPECT_EQ(name_of(names, structured_global.corners[2].x), "tenter::symbol::structured_global.corners[2].x");
  EXPECT_EQ(name_of(names, function_static()), "tenter::symbol::function_static()::calls");
}

// More than the page that the file's last bytes are in.
std::array<int, 100'000> large_global;

TEST(DataNames, OfStaticVariablesBeyondTheFile) {
  DataNames names;
  ++large_global.back();
  EXPECT_EQ(name_of(names, large_global.back()), "tenter::symbol::large_global[99999]");
}

// As libelf has when it reads the file, and another reader of it looks where the module begins.
TEST(DataNames, WhateverElseIsMappedOfTheFile) {
  const auto file = static_cast<std::size_t>(std::filesystem::file_size("/proc/self/exe"));
  const std::size_t size = (file + 0xfff) & ~std::size_t{0xfff};
  const int descriptor = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  void* const below = reinterpret_cast<char*>(const_cast<char*>(&__ehdr_start)) - size;
  void* const mapped = ::mmap(below, size, PROT_READ, MAP_PRIVATE | MAP_FIXED_NOREPLACE, descriptor, 0);
  ::close(descriptor);
  ASSERT_EQ(mapped, below);
  DataNames names;
  EXPECT_EQ(name_of(names, plain_global), "tenter::symbol::plain_global");
  ::munmap(mapped, size);
}

TEST(DataNames, WhatIsNoVariableHasNoName) {
  DataNames names;
  const int local = 0;
  EXPECT_EQ(name_of(names, local), "");
  EXPECT_EQ(names.variable(0x10, 4), "");
}

}  // namespace
}  // namespace tenter::symbol
