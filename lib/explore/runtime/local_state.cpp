#include "explore/runtime/local_state.h"

#include <unwind.h>

#include <array>
#include <cstring>

#include "explore/runtime/mixed.h"

namespace tenter::explore {
namespace {

// As DWARF numbers them on x86-64: rbx, rbp, r12 to r15.
constexpr std::array kPreserved = {3, 6, 12, 13, 14, 15};

struct Wanted {
  std::uintptr_t pc;
  const std::byte* top;
  std::uint64_t state = 0;
};

// Of whole words, as a stack has them.
std::uint64_t mixed_words(std::uint64_t hash, const std::byte* begin, const std::byte* end) {
  for (; begin < end; begin += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, begin, sizeof word);
    hash = mixed(hash, word);
  }
  return hash;
}

_Unwind_Reason_Code look_at_frame(_Unwind_Context* context, void* argument) {
  Wanted& wanted = *static_cast<Wanted*>(argument);
  if (_Unwind_GetIP(context) != wanted.pc) return _URC_NO_REASON;
  const auto* const stack = reinterpret_cast<const std::byte*>(_Unwind_GetCFA(context));
  std::uint64_t state = mixed(1, reinterpret_cast<std::uintptr_t>(stack));
  for (const int number : kPreserved) state = mixed(state, _Unwind_GetGR(context, number));
  wanted.state = mixed_words(state, stack, wanted.top) | 1;
  return _URC_NORMAL_STOP;
}

}  // namespace

std::uint64_t local_state(std::uintptr_t pc, const std::byte* top) {
  Wanted wanted{pc, top};
  _Unwind_Backtrace(&look_at_frame, &wanted);
  return wanted.state;
}

}  // namespace tenter::explore
