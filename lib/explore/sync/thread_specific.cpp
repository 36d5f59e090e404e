#include "explore/sync/thread_specific.h"

#include <limits.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace tenter::explore {
namespace {

// By number, as the C library gives them to those who ask outside of executions. Constructors may ask before this
// file's own have run.
std::array<std::atomic<Destructor>, PTHREAD_KEYS_MAX> outside_keys{};

// Those made in an execution have numbers beyond.
constexpr pthread_key_t kFirstInside = PTHREAD_KEYS_MAX;

struct Dying {
  Destructor destructor;
  void* object;
};

struct Belongings {
  std::map<pthread_key_t, void*> values;
  std::vector<Dying> variables;
};

struct KeysAndBelongings {
  std::uint64_t execution = 0;
  std::vector<std::optional<Destructor>> keys;  // made in this execution; none when deleted
  std::array<Belongings, kMaxTasks> of_task;
};

KeysAndBelongings& the_state() {
  static KeysAndBelongings state;
  if (state.execution != Runtime::execution()) {
    state.execution = Runtime::execution();
    state.keys.clear();
    state.of_task = {};
  }
  return state;
}

Belongings& own(Runtime& runtime) { return the_state().of_task[runtime.current()]; }

bool exists(pthread_key_t key) {
  if (key < kFirstInside) return true;
  const auto& keys = the_state().keys;
  return key - kFirstInside < keys.size() && keys[key - kFirstInside].has_value();
}

Destructor destructor_of(pthread_key_t key) {
  if (!exists(key)) return nullptr;
  if (key < kFirstInside) return outside_keys[key].load(std::memory_order_relaxed);
  return *the_state().keys[key - kFirstInside];
}

void call(Runtime& runtime, Destructor destructor, void* object) {
  const Runtime::Outside outside(runtime);
  destructor(object);
}

void destroy_variables(Runtime& runtime) {
  std::vector<Dying>& variables = own(runtime).variables;
  while (!variables.empty()) {
    const Dying last = variables.back();
    variables.pop_back();
    call(runtime, last.destructor, last.object);
  }
}

// Each value is gone before its destructor runs, and not before. A destructor may set others, of keys that have been
// passed already or not.
void destroy_values_once(Runtime& runtime) {
  auto& values = own(runtime).values;
  for (auto next = values.begin(); next != values.end();) {
    const pthread_key_t key = next->first;
    void* const value = std::exchange(next->second, nullptr);
    const Destructor destructor = destructor_of(key);
    if (value != nullptr && destructor != nullptr) call(runtime, destructor, value);
    next = values.upper_bound(key);
  }
}

void destroy_belongings(Runtime& runtime) {
  destroy_variables(runtime);
  for (int round = 0; round < PTHREAD_DESTRUCTOR_ITERATIONS; ++round) destroy_values_once(runtime);
}

}  // namespace

void remember_key(pthread_key_t key, Destructor destructor) {
  outside_keys[key].store(destructor, std::memory_order_relaxed);
}

int create_key(pthread_key_t& key, Destructor destructor) {
  auto& keys = the_state().keys;
  if (keys.size() == PTHREAD_KEYS_MAX) return EAGAIN;
  key = kFirstInside + static_cast<pthread_key_t>(keys.size());
  keys.emplace_back(destructor);
  return 0;
}

int delete_key(pthread_key_t key) {
  if (key < kFirstInside || !exists(key)) return EINVAL;
  the_state().keys[key - kFirstInside].reset();
  return 0;
}

void* specific(Runtime& runtime, pthread_key_t key) {
  const auto& values = own(runtime).values;
  const auto found = values.find(key);
  return found == values.end() ? nullptr : found->second;
}

int set_specific(Runtime& runtime, pthread_key_t key, void* value) {
  if (!exists(key)) return EINVAL;
  own(runtime).values[key] = value;
  runtime.tasks().own().at_end = &destroy_belongings;
  return 0;
}

void destroy_at_end(Runtime& runtime, Destructor destructor, void* object) {
  own(runtime).variables.push_back({destructor, object});
  runtime.tasks().own().at_end = &destroy_belongings;
}

}  // namespace tenter::explore
