#include "property/sampler.h"

#include <rapidcheck.h>

#include <algorithm>
#include <limits>

#include "property/enumeration.h"

namespace tenter::property {
namespace {

constexpr std::size_t kMostThreads = 4;
constexpr std::size_t kMostInAThread = 8;
constexpr std::size_t kMostAround = 3;  // before, and after

// Small values of unbounded domains come up again and again, or nothing would ever be the same twice.
rc::Gen<std::uint64_t> choice(std::uint64_t domain) {
  if (domain == OperationInfo::kUnbounded) {
    return rc::gen::weightedOneOf<std::uint64_t>(
        {{3, rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint64_t>(0, 4))},
         {1, rc::gen::arbitrary<std::uint64_t>()}});
  }
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint64_t>(0, domain));
}

rc::Gen<Call> any_call(const ObjectSubject& object) {
  const auto& operations = object.operations();
  return rc::gen::mapcat(rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(
                                                               0, static_cast<std::uint32_t>(operations.size()))),
                         [&operations](std::uint32_t operation) {
                           const std::vector<std::uint64_t>& domains = operations[operation].domains;
                           return rc::gen::exec([operation, domains] {
                             Call call{operation, {}};
                             for (const std::uint64_t domain : domains) call.choices.push_back(*choice(domain));
                             return call;
                           });
                         });
}

std::size_t up_to(int size, std::size_t least, std::size_t most) {
  const std::size_t grown = least + (most - least) * static_cast<std::size_t>(size) / rc::kNominalSize;
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(least, std::min(grown, most) + 1));
}

std::vector<Call> calls(const ObjectSubject& object, std::size_t many) {
  std::vector<Call> result;
  for (std::size_t i = 0; i < many; ++i) result.push_back(*any_call(object));
  return result;
}

rc::Gen<ParallelProgram> any_program(const ObjectSubject& object) {
  return rc::gen::withSize([&object](int size) {
    return rc::gen::exec([&object, size] {
      ParallelProgram program;
      program.prefix = calls(object, up_to(size, 0, kMostAround));
      const std::size_t threads = up_to(size, 2, kMostThreads);
      for (std::size_t i = 0; i < threads; ++i) {
        program.threads.push_back(calls(object, up_to(size, 1, kMostInAThread)));
      }
      program.suffix = calls(object, up_to(size, 0, kMostAround));
      return program;
    });
  });
}

}  // namespace

struct Sampler::State {
  rc::Gen<ParallelProgram> programs;
  rc::Random random;
  int size = 0;
};

Sampler::Sampler(const ObjectSubject& object, std::uint64_t seed)
    : object_(object), state_(std::make_unique<State>(State{any_program(object), rc::Random(seed)})) {}
Sampler::~Sampler() = default;

ParallelProgram Sampler::next() {
  for (;;) {
    const ParallelProgram program = state_->programs(state_->random.split(), state_->size).value();
    state_->size = (state_->size + 1) % (rc::kNominalSize + 1);
    if (keeps_roles(program, object_)) return program;
  }
}

}  // namespace tenter::property
