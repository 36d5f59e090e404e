// All programs of a size, smallest arguments first.
#pragma once

#include <tenter/detail/programs.h>
#include <tenter/object_subject.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tenter::property {

// How many operations of each thread, before them, and after.
struct Shape {
  std::vector<std::size_t> threads;
  std::size_t prefix = 0;
  std::size_t suffix = 0;

  friend bool operator==(const Shape&, const Shape&) = default;
};

// "2 x 2", "1 + 2 x 2 + 1": operations before, threads x operations of each, operations after. "(2, 1, 1)" where
// threads have different numbers.
std::string in_words(const Shape& shape);

using detail::keeps_roles;

// Thread safety: none.
class Enumeration {
 public:
  // REQUIRES: `object` outlives it, and has an operation.
  Enumeration(const ObjectSubject& object, const Shape& shape);

  // The next one; nothing when there are no more. Of programs that differ only in which thread is which, one; none in
  // which two threads play one role. Arguments of an unbounded domain are its first two values only.
  std::optional<ParallelProgram> next();

 private:
  ParallelProgram current() const;
  bool advance();

  const ObjectSubject& object_;
  Shape shape_;
  std::vector<Call> calls_;           // all that there are
  std::vector<std::size_t> numbers_;  // of each place of the program its call
  bool over_ = false;
  bool started_ = false;
};

// So many values of an argument without bounds are enumerated.
inline constexpr std::uint64_t kOfUnbounded = 2;

// All calls of an object's operations, with so many values of arguments without bounds.
std::vector<Call> all_calls(const ObjectSubject& object, std::uint64_t of_unbounded = kOfUnbounded);

}  // namespace tenter::property
