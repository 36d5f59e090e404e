// Memory that the C library reads and writes for its caller.
#include <fcntl.h>
#include <sys/uio.h>
#include <tenter/scenario.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace library_memory {
namespace {

using tenter::Anomaly;

template <class State>
tenter::Scenario<State> two(const char* name) {
  return tenter::scenario<State>(name).actors(&State::left, &State::right);
}

// Both actors use the same text, by `Use`; with the mutex that is right, without it a race.
struct Text {
  std::array<char, 32> text{"some text"};
  std::array<char, 32> other{"other"};
  std::array<int, 4> numbers{3, 1, 2, 0};
  timespec now{};
  FILE* const null = std::fopen("/dev/null", "w+");
  int pipe[2] = {-1, -1};
  char* const copy = std::strcpy(static_cast<char*>(std::malloc(16)), "copied");
  volatile std::size_t sink = 0;
  Text() {
    if (::pipe(pipe) != 0) std::abort();
  }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  ~Text() {
    std::free(copy);
    std::fclose(null);
    ::close(pipe[0]);
    ::close(pipe[1]);
  }
};

int by_value(const void* left, const void* right) {
  return *static_cast<const int*>(left) - *static_cast<const int*>(right);
}

using Step = void (*)(Text&);
void writes_first(Text& t) { t.text[0] = 'S'; }
void writes_number(Text& t) { t.numbers[3] = 7; }
void writes_time(Text& t) { t.now.tv_sec = 1; }

void lengths(Text& t) {
  volatile std::size_t sink = std::strlen(t.text.data());
  static_cast<void>(sink);
}
void compares(Text& t) {
  volatile int sink = std::strcmp(t.text.data(), t.other.data());
  static_cast<void>(sink);
}
void compares_bytes(Text& t) {
  volatile int sink = std::memcmp(t.text.data(), t.other.data(), t.text.size());
  static_cast<void>(sink);
}
void finds(Text& t) {
  volatile bool sink = std::strchr(t.text.data(), 't') != nullptr;
  static_cast<void>(sink);
}
void copies(Text& t) { std::strcpy(t.text.data(), t.other.data()); }
void appends(Text& t) { std::strcat(t.text.data(), t.other.data()); }
void duplicates(Text& t) { std::free(::strdup(t.text.data())); }
void prints(Text& t) { std::snprintf(t.text.data(), t.text.size(), "%d", 42); }
void puts_it(Text& t) { std::fputs(t.text.data(), t.null); }
void writes_it(Text& t) { std::fwrite(t.text.data(), 1, 4, t.null); }
void sorts(Text& t) { std::qsort(t.numbers.data(), 4, sizeof(int), &by_value); }
void parses(Text& t) {
  volatile long sink = std::strtol(t.text.data(), nullptr, 10);
  static_cast<void>(sink);
}
void takes_time(Text& t) { ::clock_gettime(CLOCK_MONOTONIC, &t.now); }
void sends(Text& t) {
  if (::write(t.pipe[1], t.text.data(), 4) != 4) std::abort();
}
void sends_parts(Text& t) {
  iovec parts[2] = {{t.other.data(), 2}, {t.text.data(), 2}};
  if (::writev(t.pipe[1], parts, 2) != 4) std::abort();
}
void receives(Text& t) {
  if (::write(t.pipe[1], "abcd", 4) != 4 || ::read(t.pipe[0], t.text.data(), 4) != 4) std::abort();
}

template <Step Library, Step Plain, bool Locked>
struct Both : Text {
  std::mutex mutex;
  void left() { locked(Library); }
  void right() { locked(Plain); }
  void locked(Step step) {
    if (!Locked) return step(*this);
    const std::lock_guard lock(mutex);
    step(*this);
  }
};

template <Step Library, Step Plain>
struct Pair {
  explicit Pair(const char* name)
      : right(two<Both<Library, Plain, true>>((std::string("library-memory/right/") + name).c_str()).holds()),
        wrong(two<Both<Library, Plain, false>>((std::string("library-memory/wrong/") + name).c_str())
                  .breaks(Anomaly::data_race)) {}
  tenter::Registered right, wrong;
};

const Pair<lengths, writes_first> strlen_("strlen");
const Pair<compares, writes_first> strcmp_("strcmp");
const Pair<compares_bytes, writes_first> memcmp_("memcmp");
const Pair<finds, writes_first> strchr_("strchr");
const Pair<copies, writes_first> strcpy_("strcpy");
const Pair<appends, writes_first> strcat_("strcat");
const Pair<duplicates, writes_first> strdup_("strdup");
const Pair<prints, writes_first> snprintf_("snprintf");
const Pair<puts_it, writes_first> fputs_("fputs");
const Pair<writes_it, writes_first> fwrite_("fwrite");
const Pair<sorts, writes_number> qsort_("qsort");
const Pair<parses, writes_first> strtol_("strtol");
const Pair<takes_time, writes_time> clock_gettime_("clock_gettime");
const Pair<sends, writes_first> write_("write");
const Pair<sends_parts, writes_first> writev_("writev");
const Pair<receives, writes_first> read_("read");

// What lies beyond what a function looks at is nobody's business.
void compares_start(Text& t) {
  volatile int sink = std::strncmp(t.text.data(), t.other.data(), 4);
  static_cast<void>(sink);
}
void writes_end(Text& t) { t.text[20] = 'x'; }
template <Step Library>
using Apart = Both<Library, writes_end, false>;
const tenter::Registered length_apart{two<Apart<lengths>>("library-memory/apart/strlen").holds()};
const tenter::Registered compare_apart{two<Apart<compares_start>>("library-memory/apart/strncmp").holds()};
const tenter::Registered find_apart{two<Apart<finds>>("library-memory/apart/strchr").holds()};
const tenter::Registered print_apart{two<Apart<prints>>("library-memory/apart/snprintf").holds()};
const tenter::Registered send_apart{two<Apart<sends>>("library-memory/apart/write").holds()};
const tenter::Registered receive_apart{two<Apart<receives>>("library-memory/apart/read").holds()};

// Both only read.
const tenter::Registered readers{two<Both<lengths, compares, false>>("library-memory/apart/readers").holds()};

// The text may have been freed.
struct Freed {
  char* text = std::strcpy(static_cast<char*>(std::malloc(16)), "copied");
  void left() {
    volatile std::size_t sink = std::strlen(text);
    static_cast<void>(sink);
  }
  void right() { std::free(text); }
};
const tenter::Registered freed{two<Freed>("library-memory/wrong/freed").breaks(Anomaly::use_after_free)};

}  // namespace
}  // namespace library_memory
