#include "explore/sandbox/remote_strategy.h"

#include <unistd.h>

namespace tenter::explore {
namespace {

PointMessage message_of(const SchedulePoint& point) {
  return {point.enabled, point.waiting, point.last, {point.pending.begin(), point.pending.end()}};
}

}  // namespace

TaskId RemoteStrategy::choose(const SchedulePoint& point) {
  send(Message::choose, message_of(point));
  const auto chosen = wire_.get<TaskId>();
  if (wire_.broken()) ::_exit(0);
  return chosen;
}

void RemoteStrategy::end(Ending ending, const SchedulePoint& point) {
  send(Message::ended, ending, message_of(point));
}

bool pass_on(Message message, Wire& wire, Strategy& strategy, Announcements* listener) {
  switch (message) {
    case Message::choose:
      wire.put(strategy.choose(wire.get<PointMessage>().point()));
      return true;
    case Message::stepped: {
      const auto task = wire.get<TaskId>();
      strategy.stepped(task, wire.get<std::vector<Operation>>());
      return true;
    }
    case Message::forked: {
      const auto parent = wire.get<TaskId>();
      strategy.forked(parent, wire.get<TaskId>());
      return true;
    }
    case Message::joined: {
      const auto waiter = wire.get<TaskId>();
      strategy.joined(waiter, wire.get<TaskId>());
      return true;
    }
    case Message::ended: {
      const auto ending = wire.get<Ending>();
      strategy.end(ending, wire.get<PointMessage>().point());
      return true;
    }
    case Message::announced:
      listener->announced(wire.get<Announcement>());
      return true;
    case Message::happened:
      listener->happened(wire.get<MemoryEvent>());
      return true;
    default:
      return false;
  }
}

}  // namespace tenter::explore
