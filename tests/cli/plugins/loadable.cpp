// A library that is loaded while a scenario runs. It counts from when it was loaded, and keeps memory of its own.
#include <atomic>
#include <memory>
#include <vector>

namespace {

std::atomic<int> calls{0};
const auto table = std::make_unique<std::vector<int>>(100, 7);

}  // namespace

extern "C" int tenter_test_call() {
  (*table)[0] += 1;
  return calls.fetch_add(1) + 1;
}

extern "C" int tenter_test_first() { return (*table)[0]; }
