// For random operations on containers, what claims to be atomic loses nothing and doubles nothing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "faq/cas.h"
#include "faq/dict.h"
#include "faq/disciplines.h"
#include "faq/list.h"
#include "faq/queue.h"
#include "run_property.h"

namespace tenter::property {
namespace {

// What one thread does with a list: a positive number is appended, 0 pops, a negative one extends by two.
using Thread = std::vector<int>;

struct ListProgram {
  std::vector<Thread> threads;

  std::size_t size() const {
    std::size_t operations = 0;
    for (const Thread& thread : threads) operations += thread.size();
    return operations;
  }
};

faq::List initial_list() { return faq::list_of({1'001, 1'002}); }

// Returns what was popped; 0 when nothing was.
int apply(faq::List& list, int operation) {
  if (operation > 0) list.push_back(operation);
  if (operation < 0) list.insert(list.end(), {operation, operation});
  if (operation != 0 || list.empty()) return 0;
  const int popped = list.back();
  list.pop_back();
  return popped;
}

faq::List everything_put_in(const ListProgram& program) {
  faq::List all = initial_list();
  for (const Thread& thread : program.threads) {
    for (const int operation : thread) {
      if (operation != 0) apply(all, operation);
    }
  }
  return all;
}

template <class Discipline>
struct ListState {
  inline static ListProgram program;

  Discipline shared = holding<Discipline>(initial_list(), program.size());
  std::vector<std::vector<int>> popped = slots();  // a slot an operation: a retried pop overwrites its own

  static std::vector<std::vector<int>> slots() {
    std::vector<std::vector<int>> result;
    for (const Thread& thread : program.threads) result.emplace_back(thread.size(), 0);
    return result;
  }

  void act(std::size_t index) {
    for (std::size_t i = 0; i < program.threads[index].size(); ++i) {
      int* const slot = &popped[index][i];
      shared.once([operation = program.threads[index][i], slot](faq::List& list) { *slot = apply(list, operation); });
    }
  }

  std::string wrong() const {
    faq::List now = shared.value();
    for (const auto& thread : popped) {
      std::copy_if(thread.begin(), thread.end(), std::back_inserter(now), [](int item) { return item != 0; });
    }
    faq::List before = everything_put_in(program);
    std::sort(now.begin(), now.end());
    std::sort(before.begin(), before.end());
    return now == before ? "" : to_text(std::tuple(now)) + " instead of " + to_text(std::tuple(before));
  }
};

ListProgram any_list_program() {
  ListProgram program;
  program.threads.resize(*rc::gen::inRange<std::size_t>(1, 5));
  for (Thread& thread : program.threads) {
    thread = *rc::gen::resize(12, rc::gen::container<Thread>(rc::gen::inRange(-9, 10)));
  }
  return program;
}

template <class Discipline>
Found items_lost_by(const ListProgram& program) {
  ListState<Discipline>::program = program;
  return found_in<ListState<Discipline>>(program.threads.size(), *rc::gen::arbitrary<std::uint64_t>());
}

RC_GTEST_PROP(Lists, OneCallAtATimeKeepsEveryItem, ()) {
  assert_nothing(items_lost_by<faq::PerOp<faq::List>>(any_list_program()));
}
RC_GTEST_PROP(Lists, MutexKeepsEveryItem, ()) {
  assert_nothing(items_lost_by<faq::Mutex<faq::List>>(any_list_program()));
}
RC_GTEST_PROP(Lists, CompareExchangeKeepsEveryItem, ()) {
  assert_nothing(items_lost_by<faq::Cas<faq::List>>(any_list_program()));
}
RC_GTEST_PROP(Lists, QueueKeepsEveryItem, ()) {
  assert_nothing(items_lost_by<faq::Queue<faq::List>>(any_list_program()));
}
RC_GTEST_PROP(Lists, SplitQueueKeepsEveryItemOfSingleCalls, ()) {
  assert_nothing(items_lost_by<faq::QueueSplit<faq::List>>(any_list_program()));
}

constexpr int kKeys = 4;

// Each thread increments the values of these keys, one after the other.
using Keys = std::vector<int>;

template <class Discipline>
struct DictState {
  inline static std::vector<Keys> program;

  Discipline shared = holding<Discipline>(initial_dict(), jobs());

  static faq::Dict initial_dict() { return {{0, 0}, {1, 0}, {2, 0}, {3, 0}}; }
  static std::size_t jobs() {
    std::size_t total = 0;
    for (const Keys& keys : program) total += keys.size();
    return total;
  }

  void act(std::size_t index) {
    for (const int key : program[index]) {
      shared.compound([key](const faq::Dict& dict) { return dict.at(key); },
                      [key](faq::Dict& dict, int seen) { dict[key] = seen + 1; });
    }
  }

  std::string wrong() const {
    faq::Dict expected = initial_dict();
    for (const Keys& keys : program) {
      for (const int key : keys) ++expected[key];
    }
    return shared.value() == expected ? "" : to_text(std::tuple(shared.value()));
  }
};

template <class Discipline>
Found counts_lost_by() {
  std::vector<Keys> program(*rc::gen::inRange<std::size_t>(1, 5));
  for (Keys& keys : program) keys = *rc::gen::resize(12, rc::gen::container<Keys>(rc::gen::inRange(0, kKeys)));
  DictState<Discipline>::program = program;
  return found_in<DictState<Discipline>>(program.size(), *rc::gen::arbitrary<std::uint64_t>());
}

RC_GTEST_PROP(Dicts, MutexKeepsEveryIncrement, ()) { assert_nothing(counts_lost_by<faq::Mutex<faq::Dict>>()); }
RC_GTEST_PROP(Dicts, CompareExchangeKeepsEveryIncrement, ()) {
  assert_nothing(counts_lost_by<faq::Cas<faq::Dict>>());
}
RC_GTEST_PROP(Dicts, QueueKeepsEveryIncrement, ()) { assert_nothing(counts_lost_by<faq::Queue<faq::Dict>>()); }

}  // namespace
}  // namespace tenter::property
