// Queue operations with a time limit: what does it mean when the time is over?
// That nothing came within that time. Nothing is lost by it, and nothing is said about what comes next.
#include <chrono>

#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::queue_timeouts {
namespace {

using enum tenter::Anomaly;
using namespace std::chrono_literals;

// A worker that knows how many jobs there are, and one that guesses.
struct GetAgain {
  Queue<int> queue;
  Done<2> done;

  void produce() {
    queue.put(0);
    queue.put(1);
  }
  void work() {
    for (int jobs = 0; jobs < 2;) try {
        done.note(queue.get(1ms));
        ++jobs;
      } catch (const Empty&) {
      }
  }
};

struct EmptyTakenForEnd : GetAgain {
  void work() try {
    while (true) done.note(queue.get(1ms));
  } catch (const Empty&) {
  }
};

// Room for one; a producer of two jobs.
struct PutAgain {
  Queue<int> queue{1};
  Done<2> done;

  bool put(int job) try {
    queue.put(job, 1ms);
    return true;
  } catch (const Full&) {
    return false;
  }

  void produce() {
    for (const int job : {0, 1}) {
      while (!put(job)) {
      }
    }
    queue.shutdown();
  }
  void work() try {
    while (true) done.note(queue.get());
  } catch (const ShutDown&) {
  }
};

struct FullIgnored : PutAgain {
  void produce() {
    for (const int job : {0, 1}) put(job);
    queue.shutdown();
  }
};

template <class State>
auto timed(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).actor("producer", &State::produce).actor("worker", &State::work));
}

const tenter::Registered get_again{
    timed<GetAgain>("workers/queue/get-timeout")
        .summary("a worker gets two jobs with a time limit, and tries again when it is over")
        .reason("A get() that times out has taken nothing: the next one finds whatever has come meanwhile.")};

const tenter::Registered empty_taken_for_end{
    timed<EmptyTakenForEnd>("workers/queue/get-timeout-taken-for-end")
        .summary("a worker gets jobs with a time limit, and ends when it is over")
        .reason("A producer that is slow, or has not run for a while, looks just like one that is done.")
        .breaks(jobs_left_undone)};

const tenter::Registered put_again{
    timed<PutAgain>("workers/queue/put-timeout")
        .summary("a producer puts two jobs with a time limit, and tries again when it is over")
        .reason("A put() that times out has put nothing: trying again cannot put the job twice.")};

const tenter::Registered full_ignored{
    timed<FullIgnored>("workers/queue/put-timeout-ignored")
        .summary("a producer puts two jobs with a time limit, and goes on when it is over")
        .reason("A job that found no room in time is in nobody's hands but the producer's, who has let go of it.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers::queue_timeouts
