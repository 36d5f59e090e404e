// The first scenario takes the plugin away that the second needs. Only copies of it are loaded, by tests.
#include <dlfcn.h>
#include <tenter/tenter.h>

#include <atomic>
#include <cstdio>

namespace {

struct Counter {
  std::atomic<int> value{0};
  void increment() { value.fetch_add(1, std::memory_order_relaxed); }
};

struct Remover : Counter {
  Remover() {
    static const int removed = [] {
      static const char within = 0;
      Dl_info info = {};
      return ::dladdr(&within, &info) != 0 ? std::remove(info.dli_fname) : -1;
    }();
    (void)removed;
  }
};

template <class State>
auto two_increments(std::string_view name) {
  return tenter::scenario<State>(name)
      .copies(2, [](State& state) { state.increment(); })
      .observes([](const State& state) { return state.value.load(); })
      .acceptable({2}, "both increments kept");
}

const tenter::Registered remover{two_increments<Remover>("vanishing/a-removes-its-plugin")};
const tenter::Registered second{two_increments<Counter>("vanishing/b-needs-it")};

}  // namespace
