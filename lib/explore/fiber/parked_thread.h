// A real thread that does nothing: it lends its stack and its identity (thread pointer) to a fiber.
//
// It blocks every signal a program can block, so none is ever handled on a stack on which the fiber runs. What the
// C library keeps to itself (its signal for set*id calls) finds a gap between the two.
//
// It ends by the bare system call, not by returning: whatever a fiber has registered to be run at the end of the
// thread (destructors of thread_local variables, of pthread keys) belongs to an execution that is long over, and its
// objects may not exist any more. It is never run, and the few bytes of its list, and of what malloc keeps for each
// thread, are leaked.
#pragma once

#include <pthread.h>
#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace __cxxabiv1 {
struct __cxa_eh_globals;
}

namespace tenter::explore {

class ParkedThread {
 public:
  // What a stack must have besides what the fiber may use: thread-local variables and control block of a thread, its
  // own frames, the gap.
  static std::size_t overhead();

  // Returns when the thread is parked. Throws std::system_error when the system refuses another thread.
  // REQUIRES: stack outlives the thread and is larger than overhead().
  explicit ParkedThread(std::span<std::byte> stack);
  ~ParkedThread();
  ParkedThread(const ParkedThread&) = delete;
  ParkedThread& operator=(const ParkedThread&) = delete;

  void* thread_pointer() const noexcept { return thread_pointer_; }
  std::byte* top() const noexcept { return top_; }  // of what the fiber may use; a multiple of 16
  int& error_number() const noexcept { return *error_number_; }
  __cxxabiv1::__cxa_eh_globals& exceptions() const noexcept { return *exceptions_; }

  // What pthread_self() says on it.
  pthread_t id() const noexcept { return thread_; }

 private:
  enum State : std::uint32_t { starting, parked, leaving };

  static void* run(void* self);
  void park();
  void change(State state);
  void await_change(State from);

  std::atomic<std::uint32_t> state_{starting};
  pid_t process_;
  pthread_t thread_{};
  void* thread_pointer_ = nullptr;
  std::byte* top_ = nullptr;
  int* error_number_ = nullptr;
  __cxxabiv1::__cxa_eh_globals* exceptions_ = nullptr;
};

}  // namespace tenter::explore
