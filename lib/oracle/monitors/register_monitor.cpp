#include "oracle/monitors/register_monitor.h"

#include <algorithm>

namespace tenter::oracle {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// All operations of one value.
struct Cluster {
  std::uint32_t write = kNone;
  std::uint32_t first_response = kNone;  // whose it is
  std::uint32_t last_invocation = kNone;
};

class RegisterMonitor {
 public:
  RegisterMonitor(std::span<const RegisterModel::Step> operations, std::span<const Interval> times)
      : operations_(operations), times_(times) {}

  Judgement judge() {
    if (!collect()) return {};
    if (auto found = unfounded()) return {Answer::no, std::move(found)};
    if (auto found = in_each_others_zones()) return {Answer::no, std::move(found)};
    return {Answer::yes, std::nullopt};
  }

 private:
  std::uint64_t from(const Cluster& cluster) const { return times_[cluster.first_response].responded; }
  // What was there before all is as if written before all.
  bool begins_before(const Cluster& cluster, std::uint64_t time) const {
    return is_initial(cluster) || from(cluster) < time;
  }
  std::uint64_t to(const Cluster& cluster) const { return times_[cluster.last_invocation].invoked; }
  bool is_initial(const Cluster& cluster) const { return &cluster == clusters_.data(); }
  bool is_empty(const Cluster& cluster) const { return cluster.last_invocation == kNone; }
  bool is_forward(const Cluster& cluster) const { return is_initial(cluster) || from(cluster) < to(cluster); }

  bool collect();
  std::optional<Contradiction> unfounded() const;
  std::optional<Contradiction> in_each_others_zones() const;
  Contradiction between(const Cluster& a, const Cluster& b) const;

  std::span<const RegisterModel::Step> operations_;
  std::span<const Interval> times_;
  std::vector<Cluster> clusters_{1};  // by value; the first is what was there before all
};

bool RegisterMonitor::collect() {
  for (std::uint32_t i = 0; i < operations_.size(); ++i) {
    const RegisterModel::Step& step = operations_[i];
    if (step.function == RegisterModel::kCas) return false;
    if (step.function == RegisterModel::kRead && !step.returned) continue;  // it says nothing
    const auto value = static_cast<std::size_t>(step.value);
    if (clusters_.size() <= value) clusters_.resize(std::max(value + 1, 2 * clusters_.size()));
    Cluster& cluster = clusters_[value];
    if (step.function == RegisterModel::kWrite) {
      if (cluster.write != kNone || value == 0) return false;
      cluster.write = i;
    }
    if (cluster.first_response == kNone || times_[i].responded < times_[cluster.first_response].responded) {
      cluster.first_response = i;
    }
    if (cluster.last_invocation == kNone || times_[i].invoked > times_[cluster.last_invocation].invoked) {
      cluster.last_invocation = i;
    }
  }
  // A write that never returned and was never read need not have happened.
  for (Cluster& cluster : clusters_) {
    if (cluster.write != kNone && times_[cluster.first_response].responded == kPending) cluster = {};
  }
  return true;
}

std::optional<Contradiction> RegisterMonitor::unfounded() const {
  for (const Cluster& cluster : clusters_) {
    if (is_empty(cluster) || is_initial(cluster)) continue;
    if (cluster.write == kNone) return {{{cluster.first_response}, "nobody has written what {0} has read"}};
    if (times_[cluster.first_response].responded < times_[cluster.write].invoked) {
      return {{{cluster.first_response, cluster.write}, "{0} returned before {1} was invoked"}};
    }
  }
  return std::nullopt;
}

Contradiction RegisterMonitor::between(const Cluster& a, const Cluster& b) const {
  Contradiction found{{}, "what comes between the operations of one value is of another"};
  for (const std::uint32_t operation :
       {a.write, a.first_response, a.last_invocation, b.write, b.first_response, b.last_invocation}) {
    const auto known = std::find(found.operations.begin(), found.operations.end(), operation);
    if (operation != kNone && known == found.operations.end()) found.operations.push_back(operation);
  }
  return found;
}

std::optional<Contradiction> RegisterMonitor::in_each_others_zones() const {
  std::vector<const Cluster*> forward;
  std::vector<const Cluster*> backward;
  for (const Cluster& cluster : clusters_) {
    if (!is_empty(cluster)) (is_forward(cluster) ? forward : backward).push_back(&cluster);
  }
  std::sort(forward.begin(), forward.end(),
            [&](const Cluster* a, const Cluster* b) { return !is_initial(*b) && begins_before(*a, from(*b)); });
  for (std::size_t i = 1; i < forward.size(); ++i) {
    if (from(*forward[i]) < to(*forward[i - 1])) return between(*forward[i - 1], *forward[i]);
  }
  for (const Cluster* const cluster : backward) {
    // The last forward zone that begins before it does.
    auto after =
        std::lower_bound(forward.begin(), forward.end(), to(*cluster),
                         [&](const Cluster* zone, std::uint64_t time) { return begins_before(*zone, time); });
    if (after == forward.begin()) continue;
    const Cluster& zone = **--after;
    if (from(*cluster) < to(zone)) return between(zone, *cluster);
  }
  return std::nullopt;
}

}  // namespace

Judgement judge_register(std::span<const RegisterModel::Step> operations, std::span<const Interval> times) {
  return RegisterMonitor(operations, times).judge();
}

}  // namespace tenter::oracle
