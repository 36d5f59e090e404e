// boost::asio::thread_pool: when the pool is gone, have all posted jobs been done?
// If it was joined before. Destroying it stops it first, and what waits in its queue is destroyed with it.
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <thread>

#include "workers/jobs.h"

namespace workers::asio_pool {
namespace {

using enum tenter::Anomaly;

struct Joined {
  Done<2> done;

  void post_to(boost::asio::thread_pool& pool) {
    for (const int job : {0, 1}) boost::asio::post(pool, [this, job] { done.note(job); });
  }
  void own() {
    boost::asio::thread_pool pool(1);
    post_to(pool);
    pool.join();
  }
};

struct Destroyed : Joined {
  void own() {
    boost::asio::thread_pool pool(1);
    post_to(pool);
  }
};

template <class State>
auto two_jobs(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).actor("owner", &State::own));
}

const tenter::Registered joined{
    two_jobs<Joined>("workers/asio-pool/join")
        .summary("two jobs are posted to a pool, which is joined and destroyed")
        .reason("join() returns when there is no work left and the pool's threads have ended.")};

const tenter::Registered destroyed{
    two_jobs<Destroyed>("workers/asio-pool/destroyed")
        .summary("two jobs are posted to a pool, which is destroyed")
        .reason("The destructor stops the pool and then joins its threads, which end as soon as they are done with "
                "the job in hand. An executor in Python does the opposite.")
        .breaks(jobs_left_undone)};

// A client posts while the owner joins the pool.
struct PostedTooLate {
  int done = 0;

  void own() {
    boost::asio::thread_pool pool(1);
    std::thread client([&] { boost::asio::post(pool, [this] { ++done; }); });
    pool.join();
    client.join();
  }
};

const tenter::Registered posted_too_late{
    tenter::scenario<PostedTooLate>("workers/asio-pool/posted-too-late")
        .summary("a client posts a job while the owner joins the pool")
        .reason(
            "A pool that has been joined accepts jobs as before; only, nobody is left to do them, and nobody says "
            "so.")
        .actor("owner", &PostedTooLate::own)
        .observes(&PostedTooLate::done)
        .acceptable({1}, "the job was posted in time, and done")
        .forbidden({0}, "the job was accepted by a pool without threads", jobs_left_undone)
        .breaks(jobs_left_undone)};

struct JobFailed {};

struct Throwing {
  void own() {
    boost::asio::thread_pool pool(1);
    boost::asio::post(pool, [] { throw JobFailed(); });
    pool.join();
  }
};

const tenter::Registered throwing{
    tenter::scenario<Throwing>("workers/asio-pool/throwing-job")
        .summary("a job that throws is posted to a pool")
        .reason("A posted job has no future that could keep the exception, so the pool ends the program.")
        .actor("owner", &Throwing::own)
        .breaks(uncaught_exception)};

}  // namespace
}  // namespace workers::asio_pool
