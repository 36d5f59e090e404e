// Programs of an object's operations for RapidCheck's properties, in programs of tenter_add_gtest():
//
//   RC_GTEST_PROP(Vouchers, CountOnce, ()) {
//     tenter::gtest::check(*tenter::gtest::programs("shop/vouchers"));
//   }
//
//   RC_GTEST_PROP(Vouchers, OfTheFirstHundredCountOnce, ()) {
//     const tenter::gtest::ArgumentGen codes{"redeem", 0, rc::gen::inRange<std::uint64_t>(0, 100)};
//     tenter::gtest::check(*tenter::gtest::programs("shop/vouchers", {.threads = 2}, {codes}));
//   }
//
// RapidCheck draws a program, `tenter run --program` judges it, by default with explore, and RapidCheck shrinks one
// that is refuted: fewer threads, fewer operations, and arguments as their generators shrink them. A failure prints
// the program, then what `tenter run` has to say of it. tenter_add_gtest() wants RAPIDCHECK for this; in the plugins
// that are made of the same sources there are no properties.
#pragma once

#include <gtest/gtest.h>  // before rapidcheck/gtest.h, which wants it
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <tenter/gtest.h>
#include <tenter/object_subject.h>
#include <tenter/plugin.h>

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace tenter::gtest {

// A program of a scenario that is registered in the same executable.
struct ObjectProgram {
  const Program* scenario;
  ParallelProgram calls;

  // "[push(1)] pop() | pop()", as `tenter run --program` takes it.
  std::string words() const;
  friend std::ostream& operator<<(std::ostream& out, const ObjectProgram& program) { return out << program.words(); }
};

// The most that a program has. RapidCheck's size goes towards it.
struct ProgramSizes {
  std::size_t threads = 3;     // 2 or more
  std::size_t operations = 3;  // a thread, 1 or more
  std::size_t around = 1;      // before the threads, and after them
};

// Arguments by a generator instead of by their domain: numbers of the domain's values, as object.h counts them. For
// `tenter::range(5, 9)` 0 is 5; for `tenter::drawn(f)` a number is what f gets.
struct ArgumentGen {
  std::string operation;
  std::size_t argument;  // which, from 0
  rc::Gen<std::uint64_t> number;
};

// Programs of the object scenario of this name, in which no role is played by two threads. Throws
// std::invalid_argument: no such object is registered, or none with such an argument. A number beyond its domain
// throws, too, when it is drawn.
rc::Gen<ObjectProgram> programs(const std::string& scenario, const ProgramSizes& sizes = {},
                                const std::vector<ArgumentGen>& arguments = {});

// Fails the property when the program is refuted, and discards it when the evidence does not suffice.
void check(const ObjectProgram& program, RunOptions options = {});

}  // namespace tenter::gtest

#ifdef TENTER_PLUGIN_NAME

#undef RC_GTEST_PROP
#undef RC_GTEST_FIXTURE_PROP
#define RC_GTEST_PROP(suite, name, arguments) TENTER_NO_PROPERTY(::testing::Test, suite, name, arguments)
#define RC_GTEST_FIXTURE_PROP(fixture, name, arguments) TENTER_NO_PROPERTY(fixture, fixture, name, arguments)
#define TENTER_NO_PROPERTY(fixture, suite, name, arguments) \
  namespace {                                               \
  struct tenter_no_property_##suite##_##name : fixture {    \
    template <class>                                        \
    void body arguments;                                    \
  };                                                        \
  }                                                         \
  template <class>                                          \
  void tenter_no_property_##suite##_##name::body arguments

#endif
