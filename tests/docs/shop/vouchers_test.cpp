// [test]
#include <gtest/gtest.h>
#include <tenter/gtest.h>
#include <tenter/tenter.h>

#include <mutex>
#include <set>

// Each voucher counts once.
class Vouchers {
 public:
  bool redeem(int code) {
    const std::lock_guard hold(mutex_);
    return redeemed_.insert(code).second;
  }

 private:
  std::mutex mutex_;
  std::set<int> redeemed_;
};

// The same, one call at a time.
struct VouchersSpec {
  std::set<int> redeemed;

  bool redeem(int code) { return redeemed.insert(code).second; }
  bool operator==(const VouchersSpec&) const = default;
};

const tenter::Registered vouchers{
    tenter::object<Vouchers, VouchersSpec>("shop/vouchers")
        .summary("vouchers are redeemed")
        .operation("redeem", &Vouchers::redeem, &VouchersSpec::redeem, tenter::range(1, 2))
        .holds()};

TEST(Vouchers, CountOnce) {
  Vouchers vouchers;
  EXPECT_TRUE(vouchers.redeem(1));
  EXPECT_FALSE(vouchers.redeem(1));
}

TEST(Vouchers, CountOnceWhoeverRedeemsThem) { EXPECT_LINEARIZABLE("shop/vouchers"); }
// [/test]
