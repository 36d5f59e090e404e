#include "explore/witness/joint_witnesses.h"

#include "explore/witness/reason.h"

namespace tenter::explore {

void JointWitnesses::add(const Witness& witness) {
  const auto [known, is_new] = by_schedule_.try_emplace(witness.schedule, Joint{witnesses_.size(), {}});
  if (is_new) witnesses_.push_back(witness);
  Joint& joint = known->second;
  joint.reasons.push_back(witness.why);
  Witness& shown = witnesses_[joint.index];
  shown.minimal = shown.minimal && witness.minimal;
  shown.why = reason_of_all(joint.reasons);
}

}  // namespace tenter::explore
