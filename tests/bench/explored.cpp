// The programs of bench_explore, in plain C++.
#include <tenter/scenario.h>

#include <atomic>
#include <mutex>
#include <thread>

namespace {

struct LoadStore {
  std::atomic<int> value{0};
  void increment() { value.store(value.load() + 1); }
};

template <int N>
struct MutexCounter {
  std::mutex mutex;
  int value = 0;
  void count() {
    for (int i = 0; i < N; ++i) {
      const std::lock_guard lock(mutex);
      value = value + 1;
    }
  }
};

struct Treiber {
  struct Node {
    int value = 0;
    Node* next = nullptr;
  };
  std::atomic<Node*> head{nullptr};
  Node nodes[2];
  int popped = 0;

  void push() {
    for (Node& node : nodes) {
      node.next = head.load();
      while (!head.compare_exchange_weak(node.next, &node)) {
      }
    }
  }
  void pop() {
    for (int i = 0; i < 2; ++i) {
      Node* top = head.load();
      while (top != nullptr && !head.compare_exchange_weak(top, top->next)) {
      }
      popped += top != nullptr;
    }
  }
};

// The second actor is there because two are asked for.
struct TwoThreads {
  std::atomic<int> value{0};
  void run() {
    std::thread left([this] { value.fetch_add(1); });
    std::thread right([this] { value.fetch_add(1); });
    left.join();
    right.join();
  }
  void rest() {}
};

const tenter::Registered registered[] = {
    tenter::Registered{tenter::scenario<LoadStore>("load-store").copies(2, &LoadStore::increment)},
    tenter::Registered{tenter::scenario<MutexCounter<10>>("mutex-10").copies(2, &MutexCounter<10>::count)},
    tenter::Registered{tenter::scenario<MutexCounter<5>>("mutex-5").copies(2, &MutexCounter<5>::count)},
    tenter::Registered{tenter::scenario<Treiber>("treiber").actors(&Treiber::push, &Treiber::pop)},
    tenter::Registered{tenter::scenario<TwoThreads>("two-threads").actors(&TwoThreads::run, &TwoThreads::rest)},
};

}  // namespace
