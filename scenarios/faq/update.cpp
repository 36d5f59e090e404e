// D.update({1: 1, 2: 1}) || D.update({1: 2, 2: 2}): can D end up with a value of each?
// Not while each call is atomic. But what an update replaces must be destroyed somewhere: see finalizer-under-lock.
#include <tenter/scenario.h>

#include <array>
#include <memory>
#include <mutex>
#include <utility>

#include "dict.h"
#include "disciplines.h"
#include "queue.h"

namespace faq::update {
namespace {

using enum tenter::Anomaly;

constexpr std::array kA{Dict::Entry{1, 1}, Dict::Entry{2, 1}};
constexpr std::array kB{Dict::Entry{1, 2}, Dict::Entry{2, 2}};

template <class Shared>
struct Update {
  Shared dict{Dict{{1, 0}, {2, 0}}};

  void update_a() {
    dict.once([](Dict& d) { d.update(kA); });
  }
  void update_b() {
    dict.once([](Dict& d) { d.update(kB); });
  }
  Dict contents() const { return dict.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Update>(name).actors(&Update::update_a, &Update::update_b), &Update::dict)
        .observes(&Update::contents)
        .acceptable({Dict{{1, 2}, {2, 2}}}, "the second thread's update came last")
        .acceptable({Dict{{1, 1}, {2, 1}}}, "the first thread's update came last")
        .otherwise(tenter::Grade::forbidden, "one value of each update", torn_read);
  }
};

const tenter::Registered plain{
    Update<Plain<Dict>>::named("faq/update/plain")
        .summary("D.update({1: 1, 2: 1}) || D.update({1: 2, 2: 2}), no synchronisation")
        .reason("An update sets one item after the other; another update may come between any two of them.")
        .breaks(data_race, torn_read)};

const tenter::Registered per_op{
    Update<PerOp<Dict>>::named("faq/update/per-op")
        .summary("D.update({1: 1, 2: 1}) || D.update({1: 2, 2: 2}), a lock taken for each call")
        .reason("All items of an update are set under one lock: the last update wins, with all of its values.")};

const tenter::Registered queue{
    Update<Queue<Dict>>::named("faq/update/queue")
        .summary("D.update({1: 1, 2: 1}) || D.update({1: 2, 2: 2}), each a job for the dict's owner")
        .reason("An update is one job, whatever the number of its items.")};

// A value whose finalizer uses the dict that it was in, as Python's __del__ may, and so needs the dict's lock.
class Finalized {
 public:
  Finalized(std::mutex& lock, int& finalized) : lock_(lock), finalized_(finalized) {}
  Finalized(const Finalized&) = delete;
  Finalized& operator=(const Finalized&) = delete;
  ~Finalized() {
    const std::lock_guard hold(lock_);
    ++finalized_;
  }

 private:
  std::mutex& lock_;
  int& finalized_;
};

enum class Destroyed { under_lock, after_unlock };

template <Destroyed When>
struct UpdateFinalized {
  std::mutex lock;
  int finalized = 0;
  std::unique_ptr<Finalized> item = std::make_unique<Finalized>(lock, finalized);

  void update() {
    auto fresh = std::make_unique<Finalized>(lock, finalized);
    std::unique_lock hold(lock);
    std::unique_ptr<Finalized> replaced = std::exchange(item, std::move(fresh));
    if constexpr (When == Destroyed::after_unlock) hold.unlock();
    replaced.reset();  // runs the finalizer, here
  }

  static auto named(std::string_view name) {
    return tenter::scenario<UpdateFinalized>(name)
        .copies(2, &UpdateFinalized::update)
        .observes(&UpdateFinalized::finalized)
        .acceptable({2}, "each update finalized what it replaced");
  }
};

// Locking a std::mutex twice is undefined to the language; with the mutexes of POSIX systems the thread waits for
// itself, for ever.
const tenter::Registered finalizer_under_lock{
    UpdateFinalized<Destroyed::under_lock>::named("faq/update/finalizer-under-lock")
        .summary("D.update(A) || D.update(B), replaced values destroyed while the lock is held")
        .reason("Destroying a value may run any code, even code that takes the lock that this thread is holding.")
        .breaks(deadlock)};

const tenter::Registered finalizer_after_unlock{
    UpdateFinalized<Destroyed::after_unlock>::named("faq/update/finalizer-after-unlock")
        .summary("D.update(A) || D.update(B), replaced values destroyed after unlocking")
        .reason("Under the lock the old value is only moved out; by the time that its finalizer runs, the lock is "
                "free.")};

}  // namespace
}  // namespace faq::update
