#include "abstract_machine.h"

#include <cctype>
#include <deque>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

namespace tenter::litmus {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> result;
  for (std::string word; in >> word;) result.push_back(word);
  return result;
}

using Thread = std::vector<std::string>;  // its steps

std::vector<Thread> threads_of(std::string_view program) {
  std::vector<Thread> threads(1);
  for (const std::string& word : words(program)) {
    if (word == "|") {
      threads.emplace_back();
    } else {
      threads.back().push_back(word);
    }
  }
  return threads;
}

struct Store {
  char variable;
  int value;
};

struct State {
  explicit State(std::size_t threads) : next(threads), waiting(threads) {}

  std::map<char, int> memory;
  std::map<char, int> registers;
  std::vector<std::size_t> next;           // each thread's next step
  std::vector<std::deque<Store>> waiting;  // each thread's stores on their way to memory
};

class Search {
 public:
  Search(std::string_view program, std::string_view observed, Memory memory)
      : threads_(threads_of(program)), observed_(words(observed)), memory_(memory) {}

  std::set<std::string> outcomes() {
    go_on(State(threads_.size()));
    return std::move(outcomes_);
  }

 private:
  void go_on(const State& state) {
    bool finished = true;
    for (std::size_t thread = 0; thread < threads_.size(); ++thread) {
      if (!state.waiting[thread].empty()) {
        finished = false;
        go_on(drained(state, thread));
      }
      if (state.next[thread] < threads_[thread].size()) {
        finished = false;
        step(state, thread);
      }
    }
    if (finished) outcomes_.insert(outcome(state));
  }

  static State drained(State state, std::size_t thread) {
    const Store oldest = state.waiting[thread].front();
    state.waiting[thread].pop_front();
    state.memory[oldest.variable] = oldest.value;
    return state;
  }

  void step(State state, std::size_t thread) {
    const std::string& step = threads_[thread][state.next[thread]++];
    if (step == "!") {
      if (!state.waiting[thread].empty()) return;  // not yet: only draining leads on from here
    } else if (std::isdigit(static_cast<unsigned char>(step[2])) != 0) {
      store(state, thread, {step[0], step[2] - '0'});
    } else if (step.size() == 3 || state.registers.at(step[4]) != 0) {
      state.registers[step[0]] = load(state, thread, step[2]);
    }
    go_on(state);
  }

  void store(State& state, std::size_t thread, Store store) const {
    if (memory_ == Memory::interleaving) {
      state.memory[store.variable] = store.value;
    } else {
      state.waiting[thread].push_back(store);
    }
  }

  static int load(State& state, std::size_t thread, char variable) {
    const auto& own = state.waiting[thread];
    for (auto store = own.rbegin(); store != own.rend(); ++store) {
      if (store->variable == variable) return store->value;
    }
    return state.memory[variable];
  }

  bool is_variable(char name) const {
    for (const Thread& thread : threads_) {
      for (const std::string& step : thread) {
        if (step[0] == name) return std::isdigit(static_cast<unsigned char>(step[2])) != 0;
      }
    }
    return false;
  }

  std::string outcome(const State& state) const {
    std::string text;
    for (const std::string& name : observed_) {
      const auto& values = is_variable(name[0]) ? state.memory : state.registers;
      const auto value = values.find(name[0]);
      text += (text.empty() ? "" : ", ") + (value == values.end() ? "none" : std::to_string(value->second));
    }
    return text;
  }

  std::vector<Thread> threads_;
  std::vector<std::string> observed_;
  Memory memory_;
  std::set<std::string> outcomes_;
};

}  // namespace

std::set<std::string> outcomes(std::string_view program, std::string_view observed, Memory memory) {
  return Search(program, observed, memory).outcomes();
}

}  // namespace tenter::litmus
