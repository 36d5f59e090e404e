#include "properties.h"

#include <algorithm>
#include <map>
#include <vector>

namespace tenter::test {
namespace {

std::uint8_t item_of(std::size_t producer, std::size_t number) {
  return static_cast<std::uint8_t>(10 * (producer + 1) + number);
}

std::map<std::uint8_t, int> times_got(const QueueResult& result) {
  std::map<std::uint8_t, int> times;
  for (const QueueResult::Consumer& consumer : result.consumers) {
    for (std::size_t i = 0; i < consumer.count; ++i) ++times[consumer.got[i]];
  }
  return times;
}

bool exactly_once(const QueuePlan& plan, const QueueResult& result) {
  std::map<std::uint8_t, int> times = times_got(result);
  for (std::size_t producer = 0; producer < result.producers.size(); ++producer) {
    for (std::size_t i = 0; i < kItems; ++i) {
      const bool accepted = result.producers[producer].accepted[i];
      const int got = times[item_of(producer, i)];
      if (got > (accepted ? 1 : 0)) return false;
      if (accepted && got == 0 && !plan.immediate) return false;
    }
  }
  return true;
}

// Of one consumer; who puts into the notes first of two consumers is nobody's concern.
bool in_order(const QueueResult& result) {
  return std::all_of(result.consumers.begin(), result.consumers.end(), [](const QueueResult::Consumer& consumer) {
    for (std::size_t producer = 0; producer < 2; ++producer) {
      std::vector<std::uint8_t> own;
      std::copy_if(consumer.got.begin(), consumer.got.begin() + consumer.count, std::back_inserter(own),
                   [&](std::uint8_t item) { return item / 10 == static_cast<int>(producer) + 1; });
      if (!std::is_sorted(own.begin(), own.end())) return false;
    }
    return true;
  });
}

bool exactly_once(const ExecutorResult::Job& job) {
  const bool cancelled = job.cancel_succeeded || job.answer == Answer::cancelled;
  return job.ran == (job.accepted && !cancelled ? 1 : 0);
}

bool answered(const ExecutorPlan& plan, const ExecutorResult& result, std::size_t number) {
  const ExecutorResult::Job& job = result.jobs[number];
  const bool throws = number < plan.jobs && (plan.throwing >> number & 1U) != 0;
  if (!job.accepted) return job.answer == Answer::none;
  if (job.answer == Answer::cancelled) return job.cancel_succeeded || plan.end == End::cancels;
  return !job.cancel_succeeded && job.answer == (throws ? Answer::exception : Answer::value);
}

}  // namespace

std::string_view name_of(Property property) {
  constexpr std::string_view kNames[] = {"exactly once", "in order", "bounded",  "all done", "answered",
                                         "ends",         "no race",  "no death", "no leak"};
  return kNames[static_cast<std::size_t>(property)];
}

Properties violated(const QueuePlan& plan, const QueueResult& result) {
  Properties broken;
  if (!exactly_once(plan, result)) broken.insert(Property::exactly_once);
  if (!in_order(result)) broken.insert(Property::in_order);
  for (const QueueResult::Producer& producer : result.producers) {
    if (producer.over_capacity) broken.insert(Property::bounded);
    if (producer.joined_too_early) broken.insert(Property::all_done);
    if (producer.wrong_answer) broken.insert(Property::answered);
  }
  for (const QueueResult::Consumer& consumer : result.consumers) {
    if (consumer.told_too_early) broken.insert(Property::answered);
  }
  return broken;
}

Properties violated(const ExecutorPlan& plan, const ExecutorResult& result) {
  Properties broken;
  for (std::size_t number = 0; number < result.jobs.size(); ++number) {
    const ExecutorResult::Job& job = result.jobs[number];
    if (!exactly_once(job)) broken.insert(Property::exactly_once);
    if (!answered(plan, result, number)) broken.insert(Property::answered);
    if (!job.done_after_end) broken.insert(Property::all_done);
  }
  if (!result.map_in_order) broken.insert(Property::in_order);
  if (!result.refused_after_end) broken.insert(Property::answered);
  return broken;
}

}  // namespace tenter::test
