// A scenario that nobody acts in.
#include <tenter/tenter.h>

namespace {

struct Nothing {};

const tenter::Registered scenario{tenter::scenario<Nothing>("misuse/no-actors")};

}  // namespace
