// What was kept, with an owner.
#pragma once

#include <tenter/detail/kept.h>

#include <memory>

namespace tenter::detail {

using Owned = std::shared_ptr<const void>;

inline Owned owned(Kept kept) { return kept.destroy == nullptr ? Owned() : Owned(kept.object, kept.destroy); }

}  // namespace tenter::detail
