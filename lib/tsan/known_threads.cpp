#include "tsan/known_threads.h"

#include <pthread.h>
#include <sys/syscall.h>
#include <tenter/plugin.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>

#include "tsan/raw_report.h"

namespace tenter::tsan {
namespace {

struct KnownThread {
  std::array<char, kMaxName> name{};
  std::atomic<long> kernel_id{0};  // (1) released when the name is there
};

constinit std::array<KnownThread, kMaxActors> threads;
constinit std::atomic<std::size_t> taken{0};
constinit thread_local bool remembered = false;

}  // namespace

void remember_this_thread() noexcept {
  if (remembered) return;
  remembered = true;
  const std::size_t place = taken.fetch_add(1, std::memory_order_relaxed);
  if (place >= threads.size()) return;
  ::pthread_getname_np(::pthread_self(), threads[place].name.data(), kMaxName);
  threads[place].kernel_id.store(::syscall(SYS_gettid), std::memory_order_release);  // (1)
}

const char* remembered_name(long kernel_id) noexcept {
  const auto found = std::find_if(threads.begin(), threads.end(), [kernel_id](const KnownThread& thread) {
    return thread.kernel_id.load(std::memory_order_acquire) == kernel_id;  // sees the name of (1)
  });
  return found != threads.end() ? found->name.data() : nullptr;
}

void forget_threads() noexcept {
  for (KnownThread& thread : threads) thread.kernel_id.store(0, std::memory_order_relaxed);
  taken.store(0, std::memory_order_relaxed);
}

}  // namespace tenter::tsan
