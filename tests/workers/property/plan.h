// Small programs on a queue and on an executor, as data: what random ones are drawn of, and what the code under test
// (subject.inc, compiled as a scenario is) and the properties (properties.cpp, which is not) both know.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tenter::test {

inline constexpr std::size_t kItems = 2;  // at most, each producer's
inline constexpr std::size_t kJobs = 3;   // at most

enum class Wait : std::uint8_t { for_ever, for_a_time, not_at_all };

// The owner puts its items, and shuts the queue down; another producer puts items of its own meanwhile; consumers get
// items until they are told that there will be no more.
struct QueuePlan {
  std::uint8_t items = 1;        // of the owner
  std::uint8_t other_items = 0;  // of the other producer; 0: there is none
  std::uint8_t consumers = 1;    // 1 or 2
  std::uint8_t capacity = 0;     // 0: any number of items
  Wait put = Wait::for_ever;     // how the producers put
  Wait get = Wait::for_ever;     // how the consumers get
  bool immediate = false;        // how the owner shuts down
  bool joins_before = false;     // the owner joins, then shuts down
  bool joins_after = false;      // ... and the other way round
  bool other_joins = false;      // the other producer joins when it has put
};

struct QueueResult {
  struct Producer {
    std::array<bool, kItems> accepted{};
    bool joined_too_early = false;
    bool over_capacity = false;
    bool wrong_answer = false;
  };
  struct Consumer {
    std::array<std::uint8_t, 2 * kItems> got{};  // in order; a producer's items are 10, 11 and 20, 21
    std::uint8_t count = 0;
    bool told_too_early = false;  // that there will be no more, when nobody had shut the queue down
  };
  std::array<Producer, 2> producers;
  std::array<Consumer, 2> consumers;
};

enum class End : std::uint8_t { waits, does_not_wait, cancels, destroys };

// The owner submits jobs, ends the executor, and asks all futures; a client submits a job of its own meanwhile.
struct ExecutorPlan {
  std::uint8_t threads = 1;    // 1 or 2
  std::uint8_t jobs = 1;       // of the owner
  std::uint8_t throwing = 0;   // a bit for each of them
  bool cancels_first = false;  // the owner asks the first job's future to be cancelled
  bool maps = false;           // and maps a function over two arguments
  bool client = false;
  End end = End::waits;
};

enum class Answer : std::uint8_t { none, value, exception, cancelled, wrong };

struct ExecutorResult {
  struct Job {
    bool accepted = false;
    bool cancel_succeeded = false;
    Answer answer = Answer::none;
    std::uint8_t ran = 0;        // times
    bool done_after_end = true;  // when an end that waits was over it had been run, or cancelled
  };
  std::array<Job, kJobs + 1> jobs;  // the last is the client's
  bool map_in_order = true;
  bool refused_after_end = true;
};

// One version of the code under test.
struct Variant {
  template <class Plan, class Result>
  struct Subject {
    std::size_t size = 0;
    std::size_t alignment = 0;
    void (*construct)(void* state, const Plan& plan) = nullptr;
    void (*destroy)(void* state) = nullptr;
    void (*act)(void* state, std::size_t actor) = nullptr;
    const Result& (*result)(const void* state) = nullptr;
  };
  const char* name = nullptr;
  Subject<QueuePlan, QueueResult> queue;
  Subject<ExecutorPlan, ExecutorResult> executor;
};

}  // namespace tenter::test
