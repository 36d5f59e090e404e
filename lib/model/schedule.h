// The choices that determine an explored execution, as a value and as a short text.
//
//   t1:g12:0110                 version, compiler, tasks
//   t1:g12:0*15.1:1a2f,1a3c     with plain accesses that are steps, too
//   t1:g12@-a0/b-:0110          of a program of an object's operations
//
// - `t1` is the version of this format.
// - The compiler of the plugin, `g12` or `c14`: its instrumentation decides what the steps are, so a schedule is not
//   portable from one to another.
// - The task of each visible step, a character each: 0-9, then a-z, A-Z, `-` and `_`. Actors are tasks 1, 2, ... in
//   the order of the scenario; task 0 makes the state, observes and destroys it. `x*N.` is task x N times; runs of
//   more than four are written so.
// - The places in code, or objects, that are visible operations besides atomics and synchronisation, because they
//   were seen to matter: plain accesses that race, and mutexes whose unlocking could be told from a later one.
//   Without any, there is no fourth part. An offset in hexadecimal: in the plugin's code; after `name+` in that of
//   the library of this name; after `~` in the heap of the execution; after `=`, or `=name+`, in static memory; after
//   `@` or `=@` an address that is in none of these. `=@clock` is the time, which some wait for, and
//   `=@clock-readers` those who look at it.
// - Behind the compiler, of an object scenario, which of its programs, as lib/property/program_text.h writes it.
//
// Thread safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenter {

// The task of a step, as schedules keep it; below kMaxActors.
using ScheduledTask = std::uint8_t;
using ScheduledTasks = std::vector<ScheduledTask>;

struct Schedule {
  static constexpr unsigned kVersion = 1;

  std::string compiler;             // "g12"; not empty, without a colon or an @
  ScheduledTasks tasks;             // one a visible step; at most a million
  std::vector<std::string> places;  // as in the text; not empty, without a comma
  std::string program = {};         // of an object scenario; else empty. Without a colon.

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

std::string to_text(const Schedule& schedule);

// Throws std::invalid_argument with a sentence that says what is wrong, and where.
Schedule schedule_of(std::string_view text);

}  // namespace tenter
