#include "doctor/diagnosis.h"

#include <fmt/format.h>

#include "model/numbers.h"
#include "session/death.h"
#include "tsan/address_space.h"

namespace tenter::doctor {
namespace {

using session::in_words;

Finding fine(std::string subject, std::string text) { return {Mark::fine, std::move(subject), std::move(text)}; }
Finding limited(std::string subject, std::string text) {
  return {Mark::limited, std::move(subject), std::move(text)};
}

Finding of_identity(const Machine& machine) {
  return fine("machine", fmt::format("{}, {}", machine.cpu.empty() ? "unknown CPU" : machine.cpu, machine.kernel));
}

// Real threads must run at the same time to meet; for explore one processor is enough.
Finding of_processors(const Machine& machine) {
  const std::string count = counted(machine.processors, "processor");
  if (machine.processors < 2) {
    return limited("processors", fmt::format("only {}: actors take turns and hardly ever overlap, so stress and tsan "
                                             "see little; explore needs no more",
                                             count));
  }
  if (machine.cores == 0) return fine("processors", fmt::format("{} for this process", count));
  if (machine.cores == 1) {
    return limited("processors", fmt::format("{}, threads of a single core: actors overlap, but share its caches; "
                                             "what one core sees late of another does not show",
                                             count));
  }
  return fine("processors", fmt::format("{} on {} for this process", count, counted(machine.cores, "core")));
}

Finding of_quota(const Machine& machine) {
  if (!machine.quota) return fine("cpu quota", "none");
  const std::string allowed = fmt::format("the control group allows the time of {:.3g} processors", *machine.quota);
  if (*machine.quota >= static_cast<double>(machine.processors)) return fine("cpu quota", allowed);
  return limited("cpu quota", allowed +
                                  ": threads are stopped time and again, so stress and tsan make fewer "
                                  "executions, of which fewer overlap; give them more --time");
}

Finding of_clock(const Machine& machine) {
  const std::string kernel = machine.clock_source.empty() ? "" : "; the kernel's is " + machine.clock_source;
  if (machine.steady_counter) return fine("clock", "the time-stamp counter runs steadily" + kernel);
  return limited("clock", "no steady time-stamp counter" + kernel +
                              ": overlap is measured by the kernel's clock, more coarsely, and actors begin less "
                              "closely together");
}

Finding of_affinity(const Machine& machine) {
  if (machine.can_bind) return fine("affinity", "threads can be bound to processors");
  return limited("affinity",
                 "threads cannot be bound to processors: --affinity has no effect, and stress has fewer "
                 "ways to bring threads together");
}

Finding of_address_space(const Machine& machine) {
  const auto bits = machine.random_bits;
  const std::string kernel = bits ? fmt::format("vm.mmap_rnd_bits is {}", *bits) : "vm.mmap_rnd_bits is not told";
  if (machine.cannot_fix_addresses.empty()) {
    return fine("address space", "randomisation can be switched off; " + kernel);
  }
  const std::string refused =
      fmt::format("randomisation cannot be switched off ({}), {}", machine.cannot_fix_addresses, kernel);
  const std::string explore = "executions that depend on addresses differ between runs of explore";
  if (bits && *bits <= address_space::kSafeRandomBits) return limited("address space", refused + ": " + explore);
  return limited("address space", refused + ": tsan workers may need several starts, and " + explore);
}

Finding of_memory(const Machine& machine, const session::Limits& limits) {
  if (!machine.memory) return fine("memory", "no limit but that of --memory");
  const std::string allowed = fmt::format("this process is allowed {}", in_words(*machine.memory));
  if (*machine.memory > limits.memory) return fine("memory", allowed);
  return limited("memory", fmt::format("{}, no more than --memory ({}): the kernel ends what needs more, which looks "
                                       "like a crash; give a smaller --memory",
                                       allowed, in_words(limits.memory)));
}

Finding of_looks(const Machine& machine, const session::Limits& limits) {
  if (machine.cannot_look.empty())
    return fine("waiting", "what threads wait for can be seen: most deadlocks are told at once");
  return limited("waiting",
                 fmt::format("what threads wait for cannot be seen ({}): deadlocks of real threads are told "
                             "after --timeout ({})",
                             machine.cannot_look, in_words(limits.patience)));
}

// No engine uses them: a line for those who go on with other tools.
Finding of_perf(const Machine& machine) {
  constexpr int kOwnProcesses = 2;
  if (machine.perf_level && *machine.perf_level <= kOwnProcesses) return fine("perf events", "allowed");
  return limited("perf events", "not allowed: perf and rr cannot look into a replay; verdicts do not depend on it");
}

}  // namespace

std::vector<Finding> diagnose(const Machine& machine, const session::Limits& limits) {
  return {of_identity(machine),       of_processors(machine),    of_quota(machine),
          of_clock(machine),          of_affinity(machine),      of_address_space(machine),
          of_memory(machine, limits), of_looks(machine, limits), of_perf(machine)};
}

}  // namespace tenter::doctor
