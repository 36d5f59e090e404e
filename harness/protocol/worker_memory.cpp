#include "protocol/worker_memory.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstring>

namespace tenter::protocol {
namespace {

template <std::size_t N>
void copy(char (&target)[N], std::string_view text) noexcept {
  *std::copy_n(text.begin(), std::min(text.size(), N - 1), target) = '\0';
}

// The writer may have been a program gone mad: believe no terminator.
template <std::size_t N>
std::string_view text_in(const char (&source)[N]) {
  return {source, ::strnlen(source, N)};
}

}  // namespace

bool LastWords::say(Anomaly kind, std::string_view detail, std::string_view file, std::uint32_t line) noexcept {
  std::uint32_t silent = kSilent;
  if (!__atomic_compare_exchange_n(&state_, &silent, kSaying, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return false;
  kind_ = kind;
  line_ = line;
  copy(detail_, detail);
  copy(file_, file);
  __atomic_store_n(&state_, kSaid, __ATOMIC_RELEASE);
  return true;
}

std::string_view LastWords::detail() const { return text_in(detail_); }
std::string_view LastWords::file() const { return text_in(file_); }

// No FUTEX_PRIVATE_FLAG: the two are in different processes.
void WorkerMemory::announce_request() noexcept {
  __atomic_store_n(&requested, 1U, __ATOMIC_RELEASE);
  ::syscall(SYS_futex, &requested, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

void WorkerMemory::await_request() noexcept {
  while (__atomic_load_n(&requested, __ATOMIC_ACQUIRE) == 0) {
    ::syscall(SYS_futex, &requested, FUTEX_WAIT, 0, nullptr, nullptr, 0);
  }
}

}  // namespace tenter::protocol
