// What looks like reading memory that nobody has written, and is right: it is written unseen, or only copied.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <tenter/tenter.h>
#include <time.h>
#include <unistd.h>

#include <any>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

// Two that do the same under a lock, and count what is as it should be.
template <class Does>
struct Twice : Does {
  std::mutex mutex;
  std::atomic<int> right{0};
  void act() {
    const std::lock_guard lock(mutex);
    if (Does::act()) right.fetch_add(1);
  }
};

template <class Does>
tenter::Registered right(const char* name) {
  return tenter::Registered{tenter::scenario<Twice<Does>>(std::string("lifetime/right-") + name)
                                .copies(2, &Twice<Does>::act)
                                .observes([](const Twice<Does>& state) { return state.right.load(); })
                                .acceptable({2}, "both are right")};
}

struct Padded {
  char tag;
  long value;
};

struct CopiesPadding {
  std::vector<Padded> all;
  bool act() {
    Padded one;
    one.tag = 'a';
    one.value = 1;
    all.push_back(one);  // moves the others, as it grows
    const std::vector<Padded> copy = all;
    std::unique_ptr<Padded> last(new Padded(copy.back()));
    *last = copy.front();
    return last->tag == 'a' && last->value == 1;
  }
};
const auto copies_padding = right<CopiesPadding>("padding");

struct Message {
  Message() : kind(1) {}
  long kind;
  std::array<long, 3> content;  // of other kinds
};

struct CopiesUnset {
  std::vector<Message> all;
  std::deque<Message> queue;
  bool act() {
    all.emplace_back();
    queue.push_back(all.back());
    const Message got = queue.front();
    queue.pop_front();
    all.push_back(got);
    return all.back().kind == 1;
  }
};
const auto copies_unset = right<CopiesUnset>("unset");

struct CopiesOptional {
  std::vector<std::optional<std::array<int, 4>>> all{2};
  bool act() {
    all.push_back(all.front());
    auto copy = all;
    copy.back().emplace();
    copy.resize(copy.size() + 3);
    all.swap(copy);
    return !all.front() && !all.back();
  }
};
const auto copies_optional = right<CopiesOptional>("optional");

struct Ring {
  std::unique_ptr<Padded[]> items{new Padded[4]};
  std::size_t head = 0, tail = 0;
  bool act() {
    items[tail++ % 4] = {'x', 7};
    const std::unique_ptr<Padded[]> grown(new Padded[8]);
    std::copy_n(items.get(), 4, grown.get());
    return grown[head++ % 4].value == 7;
  }
};
const auto ring = right<Ring>("ring");

struct Bits {
  bool act() {
    struct Flags {
      unsigned low : 3;
      unsigned high : 5;
      unsigned rest : 4;
    };
    const std::unique_ptr<Flags> flags(new Flags);
    flags->low = 3;
    flags->high = 5;
    return flags->low + flags->high == 8;
  }
};
const auto bits = right<Bits>("bits");

struct Zeroed {
  bool act() {
    auto* const values = static_cast<int*>(std::calloc(8, sizeof(int)));
    const bool zero = values[0] == 0 && values[7] == 0;
    values[3] = 4;
    auto* const more = static_cast<int*>(std::realloc(values, 100 * sizeof(int)));
    const bool kept = more[0] == 0 && more[3] == 4;
    auto* const less = static_cast<int*>(std::realloc(more, 4 * sizeof(int)));
    const bool still = less[3] == 4;
    std::free(less);
    return zero && kept && still;
  }
};
const auto zeroed = right<Zeroed>("zeroed");

struct FilledByLibrary {
  bool act() {
    const std::unique_ptr<char[]> text(new char[32]);
    std::snprintf(text.get(), 32, "%d apples", 12);
    const std::unique_ptr<char[]> copy(new char[32]);
    std::memcpy(copy.get(), text.get(), 10);
    const std::unique_ptr<char[]> same(new char[32]);
    std::strcpy(same.get(), copy.get());
    const std::unique_ptr<unsigned char[]> set(new unsigned char[300]);
    std::memset(set.get(), 7, 300);
    bool all = true;
    for (std::size_t i = 0; i < 300; ++i) all = all && set[i] == 7;
    return all && std::strcmp(copy.get(), "12 apples") == 0 && same[3] == 'a';
  }
};
const auto filled_by_library = right<FilledByLibrary>("library");

struct FilledByKernel {
  bool act() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    const std::unique_ptr<char[]> got(new char[8]);
    const bool moved = ::write(ends[1], "abcdefg", 8) == 8 && ::read(ends[0], got.get(), 8) == 8;
    ::close(ends[0]);
    ::close(ends[1]);
    const std::unique_ptr<timespec> now(new timespec);
    ::clock_gettime(CLOCK_MONOTONIC, now.get());
    const std::unique_ptr<tm> day(new tm);
    const std::time_t second = 86'400;
    ::gmtime_r(&second, day.get());
    return moved && got[3] == 'd' && now->tv_nsec < 1'000'000'000 && day->tm_mday == 2;
  }
};
const auto filled_by_kernel = right<FilledByKernel>("kernel");

struct Strings {
  bool act() {
    std::string text(40, 'x');
    text += std::to_string(123456789);
    std::ostringstream stream;
    stream << text << ' ' << 1.5;
    std::string line;
    std::istringstream lines(stream.str() + "\nnext");
    std::getline(lines, line);
    return line == text + " 1.5" && line.substr(30, 20).size() == 20;
  }
};
const auto strings = right<Strings>("strings");

struct Containers {
  bool act() {
    const std::vector<int> zeros(20);
    std::map<std::string, int> tree{{"a", 1}, {"b", 2}};
    tree.erase("a");
    std::unordered_map<int, std::string> table;
    for (int i = 0; i < 20; ++i) table[i] = std::to_string(i);
    std::list<int> list{3, 1, 2};
    list.sort();
    std::function<int()> call = [list, &table] { return list.front() + static_cast<int>(table.size()); };
    const std::any any = zeros;
    const std::vector<bool> flags(70, true);
    return zeros[19] == 0 && tree.at("b") == 2 && call() == 21 && flags[69] &&
           std::any_cast<const std::vector<int>&>(any)[0] == 0;
  }
};
const auto containers = right<Containers>("containers");

struct Shared {
  bool act() {
    const auto shared = std::make_shared<long>(5);
    const std::weak_ptr<long> weak = shared;
    alignas(Padded) static std::array<std::byte*, 1> place;
    place[0] = static_cast<std::byte*>(::operator new(sizeof(Padded)));
    const auto* const placed = new (place[0]) Padded{'p', 2};
    const bool as_made = placed->value == 2 && *weak.lock() == 5;
    ::operator delete(place[0]);
    return as_made;
  }
};
const auto shared = right<Shared>("shared");

struct Synchronises {
  struct Objects {
    std::mutex mutex;
    std::condition_variable changed;
    std::once_flag once;
    pthread_mutex_t made;
    pthread_t thread;
    bool done = false;
  };
  bool act() {
    const auto objects = std::make_unique<Objects>();
    ::pthread_mutex_init(&objects->made, nullptr);
    const auto set = [](void* argument) -> void* {
      auto& there = *static_cast<Objects*>(argument);
      ::pthread_mutex_lock(&there.made);
      ::pthread_mutex_unlock(&there.made);
      const std::lock_guard lock(there.mutex);
      there.done = true;
      there.changed.notify_one();
      return nullptr;
    };
    ::pthread_create(&objects->thread, nullptr, set, objects.get());
    {
      std::unique_lock lock(objects->mutex);
      objects->changed.wait(lock, [&] { return objects->done; });
    }
    ::pthread_join(objects->thread, nullptr);
    ::pthread_mutex_destroy(&objects->made);
    int times = 0;
    std::call_once(objects->once, [&] { ++times; });
    return std::async(std::launch::async, [] { return 3; }).get() + times == 4;
  }
};
const auto synchronises = right<Synchronises>("synchronises");

// What their initialisers leave as it was is nobody's business, and the copy is only there to be made.
struct MadeInPlace {
  struct Objects {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    pthread_rwlock_t rwlock;
    pthread_barrier_t barrier;
    pthread_spinlock_t spinlock;
    sem_t semaphore;
  };
  Objects copy{};
  bool act() {
    auto* const made = static_cast<Objects*>(std::malloc(sizeof(Objects)));
    ::pthread_mutex_init(&made->mutex, nullptr);
    ::pthread_cond_init(&made->condition, nullptr);
    ::pthread_rwlock_init(&made->rwlock, nullptr);
    ::pthread_barrier_init(&made->barrier, nullptr, 1);
    ::pthread_spin_init(&made->spinlock, PTHREAD_PROCESS_PRIVATE);
    ::sem_init(&made->semaphore, 0, 1);
    bool done = ::pthread_mutex_lock(&made->mutex) == 0 && ::pthread_cond_signal(&made->condition) == 0 &&
                ::pthread_mutex_unlock(&made->mutex) == 0;
    done = done && ::pthread_rwlock_rdlock(&made->rwlock) == 0 && ::pthread_rwlock_unlock(&made->rwlock) == 0;
    done = done && ::pthread_barrier_wait(&made->barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
    done = done && ::pthread_spin_lock(&made->spinlock) == 0 && ::pthread_spin_unlock(&made->spinlock) == 0;
    done = done && ::sem_wait(&made->semaphore) == 0 && ::sem_trywait(&made->semaphore) != 0;
    copy = *made;
    ::sem_destroy(&made->semaphore);
    ::pthread_barrier_destroy(&made->barrier);
    ::pthread_rwlock_destroy(&made->rwlock);
    ::pthread_cond_destroy(&made->condition);
    ::pthread_mutex_destroy(&made->mutex);
    std::free(made);
    return done;
  }
};
const auto made_in_place = right<MadeInPlace>("made-in-place");

}  // namespace
