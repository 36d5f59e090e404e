// A scenario of a name that another plugin uses, too.
#include <tenter/tenter.h>

namespace {

struct Nothing {
  void rest() {}
};

const tenter::Registered scenario{tenter::scenario<Nothing>("well/behaved").copies(2, &Nothing::rest)};

}  // namespace
