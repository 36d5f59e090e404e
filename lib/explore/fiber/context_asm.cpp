#include "explore/fiber/context.h"

// What a prepared context goes on with: calls what prepare_context() left on the stack. An undefined return address
// and a zero frame pointer tell unwinders of either kind that there is no caller.
asm(R"(
        .pushsection .text
        .p2align 4
        .local  tenter_explore_context_begin
        .type   tenter_explore_context_begin, @function
tenter_explore_context_begin:
        .cfi_startproc
        .cfi_undefined rip
        .cfi_def_cfa rsp, 32
        xorl    %ebp, %ebp
        popq    %rax
        .cfi_adjust_cfa_offset -8
        popq    %rdi
        .cfi_adjust_cfa_offset -8
        callq   *%rax
        ud2
        .cfi_endproc
        .size   tenter_explore_context_begin, . - tenter_explore_context_begin
        .popsection
)");

namespace tenter::explore {
namespace {

struct Start {  // in the order in which tenter_explore_context_begin pops
  Context::Entry entry;
  void* argument;
};
static_assert(sizeof(Start) == 16);  // leaves the stack aligned for the call

}  // namespace

extern "C" void tenter_explore_context_begin();

void prepare_context(Context& context, void* top, std::size_t /*size*/, Context::Entry entry,
                     void* argument) noexcept {
  Start* const start = static_cast<Start*>(top) - 1;
  *start = {entry, argument};
  context.stack = start;
  context.frame = nullptr;
  context.next = reinterpret_cast<void*>(&tenter_explore_context_begin);
}

}  // namespace tenter::explore
