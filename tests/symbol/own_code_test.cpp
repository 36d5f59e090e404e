// Which frames a reader is shown.
#include "symbol/own_code.h"

#include <gtest/gtest.h>

namespace tenter::symbol {
namespace {

const OwnCode kOwn("/home/you/queue.instrumented.so");

LocatedFrame frame(std::string file, std::string module = "/home/you/queue.instrumented.so",
                   std::uint32_t line = 12) {
  return {{"f()", std::move(file), line}, std::move(module)};
}

TEST(OwnCode, IsThatOfThePluginAndOfLibrariesThatAreNotTheSystems) {
  EXPECT_TRUE(kOwn.contains(frame("/home/you/queue.cpp")));
  EXPECT_TRUE(kOwn.contains(frame("/home/you/ring.cpp", "/home/you/libring.so")));
}

TEST(OwnCode, IsNotThatOfSystemHeadersOursOrUnknownLines) {
  EXPECT_FALSE(kOwn.contains(frame("/usr/include/c++/12/bits/stl_vector.h")));
  EXPECT_FALSE(kOwn.contains(frame("/opt/gcc/include/c++/12/mutex")));
  EXPECT_FALSE(kOwn.contains(frame("/opt/tenter/include/tenter/detail/body_of.h")));
  EXPECT_FALSE(kOwn.contains(frame("/home/you/queue.cpp", "/usr/lib/libc.so.6")));
  EXPECT_FALSE(kOwn.contains(frame("/home/you/queue.cpp", "/home/you/queue.instrumented.so", 0)));
}

TEST(OwnCode, IsNotTheLibraryThatPluginsLink) {
  const LocatedFrame act = frame("/home/you/tenter/lib/scenario_code/history_body.cpp");
  EXPECT_FALSE(kOwn.contains(act));
  EXPECT_EQ(kOwn.innermost_of_plugin({act}), nullptr);
}

TEST(OwnCode, TheInnermostFrameIsTheFirstThatIsOwn) {
  const std::vector<LocatedFrame> stack{frame("/usr/include/c++/12/atomic"), frame("/home/you/queue.h"),
                                        frame("/home/you/queue.cpp")};
  EXPECT_EQ(kOwn.innermost(stack), &stack[1]);
  EXPECT_EQ(kOwn.innermost({stack[0]}), nullptr);
  EXPECT_EQ(kOwn.innermost({}), nullptr);
}

}  // namespace
}  // namespace tenter::symbol
