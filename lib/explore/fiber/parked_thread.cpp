#include "explore/fiber/parked_thread.h"

#include <cxxabi.h>
#include <link.h>
#include <linux/futex.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <system_error>

#include "explore/fiber/raw_syscall.h"
#include "explore/fiber/thread_pointer.h"

namespace tenter::explore {
namespace {

constexpr std::size_t kGap = 16 * 1024;           // a signal's frame, with the widest registers, and its handler
constexpr std::size_t kControlBlock = 32 * 1024;  // the C library's own, its spare room, the parked thread's frames

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

int add_thread_locals(dl_phdr_info* module, std::size_t, void* sum) {
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const auto& segment = module->dlpi_phdr[i];
    if (segment.p_type == PT_TLS) *static_cast<std::size_t*>(sum) += segment.p_memsz + segment.p_align;
  }
  return 0;
}

class Attributes {
 public:
  explicit Attributes(std::span<std::byte> stack) {
    sigset_t all;
    ::sigfillset(&all);
    check(::pthread_attr_init(&value_), "attributes of a fiber's thread");
    ::pthread_attr_setstack(&value_, stack.data(), stack.size());
    ::pthread_attr_setsigmask_np(&value_, &all);
  }
  ~Attributes() { ::pthread_attr_destroy(&value_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const pthread_attr_t* get() const { return &value_; }

 private:
  pthread_attr_t value_;
};

}  // namespace

// An upper bound: modules loaded after the program's start keep their variables elsewhere.
std::size_t ParkedThread::overhead() {
  std::size_t thread_locals = 0;
  ::dl_iterate_phdr(&add_thread_locals, &thread_locals);
  return thread_locals + kControlBlock + kGap;
}

ParkedThread::ParkedThread(std::span<std::byte> stack) : process_(::getpid()) {
  const Attributes attributes(stack);
  check(::pthread_create(&thread_, attributes.get(), &run, this), "no thread for another fiber");
  await_change(starting);
}

ParkedThread::~ParkedThread() {
  if (::getpid() != process_) return;  // the child of a fork has no such thread, and would wait for it for ever
  change(leaving);
  ::pthread_join(thread_, nullptr);
}

void* ParkedThread::run(void* self) {
  static_cast<ParkedThread*>(self)->park();
  raw_syscall(__NR_exit, 0);
  __builtin_unreachable();
}

// Looked up here and not by the fiber's user: compilers take both calls' results for constant within a function.
void ParkedThread::park() {
  const auto frame = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  top_ = reinterpret_cast<std::byte*>((frame - kGap) & ~std::uintptr_t{63});
  thread_pointer_ = tenter::explore::thread_pointer();
  error_number_ = &errno;
  exceptions_ = abi::__cxa_get_globals();
  change(parked);
  await_change(parked);
}

void ParkedThread::change(State state) {
  state_.store(state, std::memory_order_release);  // (1) publishes what the thread lends
  raw_syscall(__NR_futex, reinterpret_cast<long>(&state_), FUTEX_WAKE_PRIVATE, INT_MAX);
}

void ParkedThread::await_change(State from) {
  // acquire: sees what was written before the release in (1)
  while (state_.load(std::memory_order_acquire) == from) {
    raw_syscall(__NR_futex, reinterpret_cast<long>(&state_), FUTEX_WAIT_PRIVATE, from);
  }
}

}  // namespace tenter::explore
