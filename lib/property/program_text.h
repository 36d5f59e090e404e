// Programs of an object's operations as text: in words for people, and as a short code for schedules, which can be
// read. tenter/detail/programs.h says what both look like.
//
// Thread safety: functions without state.
#pragma once

#include <tenter/detail/programs.h>
#include <tenter/object_subject.h>

#include <string>
#include <string_view>

namespace tenter::property {

// So many operations can be told apart by a letter.
inline constexpr std::size_t kMostOperations = 26;

using detail::code_of;
using detail::in_words;

// Throws std::invalid_argument when it is no code, or not of this object.
ParallelProgram program_of(std::string_view code, const ObjectSubject& object);

}  // namespace tenter::property
