// A static initialiser that crashes.
#include <tenter/tenter.h>

#include <csignal>

namespace {

int start() {
  (void)std::raise(SIGSEGV);
  return 0;
}

const int started = start();

}  // namespace
