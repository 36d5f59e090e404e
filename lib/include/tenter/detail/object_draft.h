// What has been said of an object scenario so far; of draft.h the other half.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/detail/kept.h>
#include <tenter/detail/operations.h>
#include <tenter/scenario_info.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace tenter {
class Body;
struct Program;
}  // namespace tenter

namespace tenter::detail {

// All operations of an object.
struct Operations;
// Calls of them, as a body makes them.
struct HistoryPlan;

// A value, but for its operations: copies share them.
class ObjectDraft {
 public:
  // Makes the body of its own type of states, and owns the plan.
  using MakeBody = const Body* (*)(const HistoryPlan* plan);

  ObjectDraft(std::string_view name, const SpecCode& spec, MakeBody make);
  ObjectDraft(const ObjectDraft& other);
  ObjectDraft& operator=(const ObjectDraft& other);
  ~ObjectDraft();

  void summary(std::string_view text);
  void reason(std::string_view text);
  void holds();
  void breaks(Anomaly primary, std::initializer_list<Anomaly> also);

  // `domains`: how many values each argument has. Owns the operation.
  void add(std::string_view name, std::initializer_list<std::uint64_t> domains, const Operation* operation);
  // REQUIRES, of both: there is an operation; the last one is meant.
  void by_one_thread(std::string_view role);
  void waits_until(Kept ready, bool (*is_ready)(const void* ready, const void* spec));

  void invariant(Kept callable, void (*call)(const void* callable, void* object));

  Program program() const;
  void enlist(const char* file, std::uint32_t line) const;

 private:
  struct Said;
  std::unique_ptr<Said> said_;
};

}  // namespace tenter::detail
