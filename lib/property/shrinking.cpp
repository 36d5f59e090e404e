#include "property/shrinking.h"

#include <rapidcheck.h>

#include <optional>
#include <utility>

namespace tenter::property {
namespace {

using Calls = std::vector<Call>;

rc::Seq<Call> less(const Call& call) {
  return rc::seq::map(
      rc::shrink::eachElement(call.choices,
                              [](std::uint64_t choice) { return rc::shrink::integral<std::uint64_t>(choice); }),
      [operation = call.operation](std::vector<std::uint64_t> choices) {
        return Call{operation, std::move(choices)};
      });
}

rc::Seq<Calls> less(const Calls& calls) {
  return rc::seq::concat(rc::shrink::removeChunks(calls),
                         rc::shrink::eachElement(calls, [](const Call& call) { return less(call); }));
}

rc::Seq<std::vector<Calls>> less(const std::vector<Calls>& threads) {
  return rc::seq::concat(rc::shrink::removeChunks(threads),
                         rc::shrink::eachElement(threads, [](const Calls& calls) { return less(calls); }));
}

// Two threads in a row become one.
std::vector<std::vector<Calls>> joined(const std::vector<Calls>& threads) {
  std::vector<std::vector<Calls>> result;
  for (std::size_t i = 1; i < threads.size(); ++i) {
    std::vector<Calls> fewer = threads;
    fewer[i - 1].insert(fewer[i - 1].end(), fewer[i].begin(), fewer[i].end());
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    result.push_back(std::move(fewer));
  }
  return result;
}

rc::Seq<ParallelProgram> less(const ParallelProgram& program) {
  const auto with = [program](auto part) {
    return [program, part](auto value) {
      ParallelProgram changed = program;
      changed.*part = std::move(value);
      return changed;
    };
  };
  return rc::seq::concat(
      rc::seq::map(less(program.threads), with(&ParallelProgram::threads)),
      rc::seq::map(rc::seq::fromContainer(joined(program.threads)), with(&ParallelProgram::threads)),
      rc::seq::map(less(program.suffix), with(&ParallelProgram::suffix)),
      rc::seq::map(less(program.prefix), with(&ParallelProgram::prefix)));
}

bool is_one(const ParallelProgram& program) {
  for (const Calls& thread : program.threads) {
    if (thread.empty()) return false;
  }
  return !program.threads.empty();
}

}  // namespace

ParallelProgram shrunk(ParallelProgram program, const ShowsIt& shows_it, const std::function<bool()>& stop) {
  for (rc::Seq<ParallelProgram> candidates = less(program); !stop();) {
    const rc::Maybe<ParallelProgram> candidate = candidates.next();
    if (!candidate) break;
    if (!is_one(*candidate) || !shows_it(*candidate)) continue;
    program = *candidate;
    candidates = less(program);
  }
  return program;
}

}  // namespace tenter::property
