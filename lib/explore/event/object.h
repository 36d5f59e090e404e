// What a step is made on.
#pragma once

#include <cstdint>
#include <string_view>

#include "explore/event/task_set.h"

namespace tenter::explore {

// A word wide: most objects are addresses, and the others are numbers that no address has.
class Object {
  enum class Range : std::uintptr_t { of_process = 1, own = 0x40, heap_class = 0x200, memory = 0x1000 };

 public:
  enum class Kind : std::uint8_t {
    none,
    of_process,  // what all tasks share and no address stands for
    own,         // of one task: nothing that others could see
    heap_class,  // the free blocks of the heap that stand for each other (sync/heap.h)
    memory,      // what is accessed, or a synchronisation object
    wait_queue,  // of those who wait at an address (sync/futex.h); apart from what lies there
  };
  static constexpr std::uint32_t kHeapClasses = 64;

  constexpr Object() = default;
  // In memory. What is said of addresses is said of the objects that lie there.
  constexpr Object(std::uintptr_t address) : code_(address) {}
  static constexpr Object queue_at(std::uintptr_t address) { return Object(~address); }
  static constexpr Object own_of(TaskId task) { return in(Range::own, task); }
  static constexpr Object heap_class(std::uint32_t size_class) { return in(Range::heap_class, size_class); }
  static constexpr Object of_process(std::uint32_t number) { return in(Range::of_process, number); }

  constexpr Kind kind() const {
    if (code_ == 0) return Kind::none;
    if (code_ < first(Range::own)) return Kind::of_process;
    if (code_ < first(Range::heap_class)) return Kind::own;
    if (code_ < first(Range::memory)) return Kind::heap_class;
    return (code_ & kQueue) != 0 ? Kind::wait_queue : Kind::memory;
  }
  // Where it lies, or is waited at; 0 of those that are in no memory.
  constexpr std::uintptr_t address() const {
    return (code_ & kQueue) != 0 ? ~code_ : code_ < first(Range::memory) ? 0 : code_;
  }
  // A number apart from those of all others. Of memory it is the address.
  constexpr std::uintptr_t code() const { return code_; }
  // For those who ask what memory there is: of another kind it is none.
  void* memory() const { return reinterpret_cast<void*>(code_); }

  friend constexpr bool operator==(Object, Object) = default;

 private:
  static constexpr std::uintptr_t kQueue = std::uintptr_t{1} << 63U;  // of no address that a program has

  static constexpr std::uintptr_t first(Range range) { return static_cast<std::uintptr_t>(range); }
  static constexpr Object in(Range range, std::uint32_t number) { return Object(first(range) + number); }
  static_assert(static_cast<std::uintptr_t>(Range::own) + kMaxTasks <=
                static_cast<std::uintptr_t>(Range::heap_class));

  std::uintptr_t code_ = 0;
};

inline constexpr Object kClock = Object::of_process(0);  // see runtime/virtual_clock.h
// Those who read it are another one, so that neither costs anything in a program without the other.
inline constexpr Object kClockReaders = Object::of_process(1);
inline constexpr Object kRandom = Object::of_process(2);  // see sync/random.h
inline constexpr Object kRandom48 = Object::of_process(3);
inline constexpr Object kKernel = Object::of_process(4);  // see sync/external_wait.h

// Descriptors have their places in memory of their own, which nothing else lies in (sync/descriptors.h): a use reads
// there, opening and closing write.
inline constexpr std::uintptr_t kDescriptors = 0x1d00'0000'0000;
inline constexpr int kMaxDescriptors = 1024;
constexpr Object descriptor_object(int number) {
  return Object(kDescriptors + 8 * static_cast<std::uintptr_t>(number));
}
// Its number; -1 of other objects.
constexpr int descriptor_of(Object object) {
  const std::uintptr_t offset = object.code() - kDescriptors;
  return offset < 8 * static_cast<std::uintptr_t>(kMaxDescriptors) ? static_cast<int>(offset / 8) : -1;
}

// Of what no name in the program stands for; empty for others.
constexpr std::string_view name_of(Object object) {
  if (object == kClock || object == kClockReaders) return "the clock";
  if (object == kRandom) return "the state of rand()";
  if (object == kRandom48) return "the state of drand48()";
  if (object == kKernel) return "what the kernel keeps";
  return object.kind() == Object::Kind::heap_class ? "the heap" : "";
}

}  // namespace tenter::explore
