#include "tsan/interpretation.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace tenter::tsan {

using symbol::LocatedFrame;
using symbol::OwnCode;
using symbol::Symbolizer;

namespace {

// A kind of report by the runtime's name for it; `calls` are what its stacks show when it is not about accesses.
struct Meaning {
  std::string_view kind;
  Anomaly anomaly;
  std::string_view detail;
  std::string_view calls[2] = {"call", "call"};
};

constexpr std::string_view kInversion = "lock-order-inversion";

constexpr Meaning kMeanings[] = {
    {"data-race", Anomaly::data_race, "two accesses to the same memory that nothing orders"},
    {"data-race-vptr", Anomaly::data_race,
     "a virtual call or destruction that nothing orders with the other: the object is being made or destroyed"},
    {"external-race", Anomaly::data_race, "two accesses to the same object that nothing orders"},
    {"heap-use-after-free", Anomaly::use_after_free, "heap memory accessed after it was freed"},
    {"heap-use-after-free-vptr", Anomaly::use_after_free, "a virtual call on an object that was freed"},
    {kInversion,
     Anomaly::deadlock,
     "a potential deadlock: threads take the same locks in different orders, each while holding the other",
     {"lock", "lock"}},
    {"mutex-double-lock", Anomaly::deadlock, "a thread locks a mutex that it already holds", {"lock", "lock"}},
    {"locked-mutex-destroy", Anomaly::assertion, "a mutex is destroyed while it is locked", {"destroy", "lock"}},
    {"mutex-bad-unlock",
     Anomaly::assertion,
     "a mutex is unlocked that is not locked, or by a thread that does not hold it",
     {"unlock", "unlock"}},
    {"mutex-bad-read-lock", Anomaly::assertion, "a lock held for writing is taken for reading", {"lock", "lock"}},
    {"mutex-bad-read-unlock",
     Anomaly::assertion,
     "a lock held for writing is released as if for reading",
     {"unlock", "unlock"}},
    {"mutex-invalid-access", Anomaly::assertion, "a mutex is used before it is made or after it is destroyed"},
    {"thread-leak", Anomaly::leak, "a thread that ended was neither joined nor detached", {"create", "create"}},
    {"signal-unsafe-call", Anomaly::assertion, "a signal handler calls a function that it must not call"},
    {"errno-in-signal-handler", Anomaly::assertion, "a signal handler changes errno"},
};

Meaning meaning_of(std::string_view kind) {
  const auto* found = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                   [kind](const Meaning& meaning) { return meaning.kind == kind; });
  return found != std::end(kMeanings) ? *found : Meaning{kind, Anomaly::assertion, kind};
}

bool is_race(Anomaly anomaly) { return anomaly == Anomaly::data_race || anomaly == Anomaly::use_after_free; }

bool deallocates(std::string_view function) {
  constexpr std::string_view kInterceptor = "__interceptor_";
  if (function.starts_with(kInterceptor)) function.remove_prefix(kInterceptor.size());
  return function.starts_with("operator delete") || function == "free" || function == "realloc" ||
         function == "munmap";
}

void place(Access& access, const std::vector<LocatedFrame>& frames, const OwnCode& own) {
  if (const LocatedFrame* mine = own.innermost(frames)) access.where = mine->frame;
  const auto outermost = std::find_if_not(frames.rbegin(), frames.rend(), OwnCode::is_tenters).base();
  std::transform(frames.begin(), outermost, std::back_inserter(access.stack),
                 [](const LocatedFrame& located) { return located.frame; });
}

std::string operation(const RawAccess& raw) {
  return fmt::format("{}{}", raw.atomic ? "atomic " : "", raw.write ? "write" : "read");
}

// The runtime shows a deallocation as a write of the whole block.
void set_operation(Access& access, const RawAccess& raw) {
  if (!access.stack.empty() && deallocates(access.stack.front().function)) {
    access.op = "free";
  } else {
    access.op = operation(raw);
    access.size = static_cast<std::uint32_t>(raw.size);
  }
}

std::string size_in_words(std::size_t bytes) { return fmt::format("{} byte{}", bytes, bytes == 1 ? "" : "s"); }

void set_location(AnomalyReport& report, const RawReport& raw, Symbolizer& symbolizer, const OwnCode& own,
                  const ThreadNaming& name) {
  const RawLocation& location = raw.location;
  const std::string_view type = location.type != nullptr ? location.type : "";
  if (type == "stack" || type == "tls") {
    report.location =
        fmt::format("{} of {}", type == "tls" ? "thread-local storage" : "stack", name(location.thread));
  } else if (type == "fd") {
    report.location = "a file descriptor";
  } else if (type == "heap") {
    const std::vector<LocatedFrame> frames = symbolizer.frames(location.allocation);
    report.location =
        own.is_hosts(frames) ? "the scenario's state" : fmt::format("heap block of {}", size_in_words(location.size));
    if (const LocatedFrame* mine = own.innermost(frames)) report.allocated = mine->frame;
  } else if (const std::string variable = symbolizer.variable(raw.address); !variable.empty()) {
    report.location = fmt::format("global `{}`", variable);
  }
}

}  // namespace

Circumstances circumstances_of(const RawReport& raw, Symbolizer& symbolizer) {
  Circumstances result;
  result.inversion = raw.kind == kInversion;
  result.releasing_exception = raw.releasing_exception;
  if (!result.releasing_exception) return result;
  const std::vector<LocatedFrame> allocation = symbolizer.frames(raw.location.allocation);
  result.exceptions_memory = std::any_of(allocation.begin(), allocation.end(), [](const LocatedFrame& located) {
    return located.frame.function == "__cxa_allocate_exception";
  });
  return result;
}

AnomalyReport interpret(const RawReport& raw, Symbolizer& symbolizer, const OwnCode& own, const ThreadNaming& name) {
  const Meaning meaning = meaning_of(raw.kind);
  AnomalyReport report;
  report.kind = meaning.anomaly;
  report.detail = meaning.detail;
  for (std::size_t i = 0; i < raw.access_count; ++i) {
    const RawAccess& from = raw.accesses[i];
    Access access;
    access.thread = name(from.thread);
    place(access, symbolizer.frames(from.stack), own);
    if (is_race(meaning.anomaly)) {
      set_operation(access, from);
    } else {
      access.op = meaning.calls[i % 2];
    }
    report.accesses.push_back(std::move(access));
  }
  set_location(report, raw, symbolizer, own, name);
  return report;
}

}  // namespace tenter::tsan
