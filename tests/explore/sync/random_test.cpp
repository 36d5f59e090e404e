// Small random programs over read-write locks, semaphores, conditions with a time limit and futexes: what the
// strategies find is what a naive interpreter enumerates, to which every operation, a release too, is a step.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/futex.h>
#include <pthread.h>
#include <rapidcheck/gtest.h>
#include <semaphore.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <set>

#include "explored.h"

extern "C" {
std::uint32_t __tsan_atomic32_load(const volatile std::uint32_t* at, int order);
std::uint32_t __tsan_atomic32_fetch_add(volatile std::uint32_t* at, std::uint32_t operand, int order);
}

namespace tenter::explore::test::random_test {
namespace {

constexpr int kMostThreads = 4;

enum class Do : std::uint8_t {
  load,  // of the word
  add,   // one to the word
  read_lock,
  write_lock,
  try_read_lock,  // one that fails skips the next two: the work and the unlock
  try_write_lock,
  timed_write_lock,
  unlock,
  acquire,
  try_acquire,
  timed_acquire,
  post,
  futex_wait,  // for the word to be something other than 0
  futex_wake,
};

constexpr const char* kNames[] = {
    "load",   "add",     "read_lock",   "write_lock",    "try_read_lock", "try_write_lock", "timed_write_lock",
    "unlock", "acquire", "try_acquire", "timed_acquire", "post",          "futex_wait",     "futex_wake"};

using Threads = std::vector<std::vector<Do>>;

bool skips_when_failing(Do what) {
  return what == Do::try_read_lock || what == Do::try_write_lock || what == Do::timed_write_lock;
}

// ---- As real code. ----

struct State {
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  sem_t semaphore;
  std::uint32_t word = 0;
  std::array<std::string, kMostThreads> seen;

  State() { ::sem_init(&semaphore, 0, 1); }
};

constexpr timespec kSomeTime{1'700'000'000, 0};

int error_of(int result) { return result == 0 ? 0 : errno; }

int perform(State& state, Do what) {
  switch (what) {
    case Do::load:
      return static_cast<int>(__tsan_atomic32_load(&state.word, __ATOMIC_SEQ_CST));
    case Do::add:
      return static_cast<int>(__tsan_atomic32_fetch_add(&state.word, 1, __ATOMIC_SEQ_CST));
    case Do::read_lock:
      return ::pthread_rwlock_rdlock(&state.lock);
    case Do::write_lock:
      return ::pthread_rwlock_wrlock(&state.lock);
    case Do::try_read_lock:
      return ::pthread_rwlock_tryrdlock(&state.lock);
    case Do::try_write_lock:
      return ::pthread_rwlock_trywrlock(&state.lock);
    case Do::timed_write_lock:
      return ::pthread_rwlock_timedwrlock(&state.lock, &kSomeTime);
    case Do::unlock:
      return ::pthread_rwlock_unlock(&state.lock);
    case Do::acquire:
      return error_of(::sem_wait(&state.semaphore));
    case Do::try_acquire:
      return error_of(::sem_trywait(&state.semaphore));
    case Do::timed_acquire:
      return error_of(::sem_timedwait(&state.semaphore, &kSomeTime));
    case Do::post:
      return error_of(::sem_post(&state.semaphore));
    case Do::futex_wait:
      return error_of(static_cast<int>(::syscall(SYS_futex, &state.word, FUTEX_WAIT, 0, nullptr)));
    case Do::futex_wake:
      return static_cast<int>(::syscall(SYS_futex, &state.word, FUTEX_WAKE, 1));
  }
  return -1;
}

void run(State& state, std::size_t self, const std::vector<Do>& thread) {
  for (std::size_t i = 0; i < thread.size(); ++i) {
    const int seen = perform(state, thread[i]);
    state.seen[self] += " " + std::to_string(seen);
    if (skips_when_failing(thread[i]) && seen != 0) i += 2;
  }
}

std::string outcome_of(const std::array<std::string, kMostThreads>& seen) {
  std::string result;
  for (const std::string& of_thread : seen) result += of_thread + " |";
  return result;
}
std::string outcome(State& state) { return outcome_of(state.seen); }

Subject<State> subject_of(const Threads& threads) {
  std::vector<Subject<State>::Actor> actors;
  for (std::size_t self = 0; self < threads.size(); ++self) {
    actors.push_back([self, thread = threads[self]](State& state) { run(state, self, thread); });
  }
  return {std::move(actors), outcome};
}

// ---- As a naive interpreter has it. ----

struct Model {
  std::array<std::size_t, kMostThreads> at{};
  std::array<bool, kMostThreads> waits{};  // on the futex
  std::array<bool, kMostThreads> woken{};
  int readers = 0;
  int writer = -1;
  int semaphore = 1;
  int word = 0;
  std::array<std::string, kMostThreads> seen;

  friend auto operator<=>(const Model&, const Model&) = default;
};

class Enumeration {
 public:
  explicit Enumeration(const Threads& threads) : threads_(threads) {}

  std::set<std::string> all() {
    visit({});
    return outcomes_;
  }

 private:
  void visit(const Model& model) {
    if (!visited_.insert(model).second) return;
    bool any = false;
    bool all_finished = true;
    for (std::size_t self = 0; self < threads_.size(); ++self) {
      if (model.at[self] == threads_[self].size()) continue;
      all_finished = false;
      any = step(model, self) || any;
    }
    if (any) return;
    outcomes_.insert(all_finished ? outcome_of(model.seen) : "deadlock");
  }

  // False when the thread cannot go on.
  bool step(const Model& model, std::size_t self) {
    const Do what = threads_[self][model.at[self]];
    if (what == Do::futex_wait) return wait(model, self);
    if (what == Do::futex_wake) return wake(model, self);
    Model next = model;
    const int result = perform(next, static_cast<int>(self), what);
    return result != kBlocked && done(std::move(next), self, result);
  }

  static constexpr int kBlocked = -2;

  static int perform(Model& model, int self, Do what) {
    const bool readable = model.writer == -1;
    const bool writable = readable && model.readers == 0;
    switch (what) {
      case Do::load:
        return model.word;
      case Do::add:
        return model.word++;
      case Do::read_lock:
        return readable ? (++model.readers, 0) : kBlocked;
      case Do::write_lock:
        return writable ? (model.writer = self, 0) : kBlocked;
      case Do::try_read_lock:
        return readable ? (++model.readers, 0) : EBUSY;
      case Do::try_write_lock:
        return writable ? (model.writer = self, 0) : EBUSY;
      case Do::timed_write_lock:
        return writable ? (model.writer = self, 0) : ETIMEDOUT;
      case Do::unlock:
        return model.writer == self ? (model.writer = -1, 0) : (--model.readers, 0);
      case Do::acquire:
        return model.semaphore > 0 ? (--model.semaphore, 0) : kBlocked;
      case Do::try_acquire:
        return model.semaphore > 0 ? (--model.semaphore, 0) : EAGAIN;
      case Do::timed_acquire:
        return model.semaphore > 0 ? (--model.semaphore, 0) : ETIMEDOUT;
      default:
        return ++model.semaphore, 0;  // post
    }
  }

  bool wait(Model model, std::size_t self) {
    if (model.woken[self]) {
      model.waits[self] = model.woken[self] = false;
      return done(std::move(model), self, 0);
    }
    if (model.waits[self]) return false;
    if (model.word != 0) return done(std::move(model), self, EAGAIN);
    model.waits[self] = true;
    visit(model);
    return true;
  }

  // Any of those that wait.
  bool wake(const Model& model, std::size_t self) {
    bool any = false;
    for (std::size_t other = 0; other < threads_.size(); ++other) {
      if (!model.waits[other] || model.woken[other]) continue;
      Model next = model;
      next.woken[other] = true;
      any = done(std::move(next), self, 1);
    }
    return any || done(model, self, 0);
  }

  bool done(Model model, std::size_t self, int seen) {
    const Do what = threads_[self][model.at[self]];
    model.at[self] += skips_when_failing(what) && seen != 0 ? 3 : 1;
    model.seen[self] += " " + std::to_string(seen);
    visit(model);
    return true;
  }

  const Threads& threads_;
  std::set<Model> visited_;
  std::set<std::string> outcomes_;
};

// ---- The programs. ----

int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

Do simple() {
  constexpr Do kSimple[] = {Do::load,          Do::add,  Do::acquire,    Do::try_acquire,
                            Do::timed_acquire, Do::post, Do::futex_wait, Do::futex_wake};
  return kSimple[below(8)];
}

void append_item(std::vector<Do>& thread) {
  if (below(2) == 0) return thread.push_back(simple());
  constexpr Do kLocks[] = {Do::read_lock, Do::write_lock, Do::try_read_lock, Do::try_write_lock,
                           Do::timed_write_lock};
  thread.insert(thread.end(), {kLocks[below(5)], simple(), Do::unlock});
}

Threads random_threads(int count, int items) {
  Threads threads(static_cast<std::size_t>(count));
  for (std::vector<Do>& thread : threads) {
    const int own = 1 + below(items);
    for (int i = 0; i < own; ++i) append_item(thread);
  }
  return threads;
}

void log(const Threads& threads) {
  for (const std::vector<Do>& thread : threads) {
    std::string line;
    for (const Do what : thread) line += kNames[static_cast<std::size_t>(what)] + std::string("; ");
    RC_LOG() << line << '\n';
  }
}

void expect(const std::set<std::string>& wanted, const Explored& found) {
  const auto names = found.names();
  RC_ASSERT(std::set<std::string>(names.begin(), names.end()) == wanted);
}

// The wait comes to nothing when the word is changed first; it must be tried before the waking all the same.
TEST(Reduction, SeesAWaitThatComesToNothingInTime) {
  using enum Do;
  const Threads threads{{futex_wait, load}, {load, read_lock, add, unlock}, {futex_wake}};
  EXPECT_THAT(subject_of(threads).reduced().names(), testing::ElementsAreArray(Enumeration(threads).all()));
}

RC_GTEST_PROP(RandomSynchronisation, OfTwoThreadsIsExploredWhole, ()) {
  const Threads threads = random_threads(2, 3);
  log(threads);
  const std::set<std::string> wanted = Enumeration(threads).all();
  const Subject<State> subject = subject_of(threads);
  expect(wanted, subject.exhaustively());
  expect(wanted, subject.reduced());
}

RC_GTEST_PROP(RandomSynchronisation, OfThreeThreadsIsExploredWhole, ()) {
  const Threads threads = random_threads(3, 2);
  log(threads);
  const Explored found = subject_of(threads).reduced();
  RC_PRE(found.complete);
  expect(Enumeration(threads).all(), found);
}

RC_GTEST_PROP(RandomSynchronisation, OfFourThreadsIsExploredWhole, ()) {
  const Threads threads = random_threads(4, 1);
  log(threads);
  const Explored found = subject_of(threads).reduced();
  RC_PRE(found.complete);
  expect(Enumeration(threads).all(), found);
}

// A wait that fails has not waited, which it would have done had it come before the addition; and then whether the
// waker had come and gone would have mattered.
TEST(Synchronisation, ThatMattersOnlyInAnotherOrderIsFound) {
  const Threads programs[] = {
      Threads{{Do::futex_wait}, {Do::add}, {Do::futex_wake}},
      Threads{{Do::futex_wait, Do::load}, {Do::load, Do::load, Do::add}, {Do::futex_wake}},
      Threads{{Do::read_lock, Do::futex_wait}, {Do::try_write_lock, Do::add, Do::unlock, Do::add}, {Do::futex_wake}},
      Threads{{Do::read_lock, Do::futex_wait, Do::unlock},
              {Do::write_lock, Do::add, Do::unlock, Do::add},
              {Do::futex_wake}},
      Threads{{Do::acquire, Do::futex_wait}, {Do::try_acquire, Do::add}, {Do::futex_wake}},
  };
  for (const Threads& threads : programs) {
    const std::set<std::string> wanted = Enumeration(threads).all();
    EXPECT_THAT(subject_of(threads).exhaustively().names(), testing::UnorderedElementsAreArray(wanted));
    EXPECT_THAT(subject_of(threads).reduced().names(), testing::UnorderedElementsAreArray(wanted));
  }
}

}  // namespace
}  // namespace tenter::explore::test::random_test
