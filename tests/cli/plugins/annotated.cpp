// What code of its own primitives tells ThreadSanitizer: order that it could not see, accesses that do not count.
#include <sanitizer/tsan_interface.h>
#include <sched.h>
#include <tenter/tenter.h>

#include <atomic>

extern "C" {
void AnnotateHappensBefore(char* file, int line, std::uintptr_t object);
void AnnotateHappensAfter(char* file, int line, std::uintptr_t object);
void AnnotateIgnoreReadsBegin(char* file, int line);
void AnnotateIgnoreReadsEnd(char* file, int line);
void AnnotateBenignRace(char* file, int line, std::uintptr_t memory, char* why);
}

namespace {

using tenter::Anomaly;

char* const kFile = nullptr;

// Its atomics order nothing: it says that it is a lock.
class Lock {
 public:
  void lock() {
    __tsan_mutex_pre_lock(this, 0);
    while (held_.exchange(true, std::memory_order_relaxed)) ::sched_yield();
    __tsan_mutex_post_lock(this, 0, 0);
  }
  void unlock() {
    __tsan_mutex_pre_unlock(this, 0);
    held_.store(false, std::memory_order_relaxed);
    __tsan_mutex_post_unlock(this, 0);
  }

 private:
  std::atomic<bool> held_{false};
};

struct Locked {
  Lock lock;
  int inside = 0;
  int outside = 0;
  void count() {
    lock.lock();
    ++inside;
    lock.unlock();
  }
  void count_both() {
    count();
    ++outside;
  }
  int counted() const { return inside; }
};
const tenter::Registered locked{tenter::scenario<Locked>("annotated/lock/right")
                                    .copies(2, &Locked::count)
                                    .observes(&Locked::counted)
                                    .acceptable({2}, "both")};
const tenter::Registered half_locked{
    tenter::scenario<Locked>("annotated/lock/one-outside").copies(2, &Locked::count_both).breaks(Anomaly::data_race)};

struct Published {
  int data = 0;
  std::atomic<bool> there{false};
  int other = 0;
  void publish() {
    data = 1;
    AnnotateHappensBefore(kFile, 1, reinterpret_cast<std::uintptr_t>(&there));
    there.store(true, std::memory_order_relaxed);
  }
  void look() {
    if (!there.load(std::memory_order_relaxed)) return;
    AnnotateHappensAfter(kFile, 2, reinterpret_cast<std::uintptr_t>(&there));
    ++data;
  }
  void look_at_another() {
    if (!there.load(std::memory_order_relaxed)) return;
    AnnotateHappensAfter(kFile, 3, reinterpret_cast<std::uintptr_t>(&other));
    ++data;
  }
};
const tenter::Registered published{
    tenter::scenario<Published>("annotated/order/right").actors(&Published::publish, &Published::look)};
const tenter::Registered misled{tenter::scenario<Published>("annotated/order/of-another-object")
                                    .actors(&Published::publish, &Published::look_at_another)
                                    .breaks(Anomaly::data_race)};

struct Statistics {
  int hits = 0;
  int seen = 0;
  void hit() { ++hits; }
  void look() {
    AnnotateIgnoreReadsBegin(kFile, 4);
    seen = hits;
    AnnotateIgnoreReadsEnd(kFile, 5);
  }
  void look_late() {
    AnnotateIgnoreReadsBegin(kFile, 6);
    AnnotateIgnoreReadsEnd(kFile, 7);
    seen = hits;
  }
};
const tenter::Registered ignored{
    tenter::scenario<Statistics>("annotated/ignored/right").actors(&Statistics::hit, &Statistics::look)};
const tenter::Registered ignored_late{tenter::scenario<Statistics>("annotated/ignored/ends-too-early")
                                          .actors(&Statistics::hit, &Statistics::look_late)
                                          .breaks(Anomaly::data_race)};

struct Benign {
  int hits = 0;
  int others = 0;
  Benign() {
    static char why[] = "a statistic";
    AnnotateBenignRace(kFile, 8, reinterpret_cast<std::uintptr_t>(&hits), why);
  }
  void hit() { hits = 1; }
  void hit_other() { others = 1; }
};
const tenter::Registered benign{tenter::scenario<Benign>("annotated/benign/right").copies(2, &Benign::hit)};
const tenter::Registered not_benign{tenter::scenario<Benign>("annotated/benign/of-another-variable")
                                        .copies(2, &Benign::hit_other)
                                        .breaks(Anomaly::data_race)};

}  // namespace
