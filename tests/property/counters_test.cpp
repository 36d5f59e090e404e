// For random numbers of threads and increments, what claims to be atomic loses none.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <mutex>
#include <string>

#include "broken.h"
#include "faq/cas.h"
#include "faq/disciplines.h"
#include "faq/queue.h"
#include "run_property.h"

namespace tenter::property {
namespace {

struct Counting {
  std::size_t threads = 2;
  int increments = 1;  // a thread
  std::uint64_t seed = 0;
};

Counting any_counting(std::size_t most_threads) {
  return {*rc::gen::inRange<std::size_t>(2, most_threads + 1), *rc::gen::inRange(1, 20),
          *rc::gen::arbitrary<std::uint64_t>()};
}

// Does nothing, but in the window of a lock that lets everybody in.
void while_incrementing() { OpenMutex::meet(); }

template <class Discipline>
struct Incremented {
  inline static Counting program;

  Discipline shared = holding<Discipline>(0, program.threads* static_cast<std::size_t>(program.increments));

  void act() {
    for (int i = 0; i < program.increments; ++i) {
      shared.compound(
          [](const auto& value) {
            const int seen = value;
            while_incrementing();
            return seen;
          },
          [](auto& value, int seen) { value = seen + 1; });
    }
  }

  std::string wrong() const {
    const int made = static_cast<int>(program.threads) * program.increments;
    const int kept = shared.value();
    return kept == made ? "" : std::to_string(kept) + " of " + std::to_string(made) + " increments";
  }
};

template <class Discipline>
Found lost_by(const Counting& program) {
  Incremented<Discipline>::program = program;
  return found_in<Incremented<Discipline>>(program.threads, program.seed);
}

RC_GTEST_PROP(Counters, MutexKeepsEveryIncrement, ()) { assert_nothing(lost_by<faq::Mutex<int>>(any_counting(4))); }

RC_GTEST_PROP(Counters, CompareExchangeOnAWordKeepsEveryIncrement, ()) {
  assert_nothing(lost_by<faq::Cas<int>>(any_counting(4)));
}

RC_GTEST_PROP(Counters, CompareExchangeOnASnapshotKeepsEveryIncrement, ()) {
  assert_nothing(lost_by<faq::CasOnSnapshot<int>>(any_counting(3)));
}

RC_GTEST_PROP(Counters, QueueKeepsEveryIncrement, ()) { assert_nothing(lost_by<faq::Queue<int>>(any_counting(3))); }

// Single operations: what an atomic or a lock around each call claims.
template <class Discipline>
struct AddedTo {
  inline static Counting program;

  Discipline shared = holding<Discipline>(0, program.threads* static_cast<std::size_t>(program.increments));

  void act() {
    for (int i = 0; i < program.increments; ++i) shared.once([](auto& value) { value += 1; });
  }

  std::string wrong() const {
    const int made = static_cast<int>(program.threads) * program.increments;
    const int kept = shared.value();
    return kept == made ? "" : std::to_string(kept) + " of " + std::to_string(made) + " additions";
  }
};

template <class Discipline>
Found dropped_by(const Counting& program) {
  AddedTo<Discipline>::program = program;
  return found_in<AddedTo<Discipline>>(program.threads, program.seed);
}

RC_GTEST_PROP(Counters, OneCallAtATimeKeepsEveryAddition, ()) {
  assert_nothing(dropped_by<faq::PerOp<int>>(any_counting(4)));
}

RC_GTEST_PROP(Counters, AnAtomicWordKeepsEveryAddition, ()) {
  assert_nothing(dropped_by<faq::AtomicWord<int>>(any_counting(4)));
}

// All threads read before any writes, round by round: of n increments at the same time one is kept, always.
RC_GTEST_PROP(Counters, CatchAMutexThatLetsEverybodyIn, ()) {
  const Counting program = any_counting(4);
  participants = static_cast<std::ptrdiff_t>(program.threads);
  assert_always(lost_by<faq::Mutex<Word, OpenMutex>>(program));
}

RC_GTEST_PROP(Counters, CatchAQueueThatLosesJobs, ()) {
  const Counting program = any_counting(4);
  participants = static_cast<std::ptrdiff_t>(program.threads);
  assert_always(lost_by<faq::Queue<int, LosingOwner>>(program));
}

RC_GTEST_PROP(Counters, CatchAQueueThatRepeatsAJob, ()) {
  assert_always(lost_by<faq::Queue<int, RepeatingOwner>>(any_counting(4)));
}

}  // namespace
}  // namespace tenter::property
