// Properties of an object's programs, as an outsider writes them.
#include <tenter/object.h>
#include <tenter/rapidcheck.h>

#include <atomic>
#include <mutex>
#include <set>

namespace {

// What was added is in it. Numbers are of a domain without bounds.
template <bool kLocks>
class Numbers {
 public:
  bool add(int number) {
    std::unique_lock hold(mutex_);
    if (numbers_.count(number) != 0) return false;
    if (!kLocks && number >= 40) {
      hold.unlock();
      hold.lock();
    }
    numbers_.insert(number);
    return true;
  }

 private:
  std::mutex mutex_;
  std::set<int> numbers_;
};

struct NumbersSpec {
  std::set<int> numbers;
  bool add(int number) { return numbers.insert(number).second; }
  bool operator==(const NumbersSpec&) const = default;
};

template <bool kLocks>
auto numbers(const char* name) {
  return tenter::object<Numbers<kLocks>, NumbersSpec>(name).operation(
      "add", &Numbers<kLocks>::add, &NumbersSpec::add,
      tenter::drawn([](std::uint64_t number) { return static_cast<int>(number); }));
}
const tenter::Registered right{numbers<true>("numbers/right").holds()};
const tenter::Registered wrong{numbers<false>("numbers/wrong-from-forty").holds()};

using tenter::gtest::ArgumentGen;
using tenter::gtest::programs;

RC_GTEST_PROP(Properties, Hold, ()) { tenter::gtest::check(*programs("numbers/right")); }

// By itself a search hardly draws such numbers; who knows the object does.
RC_GTEST_PROP(Properties, AreShrunkAsTheirGeneratorsShrink, ()) {
  const ArgumentGen large{
      "add", 0, rc::gen::map(rc::gen::inRange<std::uint64_t>(0, 3), [](std::uint64_t more) { return 39 + more; })};
  tenter::gtest::check(*programs("numbers/wrong-from-forty", {.threads = 2, .operations = 3}, {large}));
}

RC_GTEST_PROP(Properties, OfNoObjectAreRefused, ()) {
  RC_ASSERT_THROWS_AS(programs("counter/plain"), std::invalid_argument);
  RC_ASSERT_THROWS_AS(programs("numbers/right", {}, {{"add", 1, rc::gen::just<std::uint64_t>(0)}}),
                      std::invalid_argument);
  RC_ASSERT_THROWS_AS(programs("numbers/right", {}, {{"remove", 0, rc::gen::just<std::uint64_t>(0)}}),
                      std::invalid_argument);
}

}  // namespace
