// In place of libc's: what a failed assert() in a plugin calls. For workers that do not control what ends a program.
#include "worker/last_moments.h"

extern "C" __attribute__((visibility("default"))) void __assert_fail(const char* condition, const char* file,
                                                                     unsigned line, const char* function) noexcept {
  tenter::worker::assertion_failed(condition, file, line, function);
}
