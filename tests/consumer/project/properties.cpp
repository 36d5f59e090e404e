// A test program with a property, of an object.
#include <tenter/object.h>
#include <tenter/rapidcheck.h>

#include <atomic>

struct Tickets {
  std::atomic<int> next{0};
  int take() { return next.fetch_add(1); }
};
struct TicketsSpec {
  int next = 0;
  int take() { return next++; }
  bool operator==(const TicketsSpec&) const = default;
};
const tenter::Registered tickets{
    tenter::object<Tickets, TicketsSpec>("tickets").operation("take", &Tickets::take, &TicketsSpec::take)};

RC_GTEST_PROP(Tickets, AreLinearizableInSmallPrograms, ()) {
  tenter::gtest::check(*tenter::gtest::programs("tickets", {.threads = 2, .operations = 2}));
}
