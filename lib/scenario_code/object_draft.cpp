#include <tenter/detail/object_draft.h>
#include <tenter/detail/registry.h>

#include <string>
#include <utility>

#include "scenario_code/described_object.h"
#include "scenario_code/described_operations.h"

namespace tenter::detail {
namespace {

std::vector<Expectation> history_expectations() {
  return {{"", Grade::acceptable, "as in some order of the operations", Anomaly::not_linearizable},
          {"", Grade::forbidden, "no order of the operations has these results", Anomaly::not_linearizable}};
}

}  // namespace

struct ObjectDraft::Said {
  ScenarioInfo info;
  std::shared_ptr<Operations> operations = std::make_shared<Operations>();
  MakeBody make;
};

ObjectDraft::ObjectDraft(std::string_view name, const SpecCode& spec, MakeBody make)
    : said_(std::make_unique<Said>()) {
  said_->info.name = name;
  said_->info.actors = {"first", "second"};
  said_->operations->spec = &spec;
  said_->make = make;
}
ObjectDraft::ObjectDraft(const ObjectDraft& other) : said_(std::make_unique<Said>(*other.said_)) {}
ObjectDraft& ObjectDraft::operator=(const ObjectDraft& other) { return *said_ = *other.said_, *this; }
ObjectDraft::~ObjectDraft() = default;

void ObjectDraft::summary(std::string_view text) { said_->info.summary = text; }
void ObjectDraft::reason(std::string_view text) { said_->info.reason = text; }
void ObjectDraft::holds() { said_->info.claim = {}; }
void ObjectDraft::breaks(Anomaly primary, std::initializer_list<Anomaly> also) {
  said_->info.claim = {ClaimKind::breaks, primary, also, {}};
}

void ObjectDraft::add(std::string_view name, std::initializer_list<std::uint64_t> domains,
                      const Operation* operation) {
  auto described = std::make_unique<DescribedOperation>();
  described->code.reset(operation);
  described->info = {std::string(name), domains, {}, false};
  said_->operations->all.push_back(std::move(described));
}

void ObjectDraft::by_one_thread(std::string_view role) { said_->operations->all.back()->info.role = role; }

void ObjectDraft::waits_until(Kept ready, bool (*is_ready)(const void* ready, const void* spec)) {
  DescribedOperation& operation = *said_->operations->all.back();
  operation.info.may_wait = true;
  operation.ready = owned(ready);
  operation.ready_code = is_ready;
}

void ObjectDraft::invariant(Kept callable, void (*call)(const void* callable, void* object)) {
  said_->operations->invariant = owned(callable);
  said_->operations->invariant_code = call;
}

Program ObjectDraft::program() const {
  ScenarioInfo info = said_->info;
  info.expectations = history_expectations();
  return {info, nullptr, std::make_shared<const DescribedObject>(info, said_->operations, said_->make)};
}

void ObjectDraft::enlist(const char* file, std::uint32_t line) const { detail::enlist(program(), file, line); }

}  // namespace tenter::detail
