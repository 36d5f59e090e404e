// Small programs written as lambdas on a state, explored whole by two strategies. Their code is not instrumented: its
// visible steps are the functions it calls, and step().
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tenter/plugin.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/search/search.h"

namespace tenter::explore::test {

struct Explored {
  std::map<std::string, std::uint64_t> outcomes;  // those of deadlocks and of the bound of steps by these names
  std::uint64_t executions = 0;                   // without those given up as redundant
  std::uint64_t races = 0;
  bool complete = false;

  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& [name, count] : outcomes) result.push_back(name);
    return result;
  }
};

using NewStrategy = std::function<std::unique_ptr<Strategy>()>;

// The outcomes are those that the program's tally has counted. `most`: executions.
Explored search(const Program& program, const NewStrategy& strategy, std::uint64_t most = 500'000);

// A visible step that no other one depends on.
void step();

// How many are at a place at the same time. Coming and going are visible steps.
class Visitors {
 public:
  void come_and_go();
  int most() const { return most_; }

 private:
  std::uint8_t now_ = 0;
  int most_ = 0;
};

inline std::string together(std::initializer_list<int> values) {
  std::string result;
  for (const int value : values) result += (result.empty() ? "" : " ") + std::to_string(value);
  return result;
}

// State: default-constructible.
template <class State>
class Subject {
 public:
  using Actor = std::function<void(State&)>;
  using Observer = std::function<std::string(State&)>;

  Subject(std::vector<Actor> actors, Observer observer) {
    program_.info.actors.assign(actors.size(), "actor");
    program_.body = std::make_unique<BodyOf>(std::move(actors), std::move(observer));
  }

  Explored exhaustively() const {
    return search(program_, [] { return std::make_unique<Exhaustive>(); });
  }
  Explored reduced() const {
    return search(program_, [] { return std::make_unique<Dpor>(); });
  }

  Explored sampled(const NewStrategy& strategy, std::uint64_t executions) const {
    return search(program_, strategy, executions);
  }

  // Both ways; how many interleavings there are.
  std::uint64_t expect(const std::vector<std::string>& outcomes) const {
    const Explored all = exhaustively();
    const Explored some = reduced();
    EXPECT_TRUE(all.complete && some.complete);
    EXPECT_THAT(all.names(), testing::UnorderedElementsAreArray(outcomes));
    EXPECT_THAT(some.names(), testing::UnorderedElementsAreArray(outcomes));
    EXPECT_LE(some.executions, all.executions);
    return all.executions;
  }

 private:
  class TallyOf final : public Tally {
   public:
    explicit TallyOf(const Observer& observer) : observer_(observer) {}
    void collect(StateRange, ActorLog&) override {}
    void observe(StateRange, ActorLog&) override {}
    void count(StateRange states, ActorLog&) override { ++outcomes_[observer_(*static_cast<State*>(states[0]))]; }
    std::vector<OutcomeCount> rows() const override {
      std::vector<OutcomeCount> result;
      for (const auto& [outcome, count] : outcomes_) result.push_back({outcome, count});
      return result;
    }
    void counts(std::vector<std::uint64_t>&) const override {}

   private:
    const Observer& observer_;
    std::map<std::string, std::uint64_t> outcomes_;
  };

  class BodyOf final : public Body {
   public:
    BodyOf(std::vector<Actor> actors, Observer observer)
        : actors_(std::move(actors)), observer_(std::move(observer)) {}
    std::size_t state_size() const override { return sizeof(State); }
    std::size_t state_alignment() const override { return alignof(State); }
    std::size_t actor_count() const override { return actors_.size(); }
    void construct(StateRange places) const override { new (places[0]) State{}; }
    void destroy(StateRange states) const override { static_cast<State*>(states[0])->~State(); }
    void act(std::size_t actor, StateRange states, ActorLog&) const override {
      actors_[actor](*static_cast<State*>(states[0]));
    }
    std::unique_ptr<Tally> new_tally() const override { return std::make_unique<TallyOf>(observer_); }

   private:
    std::vector<Actor> actors_;
    Observer observer_;
  };

  Program program_;
};

}  // namespace tenter::explore::test
