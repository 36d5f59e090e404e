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

// This code is not instrumented: its turns are invisible.
inline void in_turns(const std::vector<Part>& parts) {
  std::size_t turn = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    threads.emplace_back([&turn, &part = parts[i], i] {
      if (!part.thread.empty()) pthread_setname_np(pthread_self(), part.thread.substr(0, 15).c_str());
      while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) != i) std::this_thread::yield();
      part.run();
      __atomic_store_n(&turn, i + 1, __ATOMIC_RELEASE);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

inline void in_turns(std::function<void()> left, std::function<void()> right) {
  in_turns({{"left", std::move(left)}, {"right", std::move(right)}});
}

}  // namespace tenter::tsan::test
