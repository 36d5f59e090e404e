// Where a flow of control goes on: the part of a switch that knows nothing of threads.
//
// Two ways, chosen when Tenter is configured (TENTER_FIBER_SWITCH): `asm`, a dozen instructions of our own, expanded
// in place; `boost`, Boost.Context's jump, should a compiler or a processor mode not like the former.
//
// Ours ends in a jump, not in a return, and is expanded into its caller: the processor's prediction of returns stays
// right where both flows were suspended in the same chain of calls, as they are in a scheduler. It saves no more than
// the stack; the compiler saves what it still needs of the registers. The floating-point control words (rounding,
// exception masks) are not part of a context: they belong to the kernel thread. Nor is a shadow stack (CET).
#pragma once

#include <cstddef>

namespace tenter::explore {

struct Context {
  using Entry = void (*)(void* argument);

  void* stack = nullptr;  // `asm`: the stack pointer; `boost`: its handle
#ifdef TENTER_FIBER_SWITCH_BOOST
  Entry entry = nullptr;
  void* argument = nullptr;
#else
  void* frame = nullptr;
  void* next = nullptr;  // instruction to go on with
#endif
};

// Lets the next switch to `context` call entry(argument) at the top of a stack. Unwinders and debuggers find nothing
// beyond that call. REQUIRES: entry never returns; top is a multiple of 16 and all `size` bytes below may be written.
void prepare_context(Context& context, void* top, std::size_t size, Context::Entry entry, void* argument) noexcept;

#ifdef TENTER_FIBER_SWITCH_BOOST

// Suspends the caller as `from` and goes on with `to`, which may be the same.
void switch_context(Context& from, Context& to) noexcept;

#else

#ifdef __AVX512F__
#define TENTER_EXPLORE_AVX512_REGISTERS                                                                         \
  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", \
      "xmm28", "xmm29", "xmm30", "xmm31", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define TENTER_EXPLORE_AVX512_REGISTERS
#endif

[[gnu::always_inline]] inline void switch_context(Context& from, Context& to) noexcept {
  static_assert(offsetof(Context, stack) == 0 && offsetof(Context, frame) == 8 && offsetof(Context, next) == 16);
  Context* suspended = &from;
  Context* resumed = &to;
  asm volatile(
      "leaq 1f(%%rip), %%rax\n\t"
      "movq %%rsp, 0(%[suspended])\n\t"
      "movq %%rbp, 8(%[suspended])\n\t"
      "movq %%rax, 16(%[suspended])\n\t"
      "movq 0(%[resumed]), %%rsp\n\t"
      "movq 8(%[resumed]), %%rbp\n\t"
      "jmpq *16(%[resumed])\n"
      "1:"
      : [suspended] "+D"(suspended), [resumed] "+S"(resumed)
      :
      : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2",
        "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
        "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)", "memory",
        "cc" TENTER_EXPLORE_AVX512_REGISTERS);
}

#undef TENTER_EXPLORE_AVX512_REGISTERS

#endif

}  // namespace tenter::explore
