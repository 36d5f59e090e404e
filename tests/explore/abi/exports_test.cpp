// The host of the explore engine exports whatever the compilers at hand make of instrumented code.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace tenter::explore::test {
namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), got);
  }
  return output;
}

struct Build {
  const char* name;
  const char* compiler;  // empty where there is none
  const char* options;
};

void PrintTo(const Build& build, std::ostream* out) { *out << build.compiler << " " << build.options; }

// The names that instrumented code wants to be defined elsewhere.
std::vector<std::string> wanted_by(const Build& build) {
  const std::string object = testing::TempDir() + "/tenter_everything_" + build.name + ".o";
  const std::string compile = std::string(build.compiler) + " -std=c++20 -w -fPIC -fsanitize=thread " +
                              build.options + " -c " EVERYTHING " -o " + object;
  if (std::system(compile.c_str()) != 0) throw std::runtime_error("cannot compile: " + compile);
  std::istringstream symbols(output_of(TENTER_NM " -u " + object));
  std::filesystem::remove(object);
  std::vector<std::string> names;
  for (std::string word; symbols >> word;) {
    if (word.starts_with("__tsan_")) names.push_back(word);
  }
  return names;
}

// As a plugin would find it.
bool is_exported_by_this_program(const std::string& name) {
  Dl_info info, ours;
  void* const found = ::dlsym(RTLD_DEFAULT, name.c_str());
  if (found == nullptr || ::dladdr(found, &info) == 0) return false;
  return ::dladdr(reinterpret_cast<void*>(&is_exported_by_this_program), &ours) != 0 &&
         info.dli_fbase == ours.dli_fbase;
}

MATCHER(IsExported, "is exported") { return is_exported_by_this_program(arg); }

class Exports : public testing::TestWithParam<Build> {};

TEST_P(Exports, WhatTheCompilerCalls) {
  if (*GetParam().compiler == '\0') GTEST_SKIP() << "this compiler is not installed";
  const std::vector<std::string> wanted = wanted_by(GetParam());
  EXPECT_GE(wanted.size(), 60u);
  EXPECT_THAT(wanted, testing::Each(IsExported()));
}

INSTANTIATE_TEST_SUITE_P(
    Of, Exports,
    testing::Values(Build{"gcc_O0", TENTER_GCC, "-O0"}, Build{"gcc_O1", TENTER_GCC, "-O1"},
                    Build{"gcc_O2", TENTER_GCC, "-O2"},
                    Build{"gcc_volatile", TENTER_GCC, "-O1 --param tsan-distinguish-volatile=1"},
                    Build{"clang_O0", TENTER_CLANG, "-O0"}, Build{"clang_O2", TENTER_CLANG, "-O2"},
                    Build{"clang_wide", TENTER_CLANG, "-O1 " TENTER_WIDE_ATOMICS},
                    Build{"clang_volatile", TENTER_CLANG,
                          "-O1 -mllvm -tsan-distinguish-volatile -mllvm -tsan-instrument-read-before-write"},
                    Build{"clang_compound", TENTER_CLANG, "-O1 -mllvm -tsan-compound-read-before-write"}),
    [](const auto& instance) { return instance.param.name; });

// Of compilers that need not be at hand.
TEST(ExportsToo, WhatNewerCompilersCall) {
  const std::vector<std::string> wanted = {"__tsan_memcpy", "__tsan_memmove", "__tsan_memset",
                                           "__tsan_ignore_thread_begin", "__tsan_ignore_thread_end"};
  EXPECT_THAT(wanted, testing::Each(IsExported()));
}

TEST(ExportsToo, TheBarrierOfTests) {
  const std::vector<std::string> wanted = {"__tsan_testonly_barrier_init", "__tsan_testonly_barrier_wait"};
  EXPECT_THAT(wanted, testing::Each(IsExported()));
}

}  // namespace
}  // namespace tenter::explore::test
