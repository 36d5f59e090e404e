// Random numbers of the C library and of the kernel. rand_r(), erand48() and their like keep nothing of their own.
#include "explore/sync/random.h"

#include <features.h>
#include <sys/random.h>

#include <cstdlib>
#include <random>

#include "explore/abi/hook.h"
#include "explore/abi/library_access.h"

namespace {

using tenter::explore::Runtime;

template <class T>
T result_of(Runtime& runtime, T result) {
  runtime.step().value(static_cast<std::uint64_t>(result));
  return result;
}

long next_random(Runtime& runtime, std::uintptr_t pc) {
  std::int32_t result = 0;
  ::random_r(&random_generator(runtime, pc), &result);
  return result_of<long>(runtime, result);
}

int seed(Runtime& runtime, unsigned seed, std::uintptr_t pc) {
  return ::srandom_r(seed, &random_generator(runtime, pc));
}

template <class T>
T next_random48(Runtime& runtime, int (*next)(drand48_data*, T*), std::uintptr_t pc) {
  T result{};
  next(&random48_generator(runtime, pc), &result);
  return result_of(runtime, result);
}

int seed48_by(Runtime& runtime, long seed, std::uintptr_t pc) {
  return ::srand48_r(seed, &random48_generator(runtime, pc));
}

unsigned short* seed48_by(Runtime& runtime, unsigned short* seed, std::uintptr_t pc) {
  drand48_data& generator = random48_generator(runtime, pc);
  ::seed48_r(seed, &generator);
  return generator.__old_x;
}

int parameters48(Runtime& runtime, unsigned short* parameters, std::uintptr_t pc) {
  return ::lcong48_r(parameters, &random48_generator(runtime, pc));
}

// What a generator works on until another one is given to it.
char* state_of(const random_data& generator) { return reinterpret_cast<char*>(generator.state - 1); }

char* initialised(Runtime& runtime, unsigned seed, char* state, std::size_t size, std::uintptr_t pc) {
  random_data& generator = random_generator(runtime, pc);
  char* const before = state_of(generator);
  return ::initstate_r(seed, state, size, &generator) == 0 ? before : nullptr;
}

char* exchanged(Runtime& runtime, char* state, std::uintptr_t pc) {
  random_data& generator = random_generator(runtime, pc);
  char* const before = state_of(generator);
  return ::setstate_r(state, &generator) == 0 ? before : nullptr;
}

using GetValue = unsigned (*)(std::random_device*);

ssize_t filled(Runtime& runtime, void* memory, std::size_t size) {
  fill_as_kernel(runtime, {static_cast<std::byte*>(memory), size});
  return static_cast<ssize_t>(size);
}

[[maybe_unused]] std::uint32_t below(Runtime& runtime, std::uint32_t bound) {
  const std::uint64_t drawn = next_of_kernel(runtime) >> 32U;
  return static_cast<std::uint32_t>((drawn * bound) >> 32U);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int rand() noexcept { TENTER_INTERPOSE(rand, (), static_cast<int>(next_random(runtime, TENTER_CALLER))); }
long random() noexcept { TENTER_INTERPOSE(random, (), next_random(runtime, TENTER_CALLER)); }
void srand(unsigned by) noexcept {
  TENTER_INTERPOSE(srand, (by), static_cast<void>(seed(runtime, by, TENTER_CALLER)));
}
void srandom(unsigned by) noexcept {
  TENTER_INTERPOSE(srandom, (by), static_cast<void>(seed(runtime, by, TENTER_CALLER)));
}

char* initstate(unsigned by, char* state, std::size_t size) noexcept {
  TENTER_INTERPOSE(initstate, (by, state, size), initialised(runtime, by, state, size, TENTER_CALLER));
}
char* setstate(char* state) noexcept {
  TENTER_INTERPOSE(setstate, (state), exchanged(runtime, state, TENTER_CALLER));
}

double drand48() noexcept { TENTER_INTERPOSE(drand48, (), next_random48(runtime, &drand48_r, TENTER_CALLER)); }
long lrand48() noexcept { TENTER_INTERPOSE(lrand48, (), next_random48(runtime, &lrand48_r, TENTER_CALLER)); }
long mrand48() noexcept { TENTER_INTERPOSE(mrand48, (), next_random48(runtime, &mrand48_r, TENTER_CALLER)); }
void srand48(long by) noexcept {
  TENTER_INTERPOSE(srand48, (by), static_cast<void>(seed48_by(runtime, by, TENTER_CALLER)));
}
unsigned short* seed48(unsigned short by[3]) noexcept {
  TENTER_INTERPOSE(seed48, (by), seed48_by(runtime, by, TENTER_CALLER));
}
void lcong48(unsigned short by[7]) noexcept {
  TENTER_INTERPOSE(lcong48, (by), static_cast<void>(parameters48(runtime, by, TENTER_CALLER)));
}

ssize_t getrandom(void* memory, std::size_t size, unsigned flags) {
  TENTER_INTERPOSE(getrandom, (memory, size, flags), filled(runtime, memory, size));
}
int getentropy(void* memory, std::size_t size) {
  TENTER_INTERPOSE(getentropy, (memory, size), (filled(runtime, memory, size), 0));
}

#if __GLIBC_PREREQ(2, 36)
std::uint32_t arc4random() noexcept {
  TENTER_INTERPOSE(arc4random, (), static_cast<std::uint32_t>(next_of_kernel(runtime)));
}
std::uint32_t arc4random_uniform(std::uint32_t bound) noexcept {
  TENTER_INTERPOSE(arc4random_uniform, (bound), below(runtime, bound));
}
void arc4random_buf(void* memory, std::size_t size) noexcept {
  TENTER_INTERPOSE(arc4random_buf, (memory, size), static_cast<void>(filled(runtime, memory, size)));
}
#endif
}

namespace std {

// Wherever it has its numbers from.
random_device::result_type random_device::_M_getval() {
  TENTER_INTERPOSE_AS(TENTER_REAL_CXX(GetValue, "_ZNSt13random_device9_M_getvalEv"), (this),
                      static_cast<result_type>(next_of_kernel(runtime)));
}

}  // namespace std
#pragma GCC visibility pop
