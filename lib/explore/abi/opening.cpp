// What opens descriptors.
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

#include "explore/abi/hook.h"
#include "explore/sync/descriptors.h"

namespace {

using tenter::explore::Runtime;

template <class Call>
int opening(Runtime& runtime, std::uintptr_t pc, const Call& call) {
  tenter::explore::close_what_is_left();
  const int descriptor = call();
  const int error = errno;
  tenter::explore::opened(runtime, {&descriptor, 1}, pc);
  errno = error;
  return descriptor;
}

template <class Call>
int opening_two(Runtime& runtime, const int* pair, std::uintptr_t pc, const Call& call) {
  tenter::explore::close_what_is_left();
  const int result = call();
  if (result == 0) tenter::explore::opened(runtime, {pair, 2}, pc);
  return result;
}

template <class Call>
int duplicating(Runtime& runtime, int descriptor, std::uintptr_t pc, const Call& call) {
  tenter::explore::about_to_use(runtime, descriptor, pc);
  return opening(runtime, pc, call);
}

// Onto a number that may be open: what has it gets it, then, from one moment to the next.
template <class Call>
int replacing(Runtime& runtime, int descriptor, int to, std::uintptr_t pc, const Call& call) {
  tenter::explore::about_to_use(runtime, descriptor, pc);
  const bool was_open = ::fcntl(to, F_GETFD) >= 0;
  if (was_open) tenter::explore::about_to_use(runtime, to, pc);
  return was_open ? call() : opening(runtime, pc, call);
}

bool has_mode(int flags) { return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE; }

}  // namespace

// The mode is there only with some flags.
#define TENTER_MODE(mode, flags) \
  mode_t mode = 0;               \
  if (has_mode(flags)) {         \
    std::va_list rest;           \
    va_start(rest, flags);       \
    mode = va_arg(rest, mode_t); \
    va_end(rest);                \
  }                              \
  static_cast<void>(0)

#pragma GCC visibility push(default)
extern "C" {

int open(const char* path, int flags, ...) {
  TENTER_MODE(mode, flags);
  TENTER_INTERPOSE(open, (path, flags, mode),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(open)(path, flags, mode); }));
}

int open64(const char* path, int flags, ...) {
  TENTER_MODE(mode, flags);
  TENTER_INTERPOSE(open64, (path, flags, mode),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(open64)(path, flags, mode); }));
}

int openat(int directory, const char* path, int flags, ...) {
  TENTER_MODE(mode, flags);
  TENTER_INTERPOSE(openat, (directory, path, flags, mode), opening(runtime, TENTER_CALLER, [&] {
                     return TENTER_REAL(openat)(directory, path, flags, mode);
                   }));
}

int memfd_create(const char* name, unsigned flags) noexcept {
  TENTER_INTERPOSE(memfd_create, (name, flags),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(memfd_create)(name, flags); }));
}

int dup(int descriptor) noexcept {
  TENTER_INTERPOSE(dup, (descriptor),
                   duplicating(runtime, descriptor, TENTER_CALLER, [&] { return TENTER_REAL(dup)(descriptor); }));
}

int dup2(int descriptor, int to) noexcept {
  TENTER_INTERPOSE(dup2, (descriptor, to), replacing(runtime, descriptor, to, TENTER_CALLER, [&] {
                     return TENTER_REAL(dup2)(descriptor, to);
                   }));
}

int dup3(int descriptor, int to, int flags) noexcept {
  TENTER_INTERPOSE(dup3, (descriptor, to, flags), replacing(runtime, descriptor, to, TENTER_CALLER, [&] {
                     return TENTER_REAL(dup3)(descriptor, to, flags);
                   }));
}

int pipe(int pair[2]) noexcept {
  TENTER_INTERPOSE(pipe, (pair), opening_two(runtime, pair, TENTER_CALLER, [&] { return TENTER_REAL(pipe)(pair); }));
}

int pipe2(int pair[2], int flags) noexcept {
  TENTER_INTERPOSE(pipe2, (pair, flags),
                   opening_two(runtime, pair, TENTER_CALLER, [&] { return TENTER_REAL(pipe2)(pair, flags); }));
}

int socketpair(int domain, int type, int protocol, int pair[2]) noexcept {
  TENTER_INTERPOSE(socketpair, (domain, type, protocol, pair), opening_two(runtime, pair, TENTER_CALLER, [&] {
                     return TENTER_REAL(socketpair)(domain, type, protocol, pair);
                   }));
}

int socket(int domain, int type, int protocol) noexcept {
  TENTER_INTERPOSE(socket, (domain, type, protocol),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(socket)(domain, type, protocol); }));
}

int eventfd(unsigned count, int flags) noexcept {
  TENTER_INTERPOSE(eventfd, (count, flags),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(eventfd)(count, flags); }));
}

int timerfd_create(clockid_t clock, int flags) noexcept {
  TENTER_INTERPOSE(timerfd_create, (clock, flags),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(timerfd_create)(clock, flags); }));
}

int epoll_create(int size) noexcept {
  TENTER_INTERPOSE(epoll_create, (size),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(epoll_create)(size); }));
}

int epoll_create1(int flags) noexcept {
  TENTER_INTERPOSE(epoll_create1, (flags),
                   opening(runtime, TENTER_CALLER, [&] { return TENTER_REAL(epoll_create1)(flags); }));
}
}
#pragma GCC visibility pop
