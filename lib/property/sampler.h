// Programs drawn at random, by RapidCheck's generators. The same for the same seed.
#pragma once

#include <tenter/object_subject.h>

#include <cstdint>
#include <memory>

namespace tenter::property {

// Thread safety: none.
class Sampler {
 public:
  // REQUIRES: `object` outlives it, and has an operation.
  Sampler(const ObjectSubject& object, std::uint64_t seed);
  ~Sampler();
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

  // The next one. They grow, from two threads with an operation each to four with eight, and up to three operations
  // before and after. No role is played by two threads.
  ParallelProgram next();

 private:
  struct State;
  const ObjectSubject& object_;
  std::unique_ptr<State> state_;
};

}  // namespace tenter::property
