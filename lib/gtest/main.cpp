// The main() of a program that tenter_add_gtest() makes.
#include <tenter/gtest.h>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  tenter::gtest::init(&argc, argv);
  return RUN_ALL_TESTS();
}
