// All outcomes that a small program can have on an abstract machine, by trying every step at every point: an oracle
// for litmus scenarios that shares nothing with them or with the engines.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace tenter::litmus {

enum class Memory {
  interleaving,       // sequential consistency: one access at a time, each at once seen by all
  total_store_order,  // x86: a thread's stores wait in a queue of its own, from which it reads, until they reach
                      // memory
};

// The outcomes of `program`, its threads separated by `|`, their steps by spaces:
//   x=1    stores 1 to variable x          a=x    loads variable x into register a
//   !      waits until this thread's       a=x?b  the same, but only if register b is not 0
//          stores have reached memory
// A step that assigns a number is a store. Variables begin as 0, registers as "none". `observed` names, separated by
// spaces, the registers and final values of variables that make up an outcome: "0, 1".
// REQUIRES: names are single letters, and no register has the name of a variable.
std::set<std::string> outcomes(std::string_view program, std::string_view observed, Memory memory);

}  // namespace tenter::litmus
