// [property]
#include <tenter/rapidcheck.h>

// Whoever redeems which of the two.
RC_GTEST_PROP(Vouchers, CountOnceInAnyProgram, ()) {
  const tenter::gtest::ArgumentGen codes{"redeem", 0, rc::gen::element<std::uint64_t>(0, 1)};
  tenter::gtest::check(*tenter::gtest::programs("shop/vouchers", {.threads = 3, .operations = 2}, {codes}));
}
// [/property]
