// What has been said of a scenario so far. All of it that is no template, so that it is compiled once, for all
// scenarios of all plugins.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/detail/actor_code.h>
#include <tenter/detail/kept.h>
#include <tenter/detail/outcome_code.h>
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

// What a body is made of.
struct Description;

// A value: a copy is a draft of its own.
class Draft {
 public:
  explicit Draft(std::string_view name);
  Draft(const Draft& other);
  Draft& operator=(const Draft& other);
  ~Draft();

  void summary(std::string_view text);
  void reason(std::string_view text);
  void uses_fences();

  // `copies` of the same callable, counted from 0; without a name, each is called by its place.
  void add_actors(std::string_view name, std::size_t copies, Kept callable, ActorCode code);
  void add_observer(Kept callable, void (*call)(const void* callable, void* state));
  void observe(Kept getters, const OutcomeCode& code);

  // REQUIRES, of all that take an outcome: it is of the type that is observed.
  void expect(Kept outcome, Grade grade, std::string_view why, Anomaly anomaly);
  void expect_if(Kept predicate, bool (*accepts)(const void* predicate, const void* outcome), Grade grade,
                 std::string_view why, Anomaly anomaly);
  void otherwise(Grade grade, std::string_view why, Anomaly anomaly);

  void holds();
  void breaks(Anomaly primary, std::initializer_list<Anomaly> also);
  void shows(const void* outcome);

  // Makes the body of its own type of states.
  using MakeBody = const Body* (*)(const Description& description);
  Program program(MakeBody make) const;
  void enlist(MakeBody make, const char* file, std::uint32_t line) const;

 private:
  std::unique_ptr<Description> description_;
};

}  // namespace tenter::detail
