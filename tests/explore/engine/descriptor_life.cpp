// Descriptors: who closes them while others use them, and what is ordered by what goes through them.
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <tenter/scenario.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <mutex>

namespace descriptor_life {
namespace {

using tenter::Anomaly;

void must(bool done) {
  if (!done) std::abort();
}
void send(int to) { must(::write(to, "x", 1) == 1); }
void receive(int from) {
  char byte = 0;
  must(::read(from, &byte, 1) == 1);
}

// All that is used: in none of these programs do two use the same of it, but for what its name says.
struct Descriptors {
  int pipe[2] = {-1, -1};
  int pair[2] = {-1, -1};
  int counter = ::eventfd(0, 0);
  int null = ::open("/dev/null", O_WRONLY);
  int log = ::dup(null);
  int epoll = ::epoll_create1(0);
  int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  int client = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  socklen_t length = sizeof address;
  int data = 0;
  int seen = 1;
  std::mutex mutex;

  Descriptors() {
    must(::pipe(pipe) == 0 && ::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    epoll_event event{EPOLLIN, {}};
    must(::epoll_ctl(epoll, EPOLL_CTL_ADD, pipe[0], &event) == 0);
    address.sun_family = AF_UNIX;  // the kernel finds a name
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    must(::bind(listener, any, sizeof address.sun_family) == 0 && ::listen(listener, 1) == 0);
    must(::getsockname(listener, any, &length) == 0);
  }
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;
  ~Descriptors() {
    for (const int one : {pipe[0], pipe[1], pair[0], pair[1], counter, null, log, epoll, listener, client}) {
      if (one >= 0) ::close(one);
    }
  }
  void connect() { must(::connect(client, reinterpret_cast<const sockaddr*>(&address), length) == 0); }
  void close(int& descriptor) {
    ::close(descriptor);
    descriptor = -1;
  }
};

using Step = void (*)(Descriptors&);
template <Step Left, Step Right>
struct Both : Descriptors {
  void left() { Left(*this); }
  void right() { Right(*this); }
  int what_was_seen() const { return seen; }
};
template <Step Left, Step Right>
auto both(const char* name) {
  using State = Both<Left, Right>;
  return tenter::scenario<State>(name).actors(&State::left, &State::right);
}

// Order goes through all of these: data is written before, and read after.
void give_by_pipe(Descriptors& d) {
  d.data = 1;
  send(d.pipe[1]);
}
void take_by_pipe(Descriptors& d) {
  receive(d.pipe[0]);
  d.seen = d.data;
}
void give_by_pair(Descriptors& d) {
  d.data = 1;
  send(d.pair[0]);
}
void take_by_pair(Descriptors& d) {
  receive(d.pair[1]);
  d.seen = d.data;
}
void give_by_counter_in_bytes(Descriptors& d) {
  d.data = 1;
  const std::uint64_t one = 1;
  must(::write(d.counter, &one, sizeof one) == sizeof one);
}
void take_by_counter(Descriptors& d) {
  std::uint64_t count = 0;
  must(::read(d.counter, &count, sizeof count) == sizeof count);
  d.seen = d.data;
}
void take_by_epoll(Descriptors& d) {
  epoll_event event{};
  must(::epoll_wait(d.epoll, &event, 1, -1) == 1);
  d.seen = d.data;
}
void give_by_connecting(Descriptors& d) {
  d.data = 1;
  d.connect();
}
void take_by_accepting(Descriptors& d) {
  const int server = ::accept(d.listener, nullptr, nullptr);
  must(server >= 0);
  d.seen = d.data;
  ::close(server);
}
const tenter::Registered by_pipe{both<give_by_pipe, take_by_pipe>("descriptors/right/pipe").holds()};
const tenter::Registered by_pair{both<give_by_pair, take_by_pair>("descriptors/right/pair").holds()};
const tenter::Registered by_counter{
    both<give_by_counter_in_bytes, take_by_counter>("descriptors/right/eventfd").holds()};
const tenter::Registered by_epoll{both<give_by_pipe, take_by_epoll>("descriptors/right/epoll").holds()};
const tenter::Registered by_connecting{
    both<give_by_connecting, take_by_accepting>("descriptors/right/connect").holds()};

// Not so where it is written afterwards.
void give_too_late_by_pipe(Descriptors& d) {
  send(d.pipe[1]);
  d.data = 1;
}
void give_too_late_by_counter(Descriptors& d) {
  const std::uint64_t one = 1;
  must(::write(d.counter, &one, sizeof one) == sizeof one);
  d.data = 1;
}
void give_too_late_by_connecting(Descriptors& d) {
  d.connect();
  d.data = 1;
}
const tenter::Registered late_pipe{
    both<give_too_late_by_pipe, take_by_pipe>("descriptors/wrong/pipe-too-late").breaks(Anomaly::data_race)};
const tenter::Registered late_epoll{
    both<give_too_late_by_pipe, take_by_epoll>("descriptors/wrong/epoll-too-late").breaks(Anomaly::data_race)};
const tenter::Registered late_counter{
    both<give_too_late_by_counter, take_by_counter>("descriptors/wrong/eventfd-too-late").breaks(Anomaly::data_race)};
const tenter::Registered late_connect{
    both<give_too_late_by_connecting, take_by_accepting>("descriptors/wrong/connect-too-late")
        .breaks(Anomaly::data_race)};

// Closed by one, used by the other. The number stays where it is, so that nothing but the descriptor is shared.
void close_log(Descriptors& d) { ::close(d.log); }
void write_log(Descriptors& d) { static_cast<void>(::write(d.log, "x", 1) == 1); }
void duplicate_log(Descriptors& d) {
  const int copy = ::dup(d.log);
  if (copy >= 0) ::close(copy);
}
void replace_log(Descriptors& d) { ::dup2(d.null, d.log); }
void close_sender(Descriptors& d) { ::close(d.pair[0]); }
void send_on_it(Descriptors& d) { static_cast<void>(::send(d.pair[0], "x", 1, MSG_NOSIGNAL) == 1); }
void close_receiver(Descriptors& d) { ::close(d.pipe[0]); }
void poll_receiver(Descriptors& d) {
  pollfd one{d.pipe[0], POLLIN, 0};
  ::poll(&one, 1, 0);
}
const tenter::Registered closed_log{
    both<write_log, close_log>("descriptors/wrong/close-beside-write").breaks(Anomaly::data_race)};
const tenter::Registered closed_copied{
    both<duplicate_log, close_log>("descriptors/wrong/close-beside-dup").breaks(Anomaly::data_race)};
const tenter::Registered closed_replaced{
    both<replace_log, close_log>("descriptors/wrong/close-beside-dup2").breaks(Anomaly::data_race)};
const tenter::Registered closed_twice{
    both<close_log, close_log>("descriptors/wrong/closed-twice").breaks(Anomaly::data_race)};
const tenter::Registered closed_sender{
    both<send_on_it, close_sender>("descriptors/wrong/close-beside-send").breaks(Anomaly::data_race)};
const tenter::Registered closed_polled{
    both<poll_receiver, close_receiver>("descriptors/wrong/close-beside-poll").breaks(Anomaly::data_race)};

// Rightly.
void write_and_tell(Descriptors& d) {
  write_log(d);
  send(d.pipe[1]);
}
void close_when_told(Descriptors& d) {
  receive(d.pipe[0]);
  d.close(d.log);
}
void write_locked(Descriptors& d) {
  const std::lock_guard lock(d.mutex);
  if (d.log >= 0) write_log(d);
}
void close_locked(Descriptors& d) {
  const std::lock_guard lock(d.mutex);
  d.close(d.log);
}
void use_own(Descriptors& d) {  // the number may be the one that the other has had
  const int own = ::dup(d.null);
  static_cast<void>(::write(own, "x", 1) == 1);
  ::close(own);
}
const tenter::Registered told{both<write_and_tell, close_when_told>("descriptors/right/close-when-told").holds()};
const tenter::Registered locked{both<write_locked, close_locked>("descriptors/right/close-under-lock").holds()};
const tenter::Registered own{both<use_own, use_own>("descriptors/right/own").holds()};
const tenter::Registered rotated{both<write_log, replace_log>("descriptors/right/replaced-beside-write").holds()};

}  // namespace
}  // namespace descriptor_life
