#include "explore/sync/random.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tenter::explore {
namespace {

constexpr std::size_t kDefaultState = 128;  // as the C library's own generator has

struct Generators {
  std::uint64_t execution = 0;  // whose they are
  random_data random{};
  std::array<char, kDefaultState> state{};
  drand48_data random48{};
  std::array<std::uint64_t, kMaxTasks> given{};  // by the kernel, to each task
};

Generators& generators() {
  static Generators all;
  if (all.execution != Runtime::execution()) {
    all = {};
    all.execution = Runtime::execution();
    ::initstate_r(1, all.state.data(), all.state.size(), &all.random);
  }
  return all;
}

// A task that draws takes the number away from others.
void draw(Runtime& runtime, Object generator, std::uintptr_t pc) {
  runtime.point({Op::atomic_update, 0, generator, pc});
  runtime.step().changed(0, 1);
}

// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
std::uint64_t scattered(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}

}  // namespace

random_data& random_generator(Runtime& runtime, std::uintptr_t pc) {
  draw(runtime, kRandom, pc);
  return generators().random;
}

drand48_data& random48_generator(Runtime& runtime, std::uintptr_t pc) {
  draw(runtime, kRandom48, pc);
  return generators().random48;
}

std::uint64_t next_of_kernel(Runtime& runtime) {
  const TaskId task = runtime.current();
  const std::uint64_t number = ++generators().given[task];
  return scattered(scattered(std::uint64_t{task} + 1) + number * 0x9e3779b97f4a7c15ULL);
}

void fill_as_kernel(Runtime& runtime, std::span<std::byte> memory) {
  for (std::size_t at = 0; at < memory.size(); at += sizeof(std::uint64_t)) {
    const std::uint64_t next = next_of_kernel(runtime);
    std::memcpy(memory.data() + at, &next, std::min(sizeof next, memory.size() - at));
  }
}

}  // namespace tenter::explore
