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

using Message = std::variant<Described, Failed, EvidenceSoFar, Finished>;

// A message as bytes to be framed. Strings may hold any bytes.
Bytes encode(const Message& message);

// The inverse of encode(). Throws ProtocolError when the bytes are no message.
Message decode(const Bytes& payload);

// A request as the bytes that a worker finds behind its WorkerMemory, in the same file, and back. Throws
// ProtocolError when the bytes are no request. Not in an argument: the kernel bounds those, and nobody the length of
// a schedule.
Bytes encode(const RunRequest& request);
RunRequest request_in(const Bytes& bytes);

}  // namespace tenter::protocol
