#include "explore/engine/explorer.h"

#include <variant>

#include "explore/engine/phased_search.h"
#include "explore/engine/replayer.h"
#include "explore/sandbox/forked_executor.h"

namespace tenter::explore {
namespace {

// The supervisor sees that a task that makes no steps is looked after.
class HeartbeatScope {
 public:
  explicit HeartbeatScope(const Subject& subject) : executor_(subject.executor) {
    executor_.set_heartbeat(&subject.progress.heartbeat.started);
  }
  ~HeartbeatScope() { executor_.set_heartbeat(nullptr); }
  HeartbeatScope(const HeartbeatScope&) = delete;
  HeartbeatScope& operator=(const HeartbeatScope&) = delete;

 private:
  InProcessExecutor& executor_;
};

}  // namespace

Evidence run(const Subject& subject) {
  const HeartbeatScope heartbeat(subject);
  if (const auto* const request = std::get_if<ReplayRequest>(&subject.request.exploration)) {
    return replay(subject, *request);
  }
  ForkedExecutor forked(subject.executor, subject.program, subject.log, subject.progress);
  const auto* const seek = std::get_if<SeekRequest>(&subject.request.exploration);
  PhasedSearch search(subject, *search_of(subject.request), seek == nullptr ? nullptr : &seek->outcome, forked);
  return search.run();
}

}  // namespace tenter::explore
