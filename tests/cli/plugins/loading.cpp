// What is loaded, or kept by the C library, in the middle of an execution.
#include <dlfcn.h>
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <pwd.h>
#include <sys/mman.h>
#include <tenter/tenter.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>

namespace {

using Call = int();

// Both load the library; who calls second gets a 2, in each execution.
struct Loads {
  std::atomic<int> sum{0};
  void call() {
    void* const library = ::dlopen(TENTER_TEST_LOADABLE, RTLD_NOW);
    if (library == nullptr) return;
    sum += reinterpret_cast<Call*>(::dlsym(library, "tenter_test_call"))();
    ::dlclose(library);
  }
  int together() const { return sum.load(); }
};
const tenter::Registered loads{tenter::scenario<Loads>("loading/library/keeps-count")
                                   .copies(2, &Loads::call)
                                   .observes(&Loads::together)
                                   .acceptable({3}, "one call was the first, and the other the second")};

// The same, on top of a variable without a lock.
struct LoadsAndCounts : Loads {
  int unlocked = 0;
  void count() {
    call();
    ++unlocked;
  }
};
const tenter::Registered loads_and_counts{tenter::scenario<LoadsAndCounts>("loading/library/counts-without-a-lock")
                                              .copies(2, &LoadsAndCounts::count)
                                              .breaks(tenter::Anomaly::data_race)};

// Only who comes second loads it: no first execution need show that.
struct LoadsLate : Loads {
  std::atomic<bool> first{true};
  void call_if_second() {
    if (!first.exchange(false) && other_is_through.load()) call();
    other_is_through.store(true);
  }
  std::atomic<bool> other_is_through{false};
};
const tenter::Registered loads_late{tenter::scenario<LoadsLate>("loading/library/late")
                                        .copies(2, &LoadsLate::call_if_second)
                                        .observes(&LoadsLate::together)
                                        .acceptable({0}, "they overlapped")
                                        .acceptable({1}, "one came after the other")};
const tenter::Registered never_late{tenter::scenario<LoadsLate>("loading/library/late-is-forbidden")
                                        .copies(2, &LoadsLate::call_if_second)
                                        .observes(&LoadsLate::together)
                                        .acceptable({0}, "they overlapped")
                                        .forbidden({1}, "one came after the other")
                                        .breaks(tenter::Anomaly::forbidden_outcome)};

std::string converted(const char* text) {
  const iconv_t conversion = ::iconv_open("UTF-16LE", "ISO-8859-15");
  std::array<char, 32> result{};
  char* from = const_cast<char*>(text);
  char* to = result.data();
  std::size_t left = std::strlen(text);
  std::size_t room = result.size();
  ::iconv(conversion, &from, &left, &to, &room);
  ::iconv_close(conversion);
  return {result.data(), result.size() - room};
}

struct Converts {
  std::mutex mutex;
  std::string both;
  void convert() {
    const std::string text = converted("ab");
    const std::lock_guard lock(mutex);
    both += text;
  }
  std::size_t size() const { return both.size(); }
};
const tenter::Registered converts{tenter::scenario<Converts>("loading/iconv/locked")
                                      .copies(2, &Converts::convert)
                                      .observes(&Converts::size)
                                      .acceptable({8}, "two letters of two bytes, twice")};

struct ConvertsTogether {
  std::string both;
  void convert() { both += converted("ab"); }
};
const tenter::Registered converts_together{tenter::scenario<ConvertsTogether>("loading/iconv/unlocked")
                                               .copies(2, &ConvertsTogether::convert)
                                               .breaks(tenter::Anomaly::data_race)};

// The C library loads what the configuration of names says, and keeps that.
struct LooksUp {
  std::atomic<int> found{0};
  void look() {
    passwd entry{};
    passwd* result = nullptr;
    std::array<char, 2048> room{};
    found += ::getpwuid_r(0, &entry, room.data(), room.size(), &result) == 0 && result != nullptr;
  }
  int count() const { return found.load(); }
};
const tenter::Registered looks_up{tenter::scenario<LooksUp>("loading/names/each-its-own")
                                      .copies(2, &LooksUp::look)
                                      .observes(&LooksUp::count)
                                      .acceptable({2}, "root is known to both")};

struct LooksUpLoosely : LooksUp {
  std::atomic<int> last{0};
  void look_and_note() {
    look();
    last.store(last.load() + 1);
  }
  int noted() const { return last.load(); }
};
const tenter::Registered looks_up_loosely{tenter::scenario<LooksUpLoosely>("loading/names/lost-update")
                                              .copies(2, &LooksUpLoosely::look_and_note)
                                              .observes(&LooksUpLoosely::noted)
                                              .acceptable({2}, "both")
                                              .forbidden({1}, "one was lost")
                                              .breaks(tenter::Anomaly::forbidden_outcome)};

struct Localises {
  std::atomic<int> commas{0};
  void localise() {
    const locale_t place = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
    if (place == nullptr) return;
    commas += ::nl_langinfo_l(RADIXCHAR, place)[0] == '.';
    ::freelocale(place);
  }
  int count() const { return commas.load(); }
};
const tenter::Registered localises{tenter::scenario<Localises>("loading/locale")
                                       .copies(2, &Localises::localise)
                                       .observes(&Localises::count)
                                       .acceptable({2}, "both have one")};

// What the one has set the other finds.
struct SetsEnvironment {
  std::atomic<bool> found{false};
  std::atomic<int> through{0};
  void set() {
    ::setenv("TENTER_TEST_VARIABLE", "a value that needs memory of its own", 1);
    ++through;
  }
  void nothing() { ++through; }
  bool known() {
    found = ::getenv("TENTER_TEST_VARIABLE") != nullptr;
    return found;
  }
};
const tenter::Registered sets_environment{tenter::scenario<SetsEnvironment>("loading/environment/set")
                                              .actors(&SetsEnvironment::set, &SetsEnvironment::nothing)
                                              .observes(&SetsEnvironment::known)
                                              .acceptable({true}, "it was set")};

// Once set it would stay set in one process.
struct FindsEnvironment : SetsEnvironment {
  std::atomic<bool> there{false};
  void look() {
    there = ::getenv("TENTER_TEST_VARIABLE") != nullptr;
    ++through;
  }
  bool was_there() const { return there.load(); }
};
const tenter::Registered finds_environment{tenter::scenario<FindsEnvironment>("loading/environment/fresh")
                                               .actors(&FindsEnvironment::look, &FindsEnvironment::nothing)
                                               .observer(&FindsEnvironment::set)
                                               .observes(&FindsEnvironment::was_there)
                                               .acceptable({false}, "nobody has set it yet")};

// In the lowest two gigabytes, and where it was told to go.
struct Maps {
  std::atomic<int> low{0};
  void map() {
    void* const memory =
        ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (memory == MAP_FAILED) return;
    const int first = *static_cast<int*>(memory);
    *static_cast<int*>(memory) = 1;
    low += first == 0 && reinterpret_cast<std::uintptr_t>(memory) < (std::uintptr_t{1} << 31U);
  }
  int count() const { return low.load(); }
  static constexpr std::size_t kSize = std::size_t{32} << 20U;
};
const tenter::Registered maps{tenter::scenario<Maps>("loading/mapping/low")
                                  .copies(2, &Maps::map)
                                  .observes(&Maps::count)
                                  .acceptable({2}, "there is room, as often as it runs")};

const tenter::Registered maps_too_low{tenter::scenario<Maps>("loading/mapping/low-is-forbidden")
                                          .copies(2, &Maps::map)
                                          .observes(&Maps::count)
                                          .forbidden({2}, "there is room")
                                          .breaks(tenter::Anomaly::forbidden_outcome)};

// Grows, and has to move.
struct Remaps {
  std::atomic<int> kept{0};
  void remap() {
    void* const memory = ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    *static_cast<int*>(memory) = 5;
    void* const larger = ::mremap(memory, kSize, 16 * kSize, MREMAP_MAYMOVE);
    if (larger == MAP_FAILED) return;
    kept += *static_cast<int*>(larger) == 5;
    kept += static_cast<int*>(larger)[kSize] == 0;
  }
  int count() const { return kept.load(); }
  static constexpr std::size_t kSize = std::size_t{1} << 20U;
};
const tenter::Registered remaps{tenter::scenario<Remaps>("loading/mapping/grows")
                                    .copies(2, &Remaps::remap)
                                    .observes(&Remaps::count)
                                    .acceptable({4}, "what was there, and zeroes behind it")};

}  // namespace
