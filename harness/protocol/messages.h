// What a worker tells the session, and how it is asked. The bytes between them are nobody else's business: both are
// always of one build.
#pragma once

#include <tenter/scenario_info.h>

#include <string>
#include <variant>
#include <vector>

#include "model/evidence.h"
#include "model/run.h"
#include "protocol/frame.h"

namespace tenter::protocol {

// The answer to `describe`: what a plugin is and holds.
struct Described {
  std::string name;
  std::string compiler;
  std::string options;
  bool instrumented = false;
  std::vector<ScenarioInfo> scenarios;
  std::vector<std::string> misuse;
};

// The worker cannot do what it was asked, through no fault of a scenario: a sentence.
struct Failed {
  std::string why;
};

// Everything gathered so far, sent a few times a second.
struct EvidenceSoFar {
  Evidence evidence;
};

// The answer to `run`: the worker's last message.
struct Finished {
  Evidence evidence;
};

// How a worker is prepared for a scenario.
struct Preparation {
  std::vector<std::string> libraries;  // to load along with the plugin, as the scenario loads them while it runs
  bool isolated = false;               // each execution in a process of its own: see explore::Subject::isolated

  friend bool operator==(const Preparation&, const Preparation&) = default;
};

// Another answer to `run`: this worker was not prepared for the scenario, and has found out what is missing.
struct Unprepared {
  Preparation missing;
};

using Message = std::variant<Described, Failed, EvidenceSoFar, Finished, Unprepared>;

// A message as bytes to be framed. Strings may hold any bytes.
Bytes encode(const Message& message);

// The inverse of encode(). Throws ProtocolError when the bytes are no message.
Message decode(const Bytes& payload);

// A request as the bytes that a worker finds behind its WorkerMemory, in the same file, and back. Throws
// ProtocolError when the bytes are no request. Not in an argument: the kernel bounds those, and nobody the length of
// a schedule.
Bytes encode(const RunRequest& request);
RunRequest request_in(const Bytes& bytes);

// A preparation as a worker's last arguments, and back.
std::vector<std::string> arguments_of(const Preparation& preparation);
Preparation preparation_in(const std::vector<std::string>& arguments);

}  // namespace tenter::protocol
