// Waiting for one of several descriptors, or for time to pass.
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include <optional>

#include "explore/abi/hook.h"
#include "explore/sync/descriptors.h"
#include "explore/sync/external_wait.h"

namespace {

using tenter::explore::ExternalCall;
using tenter::explore::Fairness;
using tenter::explore::Runtime;
using tenter::explore::TaskId;

using Limit = std::optional<timespec>;

Limit limit_of(int milliseconds) {
  if (milliseconds < 0) return std::nullopt;
  return timespec{milliseconds / 1'000, static_cast<long>(milliseconds % 1'000) * 1'000'000};
}

Limit limit_of(const timespec* time) { return time == nullptr ? std::nullopt : Limit(*time); }

Limit limit_of(const timeval* time) {
  if (time == nullptr) return std::nullopt;
  return timespec{time->tv_sec, static_cast<long>(time->tv_usec) * 1'000};
}

// `call` looks, and does not wait.
template <class Call>
int looked(Runtime& runtime, const ExternalCall& wait, const Limit& limit, std::uintptr_t pc, const Call& call) {
  const bool at_once = limit && limit->tv_sec == 0 && limit->tv_nsec == 0;
  bool in_time = true;
  if (at_once) {
    step_externally(runtime, pc);
  } else if (limit) {
    in_time = await_external(runtime, wait, *limit, pc);
  } else {
    await_external(runtime, wait, pc);
  }
  const int result = call();
  if (result > 0) stepped_externally(runtime);
  if (at_once && result == 0) looked_externally(runtime);
  return in_time ? result : 0;
}

struct Polled {
  const pollfd* descriptors;
  nfds_t count;
};

bool any_ready(const Fairness&, TaskId, void* subject) {
  const Polled& polled = *static_cast<const Polled*>(subject);
  for (nfds_t i = 0; i < polled.count; ++i) {
    pollfd one = polled.descriptors[i];
    if (::poll(&one, 1, 0) != 0) return true;
  }
  return false;
}

int polled(Runtime& runtime, const char* name, pollfd* descriptors, nfds_t count, const Limit& limit,
           std::uintptr_t pc) {
  for (nfds_t i = 0; i < count; ++i) about_to_use(runtime, descriptors[i].fd, pc);
  Polled polled{descriptors, count};
  return looked(runtime, {name, &any_ready, &polled}, limit, pc,
                [&] { return TENTER_REAL(poll)(descriptors, count, 0); });
}

struct Selected {
  int most;
  const fd_set *read, *write, *except;
};

int selected_now(const Selected& selected, fd_set* read, fd_set* write, fd_set* except) {
  timeval at_once{0, 0};
  return TENTER_REAL(select)(selected.most, read, write, except, &at_once);
}

bool any_selected(const Fairness&, TaskId, void* subject) {
  const Selected& selected = *static_cast<const Selected*>(subject);
  fd_set sets[3];
  fd_set* copies[3] = {nullptr, nullptr, nullptr};
  const fd_set* const originals[3] = {selected.read, selected.write, selected.except};
  for (std::size_t i = 0; i < 3; ++i) {
    if (originals[i] == nullptr) continue;
    sets[i] = *originals[i];
    copies[i] = &sets[i];
  }
  return selected_now(selected, copies[0], copies[1], copies[2]) != 0;
}

int selected(Runtime& runtime, const char* name, int most, fd_set* read, fd_set* write, fd_set* except,
             const Limit& limit, std::uintptr_t pc) {
  Selected selected{most, read, write, except};
  return looked(runtime, {name, &any_selected, &selected}, limit, pc,
                [&] { return selected_now(selected, read, write, except); });
}

bool any_event(const Fairness&, TaskId, void* subject) {
  pollfd one{*static_cast<const int*>(subject), POLLIN, 0};
  return ::poll(&one, 1, 0) != 0;
}

int awaited(Runtime& runtime, const char* name, int descriptor, epoll_event* events, int most, int milliseconds,
            std::uintptr_t pc) {
  about_to_use(runtime, descriptor, pc);
  return looked(runtime, {name, &any_event, &descriptor}, limit_of(milliseconds), pc,
                [&] { return TENTER_REAL(epoll_wait)(descriptor, events, most, 0); });
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

// Signal masks make no difference: nobody sends a signal.

int poll(pollfd* descriptors, nfds_t count, int milliseconds) {
  TENTER_INTERPOSE(poll, (descriptors, count, milliseconds),
                   polled(runtime, "poll", descriptors, count, limit_of(milliseconds), TENTER_CALLER));
}

int ppoll(pollfd* descriptors, nfds_t count, const timespec* limit, const sigset_t* mask) {
  TENTER_INTERPOSE(ppoll, (descriptors, count, limit, mask),
                   polled(runtime, "ppoll", descriptors, count, limit_of(limit), TENTER_CALLER));
}

int select(int most, fd_set* read, fd_set* write, fd_set* except, timeval* limit) {
  TENTER_INTERPOSE(select, (most, read, write, except, limit),
                   selected(runtime, "select", most, read, write, except, limit_of(limit), TENTER_CALLER));
}

int pselect(int most, fd_set* read, fd_set* write, fd_set* except, const timespec* limit, const sigset_t* mask) {
  TENTER_INTERPOSE(pselect, (most, read, write, except, limit, mask),
                   selected(runtime, "pselect", most, read, write, except, limit_of(limit), TENTER_CALLER));
}

int epoll_wait(int descriptor, epoll_event* events, int most, int milliseconds) {
  TENTER_INTERPOSE(epoll_wait, (descriptor, events, most, milliseconds),
                   awaited(runtime, "epoll_wait", descriptor, events, most, milliseconds, TENTER_CALLER));
}

int epoll_pwait(int descriptor, epoll_event* events, int most, int milliseconds, const sigset_t* mask) {
  TENTER_INTERPOSE(epoll_pwait, (descriptor, events, most, milliseconds, mask),
                   awaited(runtime, "epoll_pwait", descriptor, events, most, milliseconds, TENTER_CALLER));
}
}
#pragma GCC visibility pop
