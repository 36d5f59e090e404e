#include "scenario_code/outcome_tally.h"

#include <cxxabi.h>
#include <tenter/detail/guarded.h>
#include <tenter/detail/hidden.h>

#include <algorithm>

namespace tenter::detail {

constexpr std::size_t kWords = 64;  // outcomes that are read at once

const OutcomeCode kCompleted{1,
                             1,
                             nullptr,
                             [](void*) {},
                             [](const void*, const void*) { return true; },
                             [](Text& text, const void*) { text.text("completed"); },
                             [](const void*, StateRange states, std::uint64_t* words, std::size_t& done) {
                               for (; done < states.count; ++done) words[done] = 0;
                             },
                             [](std::uint64_t, void*) {}};

OutcomeTally::OutcomeTally(const Description& description)
    : code_(*description.outcome),
      getters_(description.getters.get()),
      first_observer_(description.observers.data()),
      observer_count_(description.observers.size()),
      keeps_(code_.by_code && (code_.pack != nullptr || code_.copy != nullptr)),
      place_(code_),
      counts_(description) {}

void OutcomeTally::collect(StateRange states, ActorLog& log) {
  if (observer_count_ == 0 && code_.pack != nullptr) {
    for (std::size_t first = 0; first < states.count; first += kWords) {
      collect_words(states.slice(first, std::min(first + kWords, states.count)), first, log);
    }
    return;
  }
  for_each_guarded(states.count, log, [&](std::size_t i) {
    for (std::size_t n = 0; n < observer_count_; ++n) first_observer_[n](states[i]);
    add(states[i]);
  });
}

// What reads an outcome may throw as well: what was read before it is counted.
void OutcomeTally::collect_words(StateRange states, std::size_t first, ActorLog& log) {
  std::uint64_t words[kWords];
  for (std::size_t begin = 0; begin < states.count;) {
    std::size_t end = begin;
    bool thrown = false;
    try {
      code_.pack(getters_, states, words, end);
    } catch (abi::__forced_unwind&) {
      throw;
    } catch (...) {
      thrown = true;
      uncaught(log, first + end);
    }
    count_words(words, begin, end, first, log);
    begin = thrown ? end + 1 : end;
  }
}

// Predicates and printers that an outcome meets when it is counted for the first time may throw, too.
void OutcomeTally::count_words(const std::uint64_t* words, std::size_t begin, std::size_t end, std::size_t first,
                               ActorLog& log) {
  while (begin < end) {
    try {
      for (; begin < end; ++begin) counts_.add(words[begin]);
    } catch (abi::__forced_unwind&) {
      throw;
    } catch (...) {
      uncaught(log, first + begin++);
    }
  }
}

TENTER_HIDDEN void OutcomeTally::observe(StateRange states, ActorLog& log) {
  const Observer* const observers = first_observer_;
  const std::size_t count = observer_count_;
  kept_ = false;
  if (count == 0 && !keeps_) return;
  for_each_guarded(1, log, [&](std::size_t) TENTER_HIDDEN {
    for (std::size_t n = 0; n < count; ++n) observers[n].call(observers[n].kept, states.first);
    if (keeps_) keep(states.first);
  });
}

TENTER_HIDDEN void OutcomeTally::count(StateRange states, ActorLog& log) {
  if (keeps_ && !kept_) return;
  for_each_guarded(1, log, [this, states](std::size_t) TENTER_HIDDEN {
    if (keeps_) {
      add_kept();
    } else {
      add(states.first);
    }
  });
}

TENTER_HIDDEN void OutcomeTally::discard() {
  if (!kept_) return;
  kept_ = false;
  if (code_.pack == nullptr) code_.destroy(place_.memory());
}

TENTER_HIDDEN void OutcomeTally::keep(void* state) {
  if (code_.pack != nullptr) {
    std::size_t done = 0;
    code_.pack(getters_, {static_cast<std::byte*>(state), 0, 1}, &kept_word_, done);
  } else {
    code_.read(getters_, state, place_.memory());
  }
  kept_ = true;
}

TENTER_HIDDEN void OutcomeTally::add_kept() {
  if (code_.pack != nullptr) {
    counts_.add(kept_word_);
  } else {
    counts_.add([this](void* place) { code_.copy(place_.memory(), place); });
  }
}

TENTER_HIDDEN void OutcomeTally::add(void* state) {
  if (code_.pack != nullptr) {
    std::uint64_t word = 0;
    std::size_t done = 0;
    code_.pack(getters_, {static_cast<std::byte*>(state), 0, 1}, &word, done);
    counts_.add(word);
  } else {
    counts_.add([&](void* place) { code_.read(getters_, state, place); });
  }
}

}  // namespace tenter::detail
