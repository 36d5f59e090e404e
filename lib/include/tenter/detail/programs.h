// Programs of an object's operations as text, and what they must keep to: what the tools and test programs share.
//
//   push(1) | push(2), pop()          two threads
//   [push(1)] pop() | pop() [size()]  the same between something before and something after
//
// The code of an operation is a letter, `a` for the first of the object's operations, and a number for each argument,
// with full stops between; threads are parted by `/`, what comes before and after all by `-`: "-a0/a1b-" and
// "a0-b/b-c" are those above, `a` being push.
#pragma once

#include <tenter/object_subject.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenter::detail {

inline std::string in_words(const std::vector<Call>& calls, const ObjectSubject& object) {
  std::string text;
  for (const Call& call : calls) text += (text.empty() ? "" : ", ") + object.text_of(call);
  return text;
}

inline std::string in_words(const ParallelProgram& program, const ObjectSubject& object) {
  std::string text;
  for (const auto& thread : program.threads) text += (text.empty() ? "" : " | ") + in_words(thread, object);
  if (!program.prefix.empty()) text = "[" + in_words(program.prefix, object) + "] " + text;
  if (!program.suffix.empty()) text += " [" + in_words(program.suffix, object) + "]";
  return text;
}

inline std::string code_of(const std::vector<Call>& calls) {
  std::string code;
  for (const Call& call : calls) {
    code += static_cast<char>('a' + call.operation);
    for (std::size_t i = 0; i < call.choices.size(); ++i) {
      code += (i == 0 ? "" : ".") + std::to_string(call.choices[i]);
    }
  }
  return code;
}

inline std::string code_of(const ParallelProgram& program) {
  std::string code = code_of(program.prefix) + '-';
  for (std::size_t i = 0; i < program.threads.size(); ++i) code += (i == 0 ? "" : "/") + code_of(program.threads[i]);
  return code + '-' + code_of(program.suffix);
}

// Whether no role is played by two threads.
inline bool keeps_roles(const ParallelProgram& program, const ObjectSubject& object) {
  std::map<std::string_view, std::size_t> players;
  for (std::size_t thread = 0; thread < program.threads.size(); ++thread) {
    for (const Call& call : program.threads[thread]) {
      const std::string& role = object.operations()[call.operation].role;
      if (!role.empty() && players.emplace(role, thread).first->second != thread) return false;
    }
  }
  return true;
}

}  // namespace tenter::detail
