#include "explore/runtime/stutter.h"

#include <unwind.h>

#include <algorithm>
#include <cstring>

namespace tenter::explore {
namespace {

// The registers that a function must leave as they were, by their numbers in the psABI's DWARF tables: all that a
// caller has besides its stack.
#if defined(__x86_64__)
constexpr int kPreserved[] = {3, 6, 12, 13, 14, 15};  // rbx, rbp, r12 to r15
#elif defined(__aarch64__)
constexpr int kPreserved[] = {19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29};
#else
#error "which registers does a function preserve here?"
#endif

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 32U);
}

struct Search {
  std::uintptr_t pc;  // of the frame that is wanted: where it goes on
  const std::byte* top;
  std::uintptr_t bottom = 0;  // of the frame that was visited last: the stack pointer of its caller
  std::uint64_t state = 0;
  bool found = false;
};

std::uint64_t hash_of_stack(std::uint64_t hash, std::uintptr_t bottom, const std::byte* top) {
  const auto* at = reinterpret_cast<const std::byte*>(bottom);
  for (; at + sizeof(std::uint64_t) <= top; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    hash = mixed(hash, word);
  }
  return hash;
}

_Unwind_Reason_Code visit(_Unwind_Context* context, void* argument) {
  Search& search = *static_cast<Search*>(argument);
  if (_Unwind_GetIP(context) != search.pc) {
    search.bottom = _Unwind_GetCFA(context);
    return _URC_NO_REASON;
  }
  search.found = true;
  for (const int number : kPreserved) search.state = mixed(search.state, _Unwind_GetGR(context, number));
  search.state = hash_of_stack(search.state, search.bottom, search.top);
  return _URC_END_OF_STACK;
}

}  // namespace

Stutter::Progress Stutter::progress(const Operation& operation, std::uint64_t effects, const std::byte* top) {
  Place* const place = known(operation);
  if (place == nullptr) {
    remember(operation, effects);
    return Progress::new_place;
  }
  if (place->effects != effects) place->visits = 0;
  place->effects = effects;
  // Twice is no loop yet, and looking at the stack costs more than all the rest of a step.
  if (++place->visits < 2) return Progress::known_place;
  Search search{operation.pc, top};
  _Unwind_Backtrace(&visit, &search);
  const bool same = search.found && place->visits > 2 && search.state == place->state;
  place->state = search.state;
  return same ? Progress::circle : Progress::known_place;
}

Stutter::Place* Stutter::known(const Operation& operation) {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& place) {
    return place.pc == operation.pc && place.object == operation.object;
  });
  return found == places_.end() ? nullptr : &*found;
}

// In the place of the oldest.
void Stutter::remember(const Operation& operation, std::uint64_t effects) {
  places_[next_] = {operation.pc, operation.object, effects, 1, 0};
  next_ = (next_ + 1) % kPlaces;
}

}  // namespace tenter::explore
