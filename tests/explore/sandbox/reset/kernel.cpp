// Scenarios whose threads wait in the kernel, for each other or for somebody else.
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <tenter/scenario.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <mutex>

namespace {

using tenter::scenario;

class Pipe {
 public:
  Pipe() {
    if (::pipe(ends_) != 0) std::abort();
  }
  ~Pipe() {
    for (const int end : ends_) ::close(end);
  }
  int from() const { return ends_[0]; }
  int to() const { return ends_[1]; }
  void put(char letter) const {
    if (::write(to(), &letter, 1) != 1) std::abort();
  }
  char get() const {
    char letter = '-';
    if (::read(from(), &letter, 1) != 1) std::abort();
    return letter;
  }

 private:
  int ends_[2]{};
};

// Two writers, and a reader who waits for each of them.
struct Letters {
  Pipe pipe;
  char first = '-', second = '-';

  void write_a() { pipe.put('a'); }
  void write_b() { pipe.put('b'); }
  void read() {
    first = pipe.get();
    second = pipe.get();
  }
};
const tenter::Registered letters{scenario<Letters>("letters")
                                     .actors(&Letters::write_a, &Letters::write_b, &Letters::read)
                                     .observes(&Letters::first, &Letters::second)
                                     .acceptable({'a', 'b'}, "a was first")
                                     .acceptable({'b', 'a'}, "b was first")};

// What is published by a pipe is no race.
struct Publication {
  Pipe pipe;
  int value = 0;
  int seen = -1;

  void publish() {
    value = 1;
    pipe.put('x');
  }
  void look() {
    pipe.get();
    seen = value;
  }
};
const tenter::Registered publication{scenario<Publication>("publication")
                                         .actors(&Publication::publish, &Publication::look)
                                         .observes(&Publication::seen)
                                         .acceptable({1}, "the pipe orders them")};

// A write that does not fit waits for a reader; in between the reader gets its turn.
struct Flood {
  static constexpr int kSize = 100'000;
  Pipe pipe;
  long written = 0, got = 0;

  void write() {
    static char bytes[kSize];
    written = ::write(pipe.to(), bytes, kSize);
  }
  void read() {
    static char bytes[kSize];
    while (got < kSize) got += ::read(pipe.from(), bytes, kSize);
  }
};
const tenter::Registered flood{scenario<Flood>("flood")
                                   .actors(&Flood::write, &Flood::read)
                                   .observes(&Flood::written, &Flood::got)
                                   .acceptable({Flood::kSize, Flood::kSize}, "all of it")};

// Nobody ever writes: in every execution, or only where the other was too late.
struct Silence {
  Pipe pipe;
  std::atomic<int> other{0};

  void read() { pipe.get(); }
  void add() { ++other; }
};
const tenter::Registered silence{scenario<Silence>("silence")
                                     .actor("reader", &Silence::read)
                                     .actor("other", &Silence::add)
                                     .observes(&Silence::other)
                                     .acceptable({1}, "never seen")};

struct Hesitation {
  Pipe pipe;
  std::atomic<bool> ready{false};

  void read() {
    if (!ready.load()) pipe.get();
  }
  void tell() { ready.store(true); }
};
const tenter::Registered hesitation{scenario<Hesitation>("hesitation")
                                        .actor("reader", &Hesitation::read)
                                        .actor("other", &Hesitation::tell)
                                        .observes(&Hesitation::ready)
                                        .acceptable({true}, "need not read")};

// Deadlocks leave pipes open, and those of a thousand executions would be too many.
struct Forgotten {
  Pipe first, second;
  std::mutex left, right;
  std::atomic<int> number{0};

  Forgotten() { number = second.to(); }
  void there() {
    const std::scoped_lock one(left);
    const std::scoped_lock other(right);
  }
  void back() {
    const std::scoped_lock one(right);
    const std::scoped_lock other(left);
  }
};
const tenter::Registered forgotten{scenario<Forgotten>("forgotten")
                                       .actors(&Forgotten::there, &Forgotten::back)
                                       .observes(&Forgotten::number)
                                       .otherwise(tenter::Grade::acceptable, "always the same")
                                       .breaks(tenter::Anomaly::deadlock)};

// Waiting for a while: an answer in time, or none.
struct Poll {
  Pipe pipe;
  int found = -1;

  void write() { pipe.put('x'); }
  void poll() {
    pollfd asked{pipe.from(), POLLIN, 0};
    found = ::poll(&asked, 1, 1'000'000);
  }
  void select() {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(pipe.from(), &set);
    timeval limit{1'000, 0};
    found = ::select(pipe.from() + 1, &set, nullptr, nullptr, &limit);
  }
  void epoll() {
    const int waiter = ::epoll_create1(0);
    epoll_event event{EPOLLIN, {}};
    ::epoll_ctl(waiter, EPOLL_CTL_ADD, pipe.from(), &event);
    found = ::epoll_wait(waiter, &event, 1, 1'000'000);
    ::close(waiter);
  }
};
auto waiting_by(const char* name, void (Poll::*wait)()) {
  return scenario<Poll>(name)
      .actors(&Poll::write, wait)
      .observes(&Poll::found)
      .acceptable({0}, "too late")
      .acceptable({1}, "in time");
}
const tenter::Registered by_poll{waiting_by("poll", &Poll::poll)};
const tenter::Registered by_select{waiting_by("select", &Poll::select)};
const tenter::Registered by_epoll{waiting_by("epoll", &Poll::epoll)};

// An hour passes at once, whoever counts it.
struct Sleep {
  std::atomic<int> woken{0};

  void by_select() {
    timeval limit{3'600, 0};
    ::select(0, nullptr, nullptr, nullptr, &limit);
    ++woken;
  }
  void by_system_call() {
    const timespec limit{3'600, 0};
    ::syscall(SYS_nanosleep, &limit, nullptr);
    ++woken;
  }
};
const tenter::Registered sleep{scenario<Sleep>("sleep")
                                   .actors(&Sleep::by_select, &Sleep::by_system_call)
                                   .observes(&Sleep::woken)
                                   .acceptable({2}, "both")};

struct Counter {
  int events = ::eventfd(0, EFD_SEMAPHORE);
  int sum = 0;

  ~Counter() { ::close(events); }
  void add() {
    const std::uint64_t one = 1;
    if (::write(events, &one, sizeof one) != sizeof one) std::abort();
  }
  void take() {
    std::uint64_t taken = 0;
    for (int i = 0; i < 2; ++i) {
      if (::read(events, &taken, sizeof taken) != sizeof taken) std::abort();
      sum += static_cast<int>(taken);
    }
  }
};
const tenter::Registered counter{scenario<Counter>("counter")
                                     .actors(&Counter::add, &Counter::add, &Counter::take)
                                     .observes(&Counter::sum)
                                     .acceptable({2}, "one of each")};

// A question and an answer, by recv() and send().
struct Dialogue {
  int ends[2]{};
  int answer = 0;

  Dialogue() {
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) std::abort();
  }
  ~Dialogue() {
    for (const int end : ends) ::close(end);
  }
  void ask() {
    int question = 20;
    if (::send(ends[0], &question, sizeof question, 0) != sizeof question) std::abort();
    if (::recv(ends[0], &answer, sizeof answer, 0) != sizeof answer) std::abort();
  }
  void reply() {
    int question = 0;
    if (::recv(ends[1], &question, sizeof question, 0) != sizeof question) std::abort();
    ++question;
    if (::send(ends[1], &question, sizeof question, 0) != sizeof question) std::abort();
  }
};
const tenter::Registered dialogue{scenario<Dialogue>("dialogue")
                                      .actors(&Dialogue::ask, &Dialogue::reply)
                                      .observes(&Dialogue::answer)
                                      .acceptable({21}, "one more")};

// Two descriptors of one file, and a section that nobody enters twice.
struct FileLock {
  char path[32] = "/tmp/tenter-flock-XXXXXX";
  int descriptors[2]{};
  std::atomic<int> inside{0};
  std::atomic<bool> collided{false};

  FileLock() {
    descriptors[0] = ::mkstemp(path);
    descriptors[1] = ::open(path, O_RDWR);
    ::unlink(path);
  }
  ~FileLock() {
    for (const int descriptor : descriptors) ::close(descriptor);
  }
  void enter(int descriptor) {
    if (::flock(descriptor, LOCK_EX) != 0) std::abort();
    if (inside.fetch_add(1) != 0) collided = true;
    inside.fetch_sub(1);
    ::flock(descriptor, LOCK_UN);
  }
  void first() { enter(descriptors[0]); }
  void second() { enter(descriptors[1]); }
};
const tenter::Registered file_lock{scenario<FileLock>("file-lock")
                                       .actors(&FileLock::first, &FileLock::second)
                                       .observes(&FileLock::collided)
                                       .acceptable({false}, "one after the other")};

// What waits for somebody who is not of this program.
struct Waits {
  std::atomic<int> other{0};

  void for_signal() { ::pause(); }
  void for_child() { ::waitpid(-1, nullptr, 0); }
  void add() { ++other; }
};
const tenter::Registered signal{scenario<Waits>("signal")
                                    .actor("waiter", &Waits::for_signal)
                                    .actor("other", &Waits::add)
                                    .observes(&Waits::other)
                                    .acceptable({1}, "never seen")};
// There is none: nothing to wait for.
const tenter::Registered child{scenario<Waits>("child")
                                   .actor("waiter", &Waits::for_child)
                                   .actor("other", &Waits::add)
                                   .observes(&Waits::other)
                                   .acceptable({1}, "at once")};

}  // namespace
