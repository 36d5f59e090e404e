// What reads memory of the heap that nobody has written, and acts upon it.
#include <sys/syscall.h>
#include <tenter/tenter.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <vector>

namespace {

using tenter::Anomaly;

struct Result {
  long value;
};

// The mutex keeps the two apart, and orders them either way.
struct ReadTooEarly {
  std::mutex mutex;
  std::unique_ptr<Result> result{new Result};
  long seen = 42;
  void compute() {
    const std::lock_guard lock(mutex);
    result->value = 42;
  }
  void read() {
    const std::lock_guard lock(mutex);
    seen = result->value;
  }
};
const tenter::Registered read_too_early{tenter::scenario<ReadTooEarly>("lifetime/read-too-early")
                                            .actor("producer", &ReadTooEarly::compute)
                                            .actor("consumer", &ReadTooEarly::read)
                                            .observes(&ReadTooEarly::seen)
                                            .acceptable({42}, "read when it was there")
                                            .interesting({0}, "the memory happened to be zero")
                                            .breaks(Anomaly::uninitialised_read)};

struct Job {
  Job() : kind(1) {}
  int kind;
  int urgency;
};

struct NeverSet {
  std::unique_ptr<Job> job;
  std::atomic<Job*> posted{nullptr};
  std::atomic<int> urgent{0};
  void post() {
    job = std::make_unique<Job>();
    posted.store(job.get());
  }
  void work() {
    const Job* const at = posted.load();
    if (at != nullptr && at->urgency > 0) urgent.fetch_add(1);
  }
};
const tenter::Registered never_set{tenter::scenario<NeverSet>("lifetime/never-set")
                                       .actor("posts", &NeverSet::post)
                                       .actor("works", &NeverSet::work)
                                       .breaks(Anomaly::uninitialised_read)};

struct NeverSetInMalloc {
  int* const values = static_cast<int*>(std::malloc(4 * sizeof(int)));
  std::atomic<int> found{0};
  ~NeverSetInMalloc() { std::free(values); }
  void fill() {
    for (int i = 0; i < 3; ++i) values[i] = 1;
  }
  void look() {
    if (values[3] != 0) found.fetch_add(1);
  }
};
const tenter::Registered never_set_in_malloc{tenter::scenario<NeverSetInMalloc>("lifetime/never-set-in-malloc")
                                                 .actors(&NeverSetInMalloc::fill, &NeverSetInMalloc::look)
                                                 .breaks(Anomaly::uninitialised_read)};

// What the C library allocates once a process lies between the blocks of some executions.
struct NeverSetBesides {
  std::unique_ptr<Job> job;
  std::atomic<int> urgent{0};
  void one() {
    const std::time_t second = 0;
    tm day{};
    if (::localtime_r(&second, &day) != nullptr) job = std::make_unique<Job>();
    if (job->urgency > 0) urgent.fetch_add(1);
  }
  void other() { urgent.fetch_add(1); }
};
const tenter::Registered never_set_besides{tenter::scenario<NeverSetBesides>("lifetime/never-set-besides")
                                               .actors(&NeverSetBesides::one, &NeverSetBesides::other)
                                               .breaks(Anomaly::uninitialised_read)};

struct GrownByRealloc {
  int* values = static_cast<int*>(std::malloc(2 * sizeof(int)));
  std::atomic<int> found{0};
  GrownByRealloc() {
    values[0] = 1;
    values = static_cast<int*>(std::realloc(values, 4 * sizeof(int)));
  }
  ~GrownByRealloc() { std::free(values); }
  void one() {
    if (values[3] != 0) found.fetch_add(1);
  }
  void other() {
    if (values[1] != 0) found.fetch_add(1);
  }
};
const tenter::Registered grown_by_realloc{tenter::scenario<GrownByRealloc>("lifetime/grown-by-realloc")
                                              .actor("behind", &GrownByRealloc::one)
                                              .actor("moved", &GrownByRealloc::other)
                                              .breaks(Anomaly::uninitialised_read)};

// What was written there belongs to a block that has been freed.
struct WrittenBefore {
  std::atomic<int> found{0};
  void one() {
    auto before = std::make_unique<Result>();
    before.reset();
    const std::unique_ptr<Result> now(new Result);
    if (now->value != 0) found.fetch_add(1);
  }
  void other() { found.fetch_add(1); }
};
const tenter::Registered written_before{tenter::scenario<WrittenBefore>("lifetime/written-before")
                                            .actors(&WrittenBefore::one, &WrittenBefore::other)
                                            .breaks(Anomaly::uninitialised_read)};

struct AtomicNeverSet {
  std::unique_ptr<long> count{new long};
  std::atomic<int> found{0};
  void add() {
    if (std::atomic_ref(*count).fetch_add(1) == 0) found.fetch_add(1);
  }
};
const tenter::Registered atomic_never_set{tenter::scenario<AtomicNeverSet>("lifetime/atomic-never-set")
                                              .copies(2, &AtomicNeverSet::add)
                                              .breaks(Anomaly::uninitialised_read)};

// Copied as a whole, with what was never set, before it is acted upon.
struct CopiedThenUsed {
  std::mutex mutex;
  std::vector<Job> jobs;
  std::atomic<int> urgent{0};
  void post() {
    const std::lock_guard lock(mutex);
    jobs.resize(3);
  }
  void work() {
    std::vector<Job> mine;
    {
      const std::lock_guard lock(mutex);
      mine = jobs;
    }
    for (const Job& job : mine) {
      if (job.urgency > 0) urgent.fetch_add(1);
    }
  }
};
const tenter::Registered copied_then_used{tenter::scenario<CopiedThenUsed>("lifetime/copied-then-used")
                                              .actors(&CopiedThenUsed::post, &CopiedThenUsed::work)
                                              .breaks(Anomaly::uninitialised_read)};

// With other contents of that memory it is the end of the process, one way or another.
struct RunsWild {
  std::unique_ptr<long> index{new long};
  std::vector<long> values = std::vector<long>(4);
  void one() { values.data()[*index << 20U] = 1; }
  void other() {}
};
const tenter::Registered runs_wild{tenter::scenario<RunsWild>("lifetime/runs-wild")
                                       .actors(&RunsWild::one, &RunsWild::other)
                                       .breaks(Anomaly::uninitialised_read)};

struct EndsTheProcess {
  std::unique_ptr<long> wrong{new long};
  void one() {
    if (*wrong != 0) ::syscall(SYS_exit_group, 3);
  }
  void other() {}
};
const tenter::Registered ends_the_process{tenter::scenario<EndsTheProcess>("lifetime/ends-the-process")
                                              .actors(&EndsTheProcess::one, &EndsTheProcess::other)
                                              .breaks(Anomaly::uninitialised_read)};

}  // namespace
