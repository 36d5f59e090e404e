#include "oracle/guarantees.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "oracle/models/counter.h"
#include "oracle/models/register.h"
#include "oracle/monitors/passages.h"

namespace tenter::oracle {
namespace {

MonitorVerdict kept() {
  MonitorVerdict verdict;
  verdict.answer = Answer::yes;
  return verdict;
}

MonitorVerdict unknown(std::string why) {
  MonitorVerdict verdict;
  verdict.why = std::move(why);
  return verdict;
}

MonitorVerdict broken(std::string why, std::vector<std::uint32_t> conflict) {
  MonitorVerdict verdict;
  refute(verdict, std::move(why), std::move(conflict));
  return verdict;
}

bool takes(const ModelOperation& operation) {
  return operation.code != kPuts && !operation.pending && operation.result != kNil;
}

// Where a process has put a value, counted from 0.
struct Placed {
  std::uint32_t process;
  std::uint32_t number;
};

// By value; nothing where one was put in twice.
std::optional<std::unordered_map<Value, Placed>> placed_by_value(const Part& part) {
  std::unordered_map<Value, Placed> placed;
  std::unordered_map<std::uint32_t, std::uint32_t> many;
  for (const ModelOperation& operation : part.operations) {
    if (operation.code != kPuts) continue;
    const Placed place{operation.process, many[operation.process]++};
    if (!placed.try_emplace(operation.argument, place).second) return std::nullopt;
  }
  return placed;
}

// What a process knows of a counter when it has been told something: it was at least the first, and is the second.
struct Told {
  std::int64_t before;
  std::int64_t after;
};

std::optional<Told> told(const Values& values, const ModelOperation& operation) {
  if (operation.pending) return std::nullopt;
  const auto result = values.integer_of(operation.result);
  if (operation.code == CounterModel::kGet) return Told{*result, *result};
  const bool fetches = operation.code == CounterModel::kFetchAdd;
  if (!fetches && operation.code != CounterModel::kAddAndGet) return std::nullopt;
  const std::int64_t more = *values.integer_of(operation.argument);
  return fetches ? Told{*result, *result + more} : Told{*result - more, *result};
}

bool lets_it_go_down(const Values& values, const ModelOperation& operation) {
  if (operation.code == CounterModel::kGet || operation.code == CounterModel::kIncrement) return false;
  return operation.code == CounterModel::kDecrement || *values.integer_of(operation.argument) < 0;
}

// Which value was seen after which, by one process or another.
class Sightings {
 public:
  explicit Sightings(const Part& part) {
    std::unordered_map<std::uint32_t, std::uint32_t> last;  // by process
    for (std::uint32_t i = 0; i < part.operations.size(); ++i) {
      const ModelOperation& operation = part.operations[i];
      if (operation.pending || operation.code != RegisterModel::kRead) continue;
      const auto [before, first] = last.try_emplace(operation.process, i);
      const Value seen = first ? kNil : part.operations[before->second].result;
      if (seen != operation.result) add(seen, operation.result, i);
      before->second = i;
    }
  }

  // Reads that see values one after the other in a circle; none where there is no circle.
  std::vector<std::uint32_t> circle() {
    std::vector<Value> open;
    for (const auto& [value, count] : many_before_) {
      if (count == 0) open.push_back(value);
    }
    while (!open.empty()) {
      const Value value = open.back();
      open.pop_back();
      many_before_.erase(value);
      for (const Edge& edge : after_[value]) {
        if (--many_before_[edge.to] == 0) open.push_back(edge.to);
      }
    }
    return many_before_.empty() ? std::vector<std::uint32_t>() : walked(many_before_.begin()->first);
  }

 private:
  struct Edge {
    Value from, to;
    std::uint32_t read;
  };

  void add(Value from, Value to, std::uint32_t read) {
    after_[from].push_back({from, to, read});
    before_[to].push_back({from, to, read});
    many_before_.try_emplace(from, 0);
    ++many_before_[to];
  }

  // Whoever is left has somebody before it who is left, too.
  std::vector<std::uint32_t> walked(Value value) {
    std::vector<Edge> path;
    std::map<Value, std::size_t> at;
    while (at.try_emplace(value, path.size()).second) {
      const auto edge =
          std::ranges::find_if(before_[value], [&](const Edge& one) { return many_before_.count(one.from) != 0; });
      path.push_back(*edge);
      value = edge->from;
    }
    std::vector<std::uint32_t> reads;
    for (std::size_t i = at[value]; i < path.size(); ++i) reads.push_back(path[i].read);
    std::ranges::sort(reads);
    return reads;
  }

  std::map<Value, std::vector<Edge>> after_, before_;
  std::map<Value, std::size_t> many_before_;  // of the values that have no place yet
};

}  // namespace

MonitorVerdict exactly_once(const Values&, const Part& part) {
  struct Traffic {
    std::vector<std::uint64_t> put;  // when that began
    std::vector<std::uint32_t> takers;
  };
  std::unordered_map<Value, Traffic> traffic;
  for (std::uint32_t i = 0; i < part.operations.size(); ++i) {
    const ModelOperation& operation = part.operations[i];
    if (operation.code == kPuts) traffic[operation.argument].put.push_back(part.intervals[i].invoked);
    if (takes(operation)) traffic[operation.result].takers.push_back(i);
  }
  for (auto& [value, one] : traffic) {
    std::ranges::sort(one.takers, {}, [&](std::uint32_t i) { return part.intervals[i].responded; });
    for (std::size_t n = 0; n < one.takers.size(); ++n) {
      const std::uint32_t taker = one.takers[n];
      if (one.put.empty()) return broken("a value came out that was never put in", {taker});
      if (n >= one.put.size()) return broken("a value came out more often than it was put in", one.takers);
      if (part.intervals[taker].responded < one.put[n]) {
        return broken("a value came out before it was put in", {taker});
      }
    }
  }
  return kept();
}

MonitorVerdict fifo_per_producer(const Values&, const Part& part) {
  const auto placed = placed_by_value(part);
  if (!placed) return unknown("a value was put in twice");
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> last;  // by consumer and producer: what took
  for (std::uint32_t i = 0; i < part.operations.size(); ++i) {
    const ModelOperation& operation = part.operations[i];
    if (!takes(operation)) continue;
    const auto found = placed->find(operation.result);
    if (found == placed->end()) return broken("a value came out that was never put in", {i});
    const auto [before, first] = last.try_emplace({operation.process, found->second.process}, i);
    if (!first && found->second.number < placed->at(part.operations[before->second].result).number) {
      return broken("one process took what another had put in, in another order", {before->second, i});
    }
    before->second = i;
  }
  return kept();
}

MonitorVerdict monotonic_counter(const Values& values, const Part& part) {
  for (const ModelOperation& operation : part.operations) {
    if (lets_it_go_down(values, operation)) return unknown("somebody lets the counter go down");
  }
  std::unordered_map<std::uint32_t, std::pair<std::int64_t, std::uint32_t>> last;  // by process
  for (std::uint32_t i = 0; i < part.operations.size(); ++i) {
    const auto now = told(values, part.operations[i]);
    if (!now) continue;
    const auto [before, first] = last.try_emplace(part.operations[i].process, now->after, i);
    if (!first && now->before < before->second.first) {
      return broken("the counter went down before the eyes of a process", {before->second.second, i});
    }
    before->second = {now->after, i};
  }
  return kept();
}

MonitorVerdict monotonic_register(const Values&, const Part& part) {
  std::unordered_map<Value, std::uint32_t> written;
  for (std::uint32_t i = 0; i < part.operations.size(); ++i) {
    const ModelOperation& operation = part.operations[i];
    if (operation.code == RegisterModel::kRead) continue;
    if (operation.code != RegisterModel::kWrite) return unknown("there are compare-and-sets");
    if (operation.argument == kNil || !written.try_emplace(operation.argument, i).second) {
      return unknown("a value was written twice, or the first one again");
    }
  }
  const std::vector<std::uint32_t> circle = Sightings(part).circle();
  return circle.empty() ? kept() : broken("no order of the values is that in which these processes saw them", circle);
}

}  // namespace tenter::oracle
