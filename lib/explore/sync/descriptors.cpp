#include "explore/sync/descriptors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace tenter::explore {
namespace {

enum class Life : std::uint8_t { unknown, open, closed };

struct Descriptors {
  std::uint64_t execution = 0;  // that has opened them
  std::array<Life, kMaxDescriptors> life{};
};

Descriptors& all() {
  static Descriptors descriptors;
  return descriptors;
}

bool is_known(int descriptor) {
  return 0 <= descriptor && descriptor < kMaxDescriptors && all().execution == Runtime::execution() &&
         all().life[static_cast<std::size_t>(descriptor)] != Life::unknown;
}

Life& life_of(int descriptor) { return all().life[static_cast<std::size_t>(descriptor)]; }

bool exists(int descriptor) { return ::fcntl(descriptor, F_GETFD) >= 0; }

// Accesses are told of memory that is there.
const bool have_places = ::mmap(reinterpret_cast<void*>(kDescriptors), 8 * std::size_t{kMaxDescriptors}, PROT_READ,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != MAP_FAILED;

void access(Runtime& runtime, int descriptor, bool write, std::uintptr_t pc) {
  const int error = errno;
  if (have_places) runtime.plain_access(descriptor_object(descriptor).code(), 1, write, pc);
  errno = error;
}

}  // namespace

void close_what_is_left() {
  Descriptors& descriptors = all();
  if (descriptors.execution == Runtime::execution()) return;
  for (int number = 0; number < kMaxDescriptors; ++number) {
    if (life_of(number) == Life::open) ::close(number);
  }
  descriptors.life.fill(Life::unknown);
  descriptors.execution = Runtime::execution();
}

void opened(Runtime& runtime, std::span<const int> descriptors, std::uintptr_t pc) {
  for (const int descriptor : descriptors) {
    if (descriptor < 0 || descriptor >= kMaxDescriptors) continue;
    life_of(descriptor) = Life::open;
    runtime.races().forget(descriptor_object(descriptor).code(), 8);  // who had the number before is another one
    access(runtime, descriptor, true, pc);
  }
}

void about_to_use(Runtime& runtime, int descriptor, std::uintptr_t pc) {
  if (!is_known(descriptor)) return;
  if (life_of(descriptor) == Life::closed && exists(descriptor)) {
    life_of(descriptor) = Life::unknown;  // opened again, unseen
  } else {
    access(runtime, descriptor, false, pc);
  }
}

void about_to_close(Runtime& runtime, int descriptor, std::uintptr_t pc) {
  if (!is_known(descriptor)) return;
  access(runtime, descriptor, true, pc);
  if (life_of(descriptor) == Life::open || !exists(descriptor)) {
    life_of(descriptor) = Life::closed;
  } else {
    life_of(descriptor) = Life::unknown;
  }
}

}  // namespace tenter::explore
