// Programs as people write them, read: "[push(1)] pop() | pop() [size()]".
#pragma once

#include <tenter/object_subject.h>

#include <string_view>

namespace tenter::property {

// Of an argument without bounds it knows so many values.
inline constexpr std::uint64_t kKnownOfUnbounded = 32;

// Calls as ObjectSubject::text_of() has them; spaces between them are no matter. Throws std::invalid_argument, which
// names what there could be, when it is no program of this object.
ParallelProgram program_in_words(std::string_view words, const ObjectSubject& object);

}  // namespace tenter::property
