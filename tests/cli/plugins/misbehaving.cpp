// Scenarios that do to their process whatever harms it, and one among them that must not be harmed.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <tenter/tenter.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

// assert() whatever the build type.
#undef NDEBUG
#include <cassert>

int unseen(int value);

namespace {

// Two actors, of which the first does the deed.
struct Nothing {
  void rest() {}
};

template <class Deed>
auto doing(std::string_view name, Deed deed) {
  return tenter::scenario<Nothing>(name)
      .summary("does something terrible")
      .actor("villain", [deed](Nothing&) { deed(); })
      .actor("victim", &Nothing::rest);
}

int* volatile nowhere = nullptr;
volatile bool bottomless = true;

[[gnu::noinline]] int deeper(volatile char* above) {
  volatile char frame[512];
  frame[0] = *above;
  return (bottomless ? deeper(frame) : 0) + frame[0];
}

void waste_memory() {
  std::vector<void*> kept;
  for (;;) {
    constexpr std::size_t kPiece = std::size_t{16} << 20U;
    void* const piece = std::malloc(kPiece);
    if (piece == nullptr) continue;
    std::memset(piece, 1, kPiece);
    kept.push_back(piece);
  }
}

// What pthread_atfork() does not see.
void start_sleeper(bool own_session) {
  static std::atomic<bool> started{false};
  if (started.exchange(true)) return;
  if (::vfork() == 0) {
    if (own_session) ::setsid();
    ::execl("/bin/sleep", "sleep", "12345", nullptr);
    ::_exit(1);
  }
}

void scribble() {
  for (int descriptor = 3; descriptor < 1024; ++descriptor) {
    const std::string text(100'000, 'x');
    (void)!::write(descriptor, text.data(), text.size());
  }
}

const tenter::Registered deeds[] = {
    tenter::Registered{doing("bad/crash", [] { *nowhere = 1; })},
    tenter::Registered{doing("bad/bus-error", [] { (void)::raise(SIGBUS); })},
    tenter::Registered{doing("bad/abort", [] { std::abort(); })},
    tenter::Registered{doing("bad/hang",
                             [] {
                               for (;;) ::pause();
                             })},
    tenter::Registered{doing("bad/spin",
                             [] {
                               for (static std::atomic<int> turns{0};; ++turns) {
                               }
                             })},
    tenter::Registered{doing("bad/ignores-sigterm",
                             [] {
                               ::signal(SIGTERM, SIG_IGN);
                               for (;;) ::pause();
                             })},
    tenter::Registered{doing("bad/exit", [] { std::exit(0); })},
    tenter::Registered{doing("bad/quick-exit", [] { std::quick_exit(0); })},
    tenter::Registered{doing("bad/underscore-exit", [] { ::_exit(0); })},
    tenter::Registered{doing("bad/flood",
                             [] {
                               for (;;) std::puts("the quick brown fox jumps over the lazy dog");
                             })},
    tenter::Registered{doing("bad/fork",
                             [] {
                               const pid_t child = ::fork();
                               if (child > 0) ::waitpid(child, nullptr, 0);
                             })},
    tenter::Registered{doing("bad/fork-setsid", [] { start_sleeper(true); })},
    // It goes with the process group, but was left behind all the same.
    tenter::Registered{doing("bad/fork-exec", [] { start_sleeper(false); })},
    tenter::Registered{doing("bad/memory", waste_memory)},
    tenter::Registered{tenter::scenario<int>("bad/race").copies(2, [](int& value) { value = value + 1; })},
    tenter::Registered{doing("bad/throw", [] { throw std::runtime_error("thrown by an actor"); })},
    tenter::Registered{doing("bad/throw-in-thread",
                             [] { std::thread([] { throw std::runtime_error("thrown by a thread"); }).join(); })},
    tenter::Registered{tenter::scenario<Nothing>("bad/throw-in-predicate")
                           .actors(&Nothing::rest, &Nothing::rest)
                           .observes([](Nothing&) { return 1; })
                           .acceptable([](int) -> bool { throw std::runtime_error("thrown by a predicate"); }, "?")},
    tenter::Registered{doing("bad/assert", [] { assert(false && "the moon is full"); })},
    tenter::Registered{doing("bad/check", [] { tenter::check(false, "checked and found wanting"); })},
    tenter::Registered{doing("bad/stack-overflow",
                             [] {
                               volatile char start = 0;
                               deeper(&start);
                             })},
    tenter::Registered{doing("bad/kill-group", [] { ::kill(0, SIGKILL); })},
    tenter::Registered{doing("bad/close-all", [] { ::close_range(3, ~0U, 0); })},
    tenter::Registered{doing("bad/scribble", scribble)},
    tenter::Registered{doing("bad/double-free",
                             [] {
                               char* volatile memory = static_cast<char*>(std::malloc(24));
                               std::free(memory);
                               std::free(memory);  // NOLINT: the deed
                             })},
};

// Runs last.
struct Bystander {
  std::atomic<int> value{0};
  void increment() { value += unseen(0); }
};

const tenter::Registered unharmed{tenter::scenario<Bystander>("bad/zz-unharmed")
                                      .copies(2, &Bystander::increment)
                                      .observes(&Bystander::value)
                                      .acceptable({2}, "both increments kept")};

}  // namespace
