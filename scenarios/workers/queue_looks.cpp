// Looking at a queue before using it: if not queue.empty(): queue.get(), and the like. Is what was seen still true?
// Only until the next thread comes. To look and to take must be one call, such as get_nowait().
#include <array>

#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::queue_looks {
namespace {

using enum tenter::Anomaly;

// One job, two workers that do it if it is there.
struct GetNowait {
  Queue<int> queue;
  Done<1, 2> done;

  GetNowait() { queue.put(0); }

  void work(std::size_t worker) try { done.note(queue.get_nowait(), worker); } catch (const Empty&) {
  }
};

struct EmptyThenGet : GetNowait {
  void work(std::size_t worker) {
    if (!queue.empty()) done.note(queue.get(), worker);
  }
};

template <class State>
auto one_job(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).copies(2, &State::work));
}

const tenter::Registered get_nowait{
    one_job<GetNowait>("workers/queue/get-nowait")
        .summary("two workers try to get the one job that is there")
        .reason("get_nowait() takes the job, or says Empty: one call, between whose halves nobody can come.")};

const tenter::Registered empty_then_get{
    one_job<EmptyThenGet>("workers/queue/empty-then-get")
        .summary("two workers get the one job that is there, if the queue is not empty")
        .reason("Both see that there is a job, one gets it, and the other waits for one that never comes.")
        .breaks(deadlock)};

// Room for one job, two producers who have one each and do not wait.
struct PutNowait {
  Queue<int> queue{1};
  std::array<bool, 2> accepted{};

  void produce(std::size_t producer) try {
    queue.put_nowait(static_cast<int>(producer));
    accepted[producer] = true;
  } catch (const Full&) {
  }

  int sum() const { return accepted[0] + accepted[1]; }
};

struct FullThenPut : PutNowait {
  void produce(std::size_t producer) {
    if (queue.full()) return;
    queue.put_nowait(static_cast<int>(producer));
    accepted[producer] = true;
  }
};

template <class State>
auto room_for_one(std::string_view name) {
  return tenter::scenario<State>(name)
      .copies(2, &State::produce)
      .observes(&State::sum)
      .acceptable({1}, "one job was accepted, the other refused");
}

const tenter::Registered put_nowait{room_for_one<PutNowait>("workers/queue/put-nowait")
                                        .summary("two producers try to put a job each into a queue with room for one")
                                        .reason("put_nowait() takes the room, or says Full, in one call.")};

const tenter::Registered full_then_put{
    room_for_one<FullThenPut>("workers/queue/full-then-put")
        .summary("two producers put a job each without waiting, if the queue is not full")
        .reason("Both see the same room, and the second to put finds it taken: Full comes where nobody expects it.")
        .breaks(uncaught_exception)};

}  // namespace
}  // namespace workers::queue_looks
