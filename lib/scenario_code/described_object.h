// An object scenario as those see it who make programs of its operations.
#pragma once

#include <tenter/detail/object_draft.h>
#include <tenter/object_subject.h>
#include <tenter/plugin.h>

#include <memory>
#include <vector>

#include "scenario_code/described_operations.h"

namespace tenter::detail {

class DescribedObject final : public ObjectSubject {
 public:
  DescribedObject(ScenarioInfo info, std::shared_ptr<const Operations> operations, ObjectDraft::MakeBody make);

  const std::vector<OperationInfo>& operations() const override { return infos_; }
  std::string text_of(const Call& call) const override;
  Program program_of(const ParallelProgram& program) const override;

  SpecState initial() const override;
  SpecState after(const SpecState& state, const Call& call) const override;
  bool same(const SpecState& left, const SpecState& right) const override;

 private:
  ScenarioInfo info_;
  std::shared_ptr<const Operations> operations_;
  std::vector<OperationInfo> infos_;
  ObjectDraft::MakeBody make_;
};

}  // namespace tenter::detail
