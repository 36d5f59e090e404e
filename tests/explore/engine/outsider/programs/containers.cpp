// Strings and maps that threads share.
#include <tenter/scenario.h>

#include <atomic>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace containers {
namespace {

using enum tenter::Anomaly;

struct Text {
  std::mutex mutex;
  std::string text;

  void append_locked(char c) {
    const std::lock_guard lock(mutex);
    text += std::string(20, c);
  }
  void append(char c) { text += c; }
  std::size_t size() const { return text.size(); }
};

struct Words {
  std::mutex mutex;
  std::map<std::string, int> counts;

  void count(const std::string& word) {
    const std::lock_guard lock(mutex);
    ++counts[word];
  }
  void count_unlocked(const std::string& word) { ++counts[word]; }
  // A lock for each step, none around both.
  void count_in_steps(const std::string& word) {
    int before = 0;
    {
      const std::lock_guard lock(mutex);
      before = counts[word];
    }
    const std::lock_guard lock(mutex);
    counts[word] = before + 1;
  }
  int total() {
    const std::lock_guard lock(mutex);
    int sum = 0;
    for (const auto& [word, n] : counts) sum += n;
    return sum;
  }
  // One reader goes without the lock.
  int total_unlocked() const {
    int sum = 0;
    for (const auto& [word, n] : counts) sum += n;
    return sum;
  }
};

struct Jobs {
  std::mutex mutex;
  std::list<int> jobs = std::list<int>(1, 5);
  int seen = 0;

  void take() {
    const std::lock_guard lock(mutex);
    jobs.pop_front();
  }
  void look() {
    const std::lock_guard lock(mutex);
    seen = jobs.empty() ? 0 : jobs.front();
  }
  void look_unlocked() { seen = jobs.empty() ? 0 : 5; }
};

// A vector that grows.
struct Growing {
  std::mutex mutex;
  std::vector<int> values = std::vector<int>(1, 5);
  int seen = 0;

  void grow() {
    const std::lock_guard lock(mutex);
    values.push_back(6);
  }
  void read() {
    const std::lock_guard lock(mutex);
    seen = values.front();
  }
};

template <class State, class One, class Other>
auto two(std::string_view name, One one, Other other) {
  return tenter::scenario<State>(name).actors(one, other);
}

const tenter::Registered registered[] = {
    tenter::Registered{two<Text>(
                           "containers/string", [](Text& state) { state.append_locked('a'); },
                           [](Text& state) { state.append_locked('b'); })
                           .observes(&Text::size)
                           .acceptable({40}, "both")},
    tenter::Registered{two<Text>(
                           "containers/string-unlocked", [](Text& state) { state.append('a'); },
                           [](Text& state) { state.append('b'); })
                           .observes(&Text::size)
                           .acceptable({2}, "both")
                           .breaks(data_race)},
    tenter::Registered{
        two<Words>(
            "containers/map", [](Words& state) { state.count("word"); }, [](Words& state) { state.count("word"); })
            .observes([](Words& state) { return state.total(); })
            .acceptable({2}, "both counted")},
    tenter::Registered{two<Words>(
                           "containers/map-unlocked", [](Words& state) { state.count_unlocked("one"); },
                           [](Words& state) { state.count_unlocked("other"); })
                           .breaks(data_race)},
    tenter::Registered{two<Words>(
                           "containers/map-in-steps", [](Words& state) { state.count_in_steps("word"); },
                           [](Words& state) { state.count_in_steps("word"); })
                           .observes([](Words& state) { return state.total(); })
                           .acceptable({2}, "both counted")
                           .forbidden({1}, "one count overwrote the other", lost_update)
                           .breaks(lost_update)},
    tenter::Registered{two<Words>(
                           "containers/map-unlocked-reader", [](Words& state) { state.count("word"); },
                           [](Words& state) { state.total_unlocked(); })
                           .breaks(data_race)},
    tenter::Registered{two<Growing>("containers/vector", &Growing::grow, &Growing::read)
                           .observes(&Growing::seen)
                           .acceptable({5}, "the first")},
    tenter::Registered{two<Jobs>("containers/list", &Jobs::take, &Jobs::look)
                           .observes(&Jobs::seen)
                           .acceptable({0}, "taken before")
                           .acceptable({5}, "still there")},
    tenter::Registered{
        two<Jobs>("containers/list-unlocked-reader", &Jobs::take, &Jobs::look_unlocked).breaks(data_race)},
};

}  // namespace
}  // namespace containers
