// A strategy, and a listener, in another process than the execution that they are for.
#pragma once

#include "explore/runtime/announcement.h"
#include "explore/sandbox/messages.h"
#include "explore/sandbox/wire.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

// Stands for both in the process of the execution: asks and informs those at the other end of the wire.
class RemoteStrategy final : public Strategy, public Announcements {
 public:
  // REQUIRES: it outlives this.
  explicit RemoteStrategy(Wire& wire) : wire_(wire) {}

  bool begin() override { return true; }
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> footprint) override {
    send(Message::stepped, task, footprint);
  }
  void forked(TaskId parent, TaskId child) override { send(Message::forked, parent, child); }
  void joined(TaskId waiter, TaskId finished) override { send(Message::joined, waiter, finished); }
  void end(Ending ending, const SchedulePoint& point) override;
  void announced(const Announcement& announcement) override { send(Message::announced, announcement); }
  void happened(const MemoryEvent& event) override { send(Message::happened, event); }

 private:
  template <class... Values>
  void send(Message message, const Values&... values) {
    wire_.put(message);
    (wire_.put(values), ...);
  }

  Wire& wire_;
};

// The other end: passes on what a RemoteStrategy asks or says. False, and nothing is taken from the wire, for any
// other message. `listener` may be null where the execution was asked not to announce anything.
bool pass_on(Message message, Wire& wire, Strategy& strategy, Announcements* listener);

}  // namespace tenter::explore
