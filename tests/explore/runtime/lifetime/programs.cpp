// What lives too short or too long.
#include <tenter/tenter.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using tenter::Anomaly;

struct Node {
  long value = 0;
  Node* next = nullptr;
};

// Who is done frees, and the other one looks again: in one order.
struct FreedEarly {
  Node* node = new Node;
  std::atomic<bool> done{false};
  void look() {
    if (!done.load()) node->value = 1;
  }
  void finish() {
    done.store(true);
    delete node;
  }
};
const tenter::Registered freed_early{tenter::scenario<FreedEarly>("lifetime/freed-early")
                                         .actors(&FreedEarly::look, &FreedEarly::finish)
                                         .breaks(Anomaly::use_after_free)};

struct FreedByOneself {
  std::unique_ptr<Node> node = std::make_unique<Node>();
  long seen = 0;
  void one() {
    Node* const alias = node.get();
    node.reset();
    seen = alias->value;
  }
  void other() {}
};
const tenter::Registered freed_by_oneself{tenter::scenario<FreedByOneself>("lifetime/freed-by-oneself")
                                              .actors(&FreedByOneself::one, &FreedByOneself::other)
                                              .breaks(Anomaly::use_after_free)};

// Each has seen that it is the last.
struct FreedTwice {
  int* value = new int(0);
  std::atomic<int> users{2};
  void leave() {
    users.fetch_sub(1);
    if (users.load() == 0) delete value;
  }
};
const tenter::Registered freed_twice{
    tenter::scenario<FreedTwice>("lifetime/freed-twice").copies(2, &FreedTwice::leave).breaks(Anomaly::double_free)};

struct CountedRight {
  int* value = new int(0);
  std::atomic<int> users{2};
  void leave() {
    if (users.fetch_sub(1) == 1) delete value;
  }
};
const tenter::Registered counted_right{
    tenter::scenario<CountedRight>("lifetime/counted-right").copies(2, &CountedRight::leave)};

// The condition is true, and who waited for it is gone with the condition variable before it is notified.
struct NotifiesTheGone {
  struct Waiting {
    std::mutex mutex;
    std::condition_variable condition;
    bool done = false;
  };
  std::unique_ptr<Waiting> waiting = std::make_unique<Waiting>();
  void wait() {
    {
      std::unique_lock lock(waiting->mutex);
      waiting->condition.wait(lock, [&] { return waiting->done; });
    }
    waiting.reset();
  }
  void notify() {
    Waiting& there = *waiting;
    {
      const std::lock_guard lock(there.mutex);
      there.done = true;
    }
    there.condition.notify_one();
  }
};
const tenter::Registered notifies_the_gone{tenter::scenario<NotifiesTheGone>("lifetime/notifies-the-gone")
                                               .actors(&NotifiesTheGone::wait, &NotifiesTheGone::notify)
                                               .breaks(Anomaly::use_after_free, Anomaly::assertion)};

// What one has pushed when the other has looked for the last time.
struct LeftBehind {
  std::atomic<Node*> head{nullptr};
  void push() { head.store(new Node); }
  void clear() { delete head.exchange(nullptr); }
};
const tenter::Registered left_behind{tenter::scenario<LeftBehind>("lifetime/left-behind")
                                         .actors(&LeftBehind::push, &LeftBehind::clear)
                                         .breaks(Anomaly::leak)};

struct NothingLeft : LeftBehind {
  ~NothingLeft() { delete head.load(); }
};
const tenter::Registered nothing_left{
    tenter::scenario<NothingLeft>("lifetime/nothing-left").actors(&NothingLeft::push, &NothingLeft::clear)};

// Reachable for ever: what static and thread-local variables point to, straight and by way of others.
struct Reachable {
  static std::vector<std::unique_ptr<Node>>& all() {
    static std::vector<std::unique_ptr<Node>> all;
    return all;
  }
  std::mutex mutex;
  void add() {
    thread_local std::vector<int> own;
    own.push_back(1);
    const std::lock_guard lock(mutex);
    all().push_back(std::make_unique<Node>());
  }
};
const tenter::Registered reachable{tenter::scenario<Reachable>("lifetime/reachable").copies(2, &Reachable::add)};

// A reference to what was on a stack outlives the frame that it was in.
struct FrameEnded {
  std::atomic<long*> shared{nullptr};
  [[gnu::noinline]] void publish() {
    long local = 1;
    shared.store(&local);
  }
  void one() {
    publish();
    shared.store(nullptr);
  }
  void other() {
    if (long* const at = shared.load()) *at = 2;
  }
};
const tenter::Registered frame_ended{tenter::scenario<FrameEnded>("lifetime/frame-ended")
                                         .actors(&FrameEnded::one, &FrameEnded::other)
                                         .breaks(Anomaly::use_after_return)};

struct ThreadEnded {
  std::atomic<long*> shared{nullptr};
  void one() {
    long local = 1;
    shared.store(&local);
  }
  void other() {
    if (long* const at = shared.load()) *at = 2;
  }
};
const tenter::Registered thread_ended{tenter::scenario<ThreadEnded>("lifetime/thread-ended")
                                          .actors(&ThreadEnded::one, &ThreadEnded::other)
                                          .breaks(Anomaly::use_after_return)};

struct FrameWaits {
  int seen = 0;
  void one() {
    std::atomic<long> local{1};
    std::thread other([&] { local.fetch_add(1); });
    local.fetch_add(1);
    other.join();
    seen = static_cast<int>(local.load());
  }
  void other() {}
};
const tenter::Registered frame_waits{tenter::scenario<FrameWaits>("lifetime/frame-waits")
                                         .actors(&FrameWaits::one, &FrameWaits::other)
                                         .observes(&FrameWaits::seen)
                                         .acceptable({3}, "both added")};

struct NoBlock {
  std::vector<long> values = std::vector<long>(4);
  std::atomic<std::size_t> index{1};  // the compiler would see it
  void one() { std::free(&values[index.load()]); }
  void other() {}
};
const tenter::Registered no_block{
    tenter::scenario<NoBlock>("lifetime/no-block").actors(&NoBlock::one, &NoBlock::other).breaks(Anomaly::crash)};

// One of them dies of something else first.
struct ThrowsBesides {
  std::unique_ptr<Node> node = std::make_unique<Node>();
  void throws() { throw 1; }
  void frees() {
    Node* const alias = node.get();
    node.reset();
    alias->value = 1;
  }
};
const tenter::Registered throws_besides{tenter::scenario<ThrowsBesides>("lifetime/throws-besides")
                                            .actors(&ThrowsBesides::throws, &ThrowsBesides::frees)
                                            .breaks(Anomaly::uncaught_exception, Anomaly::use_after_free)};

// Waits for a thread of its own, which writes where it has not returned from, while others come between.
struct WaitsInItsFrame {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<int> others{0};
  void own() {
    bool finished = false;
    std::thread worker([&] {
      const std::lock_guard lock(mutex);
      finished = true;
      changed.notify_all();
    });
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return finished; });
    }
    worker.join();
  }
  void other() {
    others.fetch_add(1);
    others.fetch_add(1);
  }
};
const tenter::Registered waits_in_its_frame{
    tenter::scenario<WaitsInItsFrame>("lifetime/waits-in-its-frame")
        .actors(&WaitsInItsFrame::other, &WaitsInItsFrame::own, &WaitsInItsFrame::other)};

}  // namespace
