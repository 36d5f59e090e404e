#include "property/enumeration.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace tenter::property {
namespace {

void add_calls(std::uint32_t operation, const OperationInfo& info, std::uint64_t of_unbounded,
               std::vector<std::uint64_t>& choices, std::vector<Call>& calls) {
  if (choices.size() == info.domains.size()) {
    calls.push_back({operation, choices});
    return;
  }
  const std::uint64_t domain = info.domains[choices.size()];
  for (std::uint64_t i = 0; i < (domain == OperationInfo::kUnbounded ? of_unbounded : domain); ++i) {
    choices.push_back(i);
    add_calls(operation, info, of_unbounded, choices, calls);
    choices.pop_back();
  }
}

// Of threads with equally many operations, which one is which makes no difference.
bool is_first_of_its_kind(const ParallelProgram& program) {
  const auto& threads = program.threads;
  return std::ranges::adjacent_find(threads, [](const auto& one, const auto& next) {
           return one.size() == next.size() && next < one;
         }) == threads.end();
}

}  // namespace

std::string in_words(const Shape& shape) {
  const bool alike = std::ranges::count(shape.threads, shape.threads.front()) == std::ssize(shape.threads);
  std::string text = alike ? fmt::format("{} x {}", shape.threads.size(), shape.threads.front())
                           : fmt::format("({})", fmt::join(shape.threads, ", "));
  if (shape.prefix > 0) text = fmt::format("{} + {}", shape.prefix, text);
  if (shape.suffix > 0) text += fmt::format(" + {}", shape.suffix);
  return text;
}

std::vector<Call> all_calls(const ObjectSubject& object, std::uint64_t of_unbounded) {
  std::vector<Call> calls;
  std::vector<std::uint64_t> choices;
  for (std::uint32_t i = 0; i < object.operations().size(); ++i) {
    add_calls(i, object.operations()[i], of_unbounded, choices, calls);
  }
  return calls;
}

Enumeration::Enumeration(const ObjectSubject& object, const Shape& shape)
    : object_(object),
      shape_(shape),
      calls_(all_calls(object)),
      numbers_(std::accumulate(shape.threads.begin(), shape.threads.end(), shape.prefix + shape.suffix)) {}

std::optional<ParallelProgram> Enumeration::next() {
  while (!over_) {
    if (std::exchange(started_, true) && !advance()) break;
    ParallelProgram program = current();
    if (is_first_of_its_kind(program) && keeps_roles(program, object_)) return program;
  }
  return std::nullopt;
}

ParallelProgram Enumeration::current() const {
  std::size_t place = 0;
  const auto take = [&](std::size_t many) {
    std::vector<Call> calls;
    for (std::size_t i = 0; i < many; ++i) calls.push_back(calls_[numbers_[place++]]);
    return calls;
  };
  ParallelProgram program;
  program.prefix = take(shape_.prefix);
  for (const std::size_t many : shape_.threads) program.threads.push_back(take(many));
  program.suffix = take(shape_.suffix);
  return program;
}

// Counts, the last place first.
bool Enumeration::advance() {
  for (std::size_t place = numbers_.size(); place-- > 0;) {
    if (++numbers_[place] < calls_.size()) return true;
    numbers_[place] = 0;
  }
  over_ = true;
  return false;
}

}  // namespace tenter::property
