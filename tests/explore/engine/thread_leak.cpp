// Threads that are joined or detached, by whom ever, and threads that are not.
#include <pthread.h>
#include <tenter/scenario.h>
#include <threads.h>

#include <atomic>
#include <thread>

namespace thread_leak {
namespace {

using tenter::Anomaly;

void* nothing(void*) { return nullptr; }

// Right.

// By another thread than the one that made it.
struct JoinedByAnother {
  pthread_t thread;
  std::atomic<bool> made{false};
  void make() {
    ::pthread_create(&thread, nullptr, &nothing, nullptr);
    made = true;
  }
  void join() {
    while (!made) std::this_thread::yield();
    ::pthread_join(thread, nullptr);
  }
};
const tenter::Registered joined_by_another{tenter::scenario<JoinedByAnother>("thread-leak/joined-by-another")
                                               .actors(&JoinedByAnother::make, &JoinedByAnother::join)};

// By itself, as the first thing that it does.
struct DetachesItself {
  void make() {
    pthread_t thread;
    ::pthread_create(
        &thread, nullptr, [](void*) -> void* { return ::pthread_detach(::pthread_self()), nullptr; }, nullptr);
  }
};
const tenter::Registered detaches_itself{
    tenter::scenario<DetachesItself>("thread-leak/detaches-itself").copies(2, &DetachesItself::make)};

struct MadeDetached {
  void make() {
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    ::pthread_create(&thread, &attributes, &nothing, nullptr);
    ::pthread_attr_destroy(&attributes);
  }
};
const tenter::Registered made_detached{
    tenter::scenario<MadeDetached>("thread-leak/made-detached").copies(2, &MadeDetached::make)};

struct OfTheLibrary {
  void make() {
    std::thread([] {}).detach();
    const std::jthread joined([] {});
  }
};
const tenter::Registered of_the_library{
    tenter::scenario<OfTheLibrary>("thread-leak/of-the-library").copies(2, &OfTheLibrary::make)};

// Wrong.

// Nobody has its handle any more.
struct HandleLost {
  void make() {
    pthread_t thread;
    ::pthread_create(&thread, nullptr, &nothing, nullptr);
  }
};
const tenter::Registered handle_lost{
    tenter::scenario<HandleLost>("thread-leak/handle-lost").actors(&HandleLost::make).breaks(Anomaly::leak)};

// Only where it comes late.
struct JoinedIfReady {
  std::atomic<bool> ready{false};
  void make() {
    pthread_t thread;
    ::pthread_create(&thread, nullptr, &nothing, nullptr);
    if (ready) ::pthread_join(thread, nullptr);
  }
  void get_ready() { ready = true; }
};
const tenter::Registered joined_if_ready{tenter::scenario<JoinedIfReady>("thread-leak/joined-if-ready")
                                             .actors(&JoinedIfReady::make, &JoinedIfReady::get_ready)
                                             .breaks(Anomaly::leak)};

struct Kept {
  pthread_t first, second;
  void make() {
    ::pthread_create(&first, nullptr, &nothing, nullptr);
    ::pthread_create(&second, nullptr, &nothing, nullptr);
    ::pthread_join(second, nullptr);
  }
};
const tenter::Registered kept{
    tenter::scenario<Kept>("thread-leak/one-of-two").actors(&Kept::make).breaks(Anomaly::leak)};

struct OfC11 {
  thrd_t thread;
  void make() {
    ::thrd_create(
        &thread, [](void*) { return 0; }, nullptr);
  }
};
const tenter::Registered of_c11{
    tenter::scenario<OfC11>("thread-leak/of-c11").actors(&OfC11::make).breaks(Anomaly::leak)};

}  // namespace
}  // namespace thread_leak
