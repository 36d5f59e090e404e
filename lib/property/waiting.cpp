#include "property/waiting.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

namespace tenter::property {
namespace {

class Orders {
 public:
  Orders(const ParallelProgram& program, const ObjectSubject& object) : program_(program), object_(object) {}

  bool some_waits() {
    const State begin = after_all(object_.initial(), program_.prefix);
    return begin == nullptr || waits_from(begin, std::vector<std::size_t>(program_.threads.size()));
  }

 private:
  using State = ObjectSubject::SpecState;
  static constexpr std::size_t kMostStates = 10'000;

  // Null where one has to wait.
  State after_all(State state, const std::vector<Call>& calls) const {
    for (const Call& call : calls) {
      if (state != nullptr) state = object_.after(state, call);
    }
    return state;
  }

  bool waits_from(const State& state, std::vector<std::size_t> made) {
    if (!is_new(state, made)) return false;
    if (states_ > kMostStates) return true;
    bool over = true, waits = true;
    for (std::size_t thread = 0; thread < made.size(); ++thread) {
      if (made[thread] == program_.threads[thread].size()) continue;
      over = false;
      const State next = object_.after(state, program_.threads[thread][made[thread]]);
      if (next == nullptr) continue;
      waits = false;
      ++made[thread];
      if (waits_from(next, made)) return true;
      --made[thread];
    }
    return over ? after_all(state, program_.suffix) == nullptr : waits;
  }

  bool is_new(const State& state, const std::vector<std::size_t>& made) {
    std::vector<State>& known = seen_[made];
    if (std::ranges::any_of(known, [&](const State& one) { return object_.same(one, state); })) return false;
    known.push_back(state);
    ++states_;
    return true;
  }

  const ParallelProgram& program_;
  const ObjectSubject& object_;
  std::map<std::vector<std::size_t>, std::vector<State>> seen_;  // by how many calls each thread has made
  std::size_t states_ = 0;
};

bool has_one_that_waits(const std::vector<Call>& calls, const ObjectSubject& object) {
  return std::ranges::any_of(calls, [&](const Call& call) { return object.operations()[call.operation].may_wait; });
}

}  // namespace

bool may_wait_for_ever(const ParallelProgram& program, const ObjectSubject& object) {
  const bool none = !has_one_that_waits(program.prefix, object) && !has_one_that_waits(program.suffix, object) &&
                    std::ranges::none_of(program.threads, [&](const std::vector<Call>& thread) {
                      return has_one_that_waits(thread, object);
                    });
  return !none && Orders(program, object).some_waits();
}

}  // namespace tenter::property
