// A barrier at which worker and collector meet: how many must come?
// All who do. A barrier made for one more waits for somebody who does not exist.
#include <barrier>

#include "completion/work.h"

namespace completion::barrier {
namespace {

using enum tenter::Anomaly;

template <int Expected>
struct Barrier : Work<1> {
  std::barrier<> finished{Expected};

  void work(std::size_t worker) {
    compute(worker);
    finished.arrive_and_wait();
  }
  void wait_and_collect() {
    finished.arrive_and_wait();
    collect();
  }
};

const tenter::Registered barrier{
    collecting<Barrier<2>>("completion/barrier")
        .summary("a worker and the collector meet at a barrier for two")
        .reason("Nobody passes before both have come, and the worker comes with its result.")};

const tenter::Registered wrong_count{collecting<Barrier<3>>("completion/barrier-wrong-count")
                                         .summary("a worker and the collector meet at a barrier for three")
                                         .reason("Both have come and wait for a third, who does not exist.")
                                         .breaks(deadlock)};

}  // namespace
}  // namespace completion::barrier
