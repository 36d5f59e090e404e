// A static initialiser that throws.
#include <tenter/tenter.h>

#include <stdexcept>

namespace {

int start() { throw std::runtime_error("no such luck"); }

const int started = start();

}  // namespace
