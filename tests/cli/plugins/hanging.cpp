// A static initialiser that never returns.
#include <tenter/tenter.h>
#include <unistd.h>

namespace {

int start() {
  for (;;) ::pause();
}

const int started = start();

}  // namespace
