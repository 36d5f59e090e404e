// Programs of an object's operations as text: in words for people, and as a short code for schedules.
//
//   push(1) | push(2), pop()          two threads
//   [push(1)] pop() | pop() [size()]  the same between something before and something after
//
// The code of an operation is a letter, `a` for the first of the object's operations, and a number for each argument,
// with full stops between; threads are parted by `/`, what comes before and after all by `-`: "-a0/a1b-" and
// "a0-b/b-c" are those above, `a` being push.
//
// Thread safety: functions without state.
#pragma once

#include <tenter/object_subject.h>

#include <string>
#include <string_view>

namespace tenter::property {

// So many operations can be told apart by a letter.
inline constexpr std::size_t kMostOperations = 26;

std::string in_words(const ParallelProgram& program, const ObjectSubject& object);

std::string code_of(const ParallelProgram& program);

// Throws std::invalid_argument when it is no code, or not of this object.
ParallelProgram program_of(std::string_view code, const ObjectSubject& object);

}  // namespace tenter::property
