#include <boost/context/detail/fcontext.hpp>

#include "explore/fiber/context.h"

namespace tenter::explore {
namespace {

namespace boost_context = boost::context::detail;

// Boost hands the suspended flow's handle to the resumed one, which is the one to note it down.
struct Handover {
  Context* from;
  Context* to;
};

const Handover& note(boost_context::transfer_t transfer) {
  const Handover& handover = *static_cast<const Handover*>(transfer.data);
  handover.from->stack = transfer.fctx;
  return handover;
}

void begin(boost_context::transfer_t transfer) {
  asm volatile(".cfi_undefined rip");  // for unwinders: there is no caller
  const Context& self = *note(transfer).to;
  self.entry(self.argument);
  __builtin_trap();
}

}  // namespace

void prepare_context(Context& context, void* top, std::size_t size, Context::Entry entry, void* argument) noexcept {
  context.stack = boost_context::make_fcontext(top, size, &begin);
  context.entry = entry;
  context.argument = argument;
}

void switch_context(Context& from, Context& to) noexcept {
  if (&from == &to) return;  // its handle is that of its last suspension
  Handover handover{&from, &to};
  note(boost_context::jump_fcontext(to.stack, &handover));
}

}  // namespace tenter::explore
