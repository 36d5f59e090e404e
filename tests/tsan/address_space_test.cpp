#include "tsan/address_space.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tenter::address_space {
namespace {

// The exit code of `child` in a process of its own, for what it does cannot be undone.
template <class Child>
int exit_code_of(Child child) {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(child());
  int status = 0;
  EXPECT_EQ(::waitpid(pid, &status, 0), pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(AddressSpace, RandomisationIsOffForWhatIsStartedAfterDisablingIt) {
  const int code = exit_code_of([] {
    if (const std::error_code refused = disable_randomisation()) return refused.value();
    return randomised() ? 200 : 0;
  });
  if (code != 0 && code != 200)
    GTEST_SKIP() << "refused here: " << std::error_code(code, std::system_category()).message();
  EXPECT_EQ(code, 0);
}

TEST(AddressSpace, DisablingTwiceIsAsGoodAsOnce) {
  const int code = exit_code_of([] { return disable_randomisation() == disable_randomisation() ? 0 : 1; });
  EXPECT_EQ(code, 0);
}

TEST(AddressSpace, TellsTheKernelsSetting) {
  const auto bits = random_bits();
  if (!bits) GTEST_SKIP() << "the kernel does not tell";
  EXPECT_GE(*bits, 8);
  EXPECT_LE(*bits, 47);
}

}  // namespace
}  // namespace tenter::address_space
