// Reading and writing: the turns of those who share what is no file, and the memory of the caller.
#include "explore/sync/descriptors.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <span>

#include "explore/abi/access.h"
#include "explore/abi/hook.h"
#include "explore/sync/external_wait.h"

namespace {

using tenter::explore::about_to_close;
using tenter::explore::about_to_use;
using tenter::explore::in_turn;
using tenter::explore::Runtime;
using tenter::explore::tell;
using tenter::explore::Use;

Use to_read(const char* call, int descriptor, int flags = 0) {
  return {call, descriptor, POLLIN, (flags & MSG_DONTWAIT) == 0};
}

Use to_write(const char* call, int descriptor, int flags = 0) {
  return {call, descriptor, POLLOUT, (flags & MSG_DONTWAIT) == 0};
}

// Never waits, but others may have waited for it.
Use to_change(const char* call, int descriptor) { return {call, descriptor, 0, false}; }

std::span<const iovec> vectors(const iovec* from, std::size_t count) {
  return from == nullptr ? std::span<const iovec>() : std::span(from, count);
}

// The first `size` bytes of what the vectors point to.
void tell(Runtime& runtime, std::span<const iovec> vectors, std::size_t size, bool write, std::uintptr_t pc) {
  for (const iovec& vector : vectors) {
    const std::size_t here = std::min(size, vector.iov_len);
    tell(runtime, vector.iov_base, here, write, pc);
    size -= here;
  }
}

// `memory` is what it writes to, when it has got something.
template <class Memory, class Call>
ssize_t received(Runtime& runtime, const Use& use, const Memory& memory, std::uintptr_t pc, const Call& call) {
  about_to_use(runtime, use.descriptor, pc);
  const ssize_t result = in_turn(runtime, use, pc, call);
  if (result > 0) memory(static_cast<std::size_t>(result));
  return result;
}
template <class Call>
ssize_t received(Runtime& runtime, const Use& use, void* to, std::size_t room, std::uintptr_t pc, const Call& call) {
  return received(
      runtime, use, [&](std::size_t size) { tell(runtime, to, std::min(size, room), true, pc); }, pc, call);
}
template <class Call>
ssize_t received(Runtime& runtime, const Use& use, std::span<const iovec> to, std::uintptr_t pc, const Call& call) {
  return received(
      runtime, use, [&](std::size_t size) { tell(runtime, to, size, true, pc); }, pc, call);
}

template <class Call>
ssize_t sent(Runtime& runtime, const Use& use, const void* from, std::size_t size, std::uintptr_t pc,
             const Call& call) {
  about_to_use(runtime, use.descriptor, pc);
  tell(runtime, from, size, false, pc);
  return in_turn(runtime, use, pc, call);
}
template <class Call>
ssize_t sent(Runtime& runtime, const Use& use, std::span<const iovec> from, std::uintptr_t pc, const Call& call) {
  about_to_use(runtime, use.descriptor, pc);
  tell(runtime, from, ~std::size_t{0}, false, pc);
  return in_turn(runtime, use, pc, call);
}

// A write that waits comes back when all is written; in between others get their turn.
ssize_t written(Runtime& runtime, int descriptor, const void* from, std::size_t size, std::uintptr_t pc) {
  const auto write_some = [&](std::size_t at) {
    return in_turn(runtime, to_write("write", descriptor), pc,
                   [&] { return TENTER_REAL(write)(descriptor, static_cast<const char*>(from) + at, size - at); });
  };
  about_to_use(runtime, descriptor, pc);
  tell(runtime, from, size, false, pc);
  const bool all = is_external(to_change("write", descriptor));
  std::size_t done = 0;
  do {
    const ssize_t now = write_some(done);
    if (now < 0) return done == 0 ? now : static_cast<ssize_t>(done);
    done += static_cast<std::size_t>(now);
  } while (all && done < size);
  return static_cast<ssize_t>(done);
}

int close_it(Runtime& runtime, int descriptor, std::uintptr_t pc) {
  about_to_close(runtime, descriptor, pc);
  if (is_external(to_change("close", descriptor))) {
    step_externally(runtime, pc);
    stepped_externally(runtime);
  }
  return TENTER_REAL(close)(descriptor);
}

template <class Call>
int accepted(Runtime& runtime, const char* name, int listener, std::uintptr_t pc, const Call& call) {
  tenter::explore::close_what_is_left();
  about_to_use(runtime, listener, pc);
  const int descriptor = in_turn(runtime, to_read(name, listener), pc, call);
  const int error = errno;
  tenter::explore::opened(runtime, {&descriptor, 1}, pc);
  errno = error;
  return descriptor;
}

// What came before it comes before what follows where it is accepted.
template <class Call>
int connected(Runtime& runtime, int descriptor, std::uintptr_t pc, const Call& call) {
  about_to_use(runtime, descriptor, pc);
  if (is_external(to_change("connect", descriptor))) {
    step_externally(runtime, pc);
    stepped_externally(runtime);
  }
  return call();
}

template <class Call>
int changed(Runtime& runtime, const char* name, int descriptor, std::uintptr_t pc, const Call& call) {
  about_to_use(runtime, descriptor, pc);
  return in_turn(runtime, to_change(name, descriptor), pc, call);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

ssize_t read(int descriptor, void* to, std::size_t size) {
  TENTER_INTERPOSE(read, (descriptor, to, size),
                   received(runtime, to_read("read", descriptor), to, size, TENTER_CALLER,
                            [&] { return TENTER_REAL(read)(descriptor, to, size); }));
}

ssize_t readv(int descriptor, const iovec* to, int count) {
  TENTER_INTERPOSE(readv, (descriptor, to, count),
                   received(runtime, to_read("readv", descriptor), vectors(to, static_cast<std::size_t>(count)),
                            TENTER_CALLER, [&] { return TENTER_REAL(readv)(descriptor, to, count); }));
}

ssize_t write(int descriptor, const void* from, std::size_t size) {
  TENTER_INTERPOSE(write, (descriptor, from, size), written(runtime, descriptor, from, size, TENTER_CALLER));
}

ssize_t writev(int descriptor, const iovec* from, int count) {
  TENTER_INTERPOSE(writev, (descriptor, from, count),
                   sent(runtime, to_write("writev", descriptor), vectors(from, static_cast<std::size_t>(count)),
                        TENTER_CALLER, [&] { return TENTER_REAL(writev)(descriptor, from, count); }));
}

ssize_t recv(int descriptor, void* to, std::size_t size, int flags) {
  TENTER_INTERPOSE(recv, (descriptor, to, size, flags),
                   received(runtime, to_read("recv", descriptor, flags), to, size, TENTER_CALLER,
                            [&] { return TENTER_REAL(recv)(descriptor, to, size, flags); }));
}

ssize_t recvfrom(int descriptor, void* to, std::size_t size, int flags, sockaddr* from, socklen_t* length) {
  TENTER_INTERPOSE(recvfrom, (descriptor, to, size, flags, from, length),
                   received(runtime, to_read("recvfrom", descriptor, flags), to, size, TENTER_CALLER,
                            [&] { return TENTER_REAL(recvfrom)(descriptor, to, size, flags, from, length); }));
}

ssize_t recvmsg(int descriptor, msghdr* to, int flags) {
  TENTER_INTERPOSE(recvmsg, (descriptor, to, flags),
                   received(runtime, to_read("recvmsg", descriptor, flags), vectors(to->msg_iov, to->msg_iovlen),
                            TENTER_CALLER, [&] { return TENTER_REAL(recvmsg)(descriptor, to, flags); }));
}

ssize_t send(int descriptor, const void* from, std::size_t size, int flags) {
  TENTER_INTERPOSE(send, (descriptor, from, size, flags),
                   sent(runtime, to_write("send", descriptor, flags), from, size, TENTER_CALLER,
                        [&] { return TENTER_REAL(send)(descriptor, from, size, flags); }));
}

ssize_t sendto(int descriptor, const void* from, std::size_t size, int flags, const sockaddr* to, socklen_t length) {
  TENTER_INTERPOSE(sendto, (descriptor, from, size, flags, to, length),
                   sent(runtime, to_write("sendto", descriptor, flags), from, size, TENTER_CALLER,
                        [&] { return TENTER_REAL(sendto)(descriptor, from, size, flags, to, length); }));
}

ssize_t sendmsg(int descriptor, const msghdr* from, int flags) {
  TENTER_INTERPOSE(sendmsg, (descriptor, from, flags),
                   sent(runtime, to_write("sendmsg", descriptor, flags), vectors(from->msg_iov, from->msg_iovlen),
                        TENTER_CALLER, [&] { return TENTER_REAL(sendmsg)(descriptor, from, flags); }));
}

int accept(int descriptor, sockaddr* from, socklen_t* length) {
  TENTER_INTERPOSE(accept, (descriptor, from, length), accepted(runtime, "accept", descriptor, TENTER_CALLER, [&] {
                     return TENTER_REAL(accept)(descriptor, from, length);
                   }));
}

int accept4(int descriptor, sockaddr* from, socklen_t* length, int flags) {
  TENTER_INTERPOSE(accept4, (descriptor, from, length, flags),
                   accepted(runtime, "accept4", descriptor, TENTER_CALLER,
                            [&] { return TENTER_REAL(accept4)(descriptor, from, length, flags); }));
}

int connect(int descriptor, const sockaddr* to, socklen_t length) {
  TENTER_INTERPOSE(connect, (descriptor, to, length), connected(runtime, descriptor, TENTER_CALLER, [&] {
                     return TENTER_REAL(connect)(descriptor, to, length);
                   }));
}

int shutdown(int descriptor, int how) noexcept {
  TENTER_INTERPOSE(shutdown, (descriptor, how), changed(runtime, "shutdown", descriptor, TENTER_CALLER, [&] {
                     return TENTER_REAL(shutdown)(descriptor, how);
                   }));
}

int close(int descriptor) { TENTER_INTERPOSE(close, (descriptor), close_it(runtime, descriptor, TENTER_CALLER)); }
}
#pragma GCC visibility pop
