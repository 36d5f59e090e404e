// What doctor has to say, a line each.
#pragma once

#include <cstdint>
#include <string>

namespace tenter::doctor {

enum class Mark : std::uint8_t {
  fine,     // as it should be
  limited,  // verdicts take longer, or say less; the text says which
  broken,   // in the way of a run
};

struct Finding {
  Mark mark = Mark::fine;
  std::string subject;
  std::string text;
};

}  // namespace tenter::doctor
