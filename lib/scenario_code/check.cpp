#include <tenter/check.h>

#include <cstdio>
#include <cstdlib>

#include "scenario_code/host.h"

namespace tenter::detail {

Host* host = nullptr;

void check_failed(std::string_view message, const char* file, std::uint32_t line) {
  if (host == nullptr) {
    std::fprintf(stderr, "%s:%u: check failed outside a scenario: %.*s\n", file, line,
                 static_cast<int>(message.size()), message.data());
    std::abort();
  }
  host->report(Anomaly::assertion, message, file, line);
}

}  // namespace tenter::detail
