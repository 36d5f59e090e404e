// Threads that run one after the other, without anything that ThreadSanitizer could see ordering them. So whatever it
// reports does not depend on luck.
#pragma once

#include <pthread.h>

#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tenter::tsan::test {

struct Part {
  std::string thread;  // its name; none when empty
  std::function<void()> run;
};

// Before anybody joins the thread: then the runtime would not find it by its handle.
inline void name(std::thread& thread, const std::string& name) {
  if (!name.empty()) pthread_setname_np(thread.native_handle(), name.substr(0, 15).c_str());
}

// This code is not instrumented: its turns are invisible.
inline void in_turns(const std::vector<Part>& parts) {
  constexpr std::size_t kNotYet = ~std::size_t{0};
  std::size_t turn = kNotYet;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    threads.emplace_back([&turn, &part = parts[i], i] {
      while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) != i) std::this_thread::yield();
      part.run();
      __atomic_store_n(&turn, i + 1, __ATOMIC_RELEASE);
    });
    name(threads.back(), parts[i].thread);
  }
  __atomic_store_n(&turn, std::size_t{0}, __ATOMIC_RELEASE);
  for (std::thread& thread : threads) thread.join();
}

inline void in_turns(std::function<void()> left, std::function<void()> right) {
  in_turns({{"left", std::move(left)}, {"right", std::move(right)}});
}

}  // namespace tenter::tsan::test
