// A queue gives exactly what a serial execution of the same jobs gives: every job runs once, those of a client in the
// order in which it sent them, and the result is that of running them one after the other on one thread.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "broken.h"
#include "faq/list.h"
#include "faq/queue.h"
#include "run_property.h"

namespace tenter::property {
namespace {

// Operations whose order shows in the result.
enum class Step { append, pop, append_last, sort, set_first, double_all };

void apply(faq::List& list, Step step, int argument) {
  switch (step) {
    case Step::append:
      return list.push_back(argument);
    case Step::pop:
      return list.empty() ? void() : list.pop_back();
    case Step::append_last:
      return list.push_back(list.empty() ? 0 : list.back());
    case Step::sort:
      return std::sort(list.begin(), list.end());
    case Step::set_first:
      if (!list.empty()) list.front() = argument;
      return;
    case Step::double_all:
      for (int& item : list) item = item * 2 % 10'007;
      return;
  }
}

struct JobId {
  std::size_t client, position;
  friend bool operator==(const JobId&, const JobId&) = default;
};

using Client = std::vector<Step>;

int argument_of(JobId id) { return static_cast<int>(100 * (id.client + 1) + id.position); }

template <class Queue>
struct Queued {
  inline static std::vector<Client> program;

  Queue shared{faq::list_of({1, 2, 3}), jobs()};
  std::vector<JobId> ran;  // touched by jobs only, so by the owner only

  static std::size_t jobs() {
    std::size_t total = 0;
    for (const Client& client : program) total += client.size();
    return total;
  }

  void act(std::size_t client) {
    for (std::size_t position = 0; position < program[client].size(); ++position) {
      shared.once([this, id = JobId{client, position}](faq::List& list) {
        ran.push_back(id);
        apply(list, program[id.client][id.position], argument_of(id));
      });
    }
  }

  // What running the same jobs in the same order on this thread gives.
  faq::List serially() const {
    faq::List list = faq::list_of({1, 2, 3});
    for (const JobId id : ran) apply(list, program[id.client][id.position], argument_of(id));
    return list;
  }

  std::vector<JobId> jobs_of(std::size_t client) const {
    std::vector<JobId> result;
    std::copy_if(ran.begin(), ran.end(), std::back_inserter(result), [&](JobId id) { return id.client == client; });
    return result;
  }

  std::string wrong() const {
    for (std::size_t client = 0; client < program.size(); ++client) {
      std::vector<JobId> sent;
      for (std::size_t i = 0; i < program[client].size(); ++i) sent.push_back({client, i});
      if (jobs_of(client) != sent)
        return "client " + std::to_string(client) + "'s jobs did not run once each, in order";
    }
    return shared.value() == serially() ? "" : "the result is no serial one";
  }
};

// With clients that send equally many jobs, if asked, as queues that meet in their bug need.
std::vector<Client> any_program(std::size_t fewest_clients, std::size_t fewest_jobs, bool equal) {
  const auto step =
      rc::gen::element(Step::append, Step::pop, Step::append_last, Step::sort, Step::set_first, Step::double_all);
  const auto jobs = *rc::gen::inRange<std::size_t>(fewest_jobs, 10);
  std::vector<Client> program(*rc::gen::inRange<std::size_t>(fewest_clients, 5));
  for (Client& client : program) {
    const std::size_t its = equal ? jobs : *rc::gen::inRange<std::size_t>(fewest_jobs, 10);
    client = *rc::gen::container<Client>(its, step);
  }
  return program;
}

template <class Queue>
Found not_serial_in(const std::vector<Client>& program) {
  Queued<Queue>::program = program;
  return found_in<Queued<Queue>>(program.size(), *rc::gen::arbitrary<std::uint64_t>());
}

RC_GTEST_PROP(Serial, QueueIs, ()) { assert_nothing(not_serial_in<faq::Queue<faq::List>>(any_program(1, 0, false))); }

RC_GTEST_PROP(Serial, SplitQueueIsForSingleCalls, ()) {
  assert_nothing(not_serial_in<faq::QueueSplit<faq::List>>(any_program(1, 0, false)));
}

RC_GTEST_PROP(Serial, CatchesAQueueThatLosesJobs, ()) {
  const std::vector<Client> program = any_program(2, 1, true);
  participants = static_cast<std::ptrdiff_t>(program.size());
  assert_always(not_serial_in<faq::Queue<faq::List, LosingOwner>>(program));
}

RC_GTEST_PROP(Serial, CatchesAQueueThatRepeatsAJob, ()) {
  assert_always(not_serial_in<faq::Queue<faq::List, RepeatingOwner>>(any_program(1, 1, false)));
}

RC_GTEST_PROP(Serial, CatchesAQueueThatRunsBackwards, ()) {
  assert_always(not_serial_in<faq::Queue<faq::List, BackwardsOwner>>(any_program(1, 2, false)));
}

}  // namespace
}  // namespace tenter::property
