// Scenarios that ask something else than the schedule what to do.
#include <tenter/scenario.h>
#include <unistd.h>

#include <atomic>
#include <random>

#include "keeper.h"

namespace {

// Two actors of one store each, and what they store is what `next` says when the state is made.
template <int (*next)()>
class Branching {
 public:
  Branching() : drawn_(next()) {}
  void first() { value_.store(drawn_); }
  void second() { value_.store(-1); }
  int last() const { return value_.load(); }

 private:
  int drawn_;
  std::atomic<int> value_{0};
};

template <int (*next)()>
auto branching(const char* name) {
  using State = Branching<next>;
  return tenter::scenario<State>(name)
      .actor("first", &State::first)
      .actor("second", &State::second)
      .observes(&State::last)
      .acceptable({-1}, "second was last")
      .otherwise(tenter::Grade::acceptable, "first was last");
}

const tenter::Registered shared{branching<keeper::next_in_shared_mapping>("shared-mapping")};
const tenter::Registered own{branching<keeper::next_in_private_mapping>("private-mapping")};
const tenter::Registered opened{branching<keeper::next_in_open_file>("open-file")};
const tenter::Registered written{branching<keeper::next_in_written_file>("written-file")};
const tenter::Registered counter{branching<keeper::next_of_time_stamp_counter>("time-stamp-counter")};

// Of the C library, which nobody resets.
int next_option() { return ::optind++; }
const tenter::Registered option{branching<next_option>("option-index")};

}  // namespace
