# Copies of the queue and the executor with one line of each changed for the worse. Run at build time:
#
#   cmake -DSOURCE=<folder with the headers> -DBINARY=<folder to write to> -P mutants.cmake
#
# What is to be changed must be there, once.
set(headers python_queue.h future.h executor.h)
set(variants)
set(changes "")

function(variant name file find replacement)
  foreach(header IN LISTS headers)
    file(READ ${SOURCE}/${header} text)
    if(header STREQUAL file)
      string(REPLACE "${find}" "" without "${text}")
      string(LENGTH "${text}" whole)
      string(LENGTH "${without}" rest)
      string(LENGTH "${find}" part)
      math(EXPR removed "${whole} - ${rest}")
      if(NOT removed EQUAL part)
        message(FATAL_ERROR "${name}: what it changes is not there once in ${file}:\n${find}")
      endif()
      string(REPLACE "${find}" "${replacement}" text "${text}")
    endif()
    string(REPLACE "namespace workers" "namespace ${name}" text "${text}")
    string(REPLACE "\"workers/" "\"${name}/" text "${text}")
    file(WRITE ${BINARY}/${name}/${header} "${text}")
  endforeach()
  set(variants ${variants} ${name} PARENT_SCOPE)
  set(changes "${changes}    {\"${name}\", \"${file}\", R\"~(${find})~\", R\"~(${replacement})~\"},\n" PARENT_SCOPE)
endfunction()

variant(original "" "" "")

# The queue
variant(put_tells_nobody python_queue.h [[    not_empty_.notify_one();]] "")
variant(get_tells_nobody python_queue.h [[    not_full_.notify_one();]] "")
variant(put_looks_once python_queue.h
  [[not_full_.wait(hold, [this] { return has_room() || shut_down_; });]]
  [[if (!has_room() && !shut_down_) not_full_.wait(hold);]])
variant(get_looks_once python_queue.h
  [[not_empty_.wait(hold, [this] { return !items_.empty() || shut_down_; });]]
  [[if (items_.empty() && !shut_down_) not_empty_.wait(hold);]])
variant(shutdown_wakes_one_getter python_queue.h [[not_empty_.notify_all();]] [[not_empty_.notify_one();]])
variant(shutdown_wakes_no_getter python_queue.h [[    not_empty_.notify_all();]] "")
variant(shutdown_wakes_no_putter python_queue.h [[    not_full_.notify_all();]] "")
variant(shutdown_is_forgotten python_queue.h [[    shut_down_ = true;]] "")
variant(shutdown_without_lock python_queue.h
  "  void shutdown(QueueShutdown how = {}) {\n    const std::lock_guard hold(mutex_);"
  "  void shutdown(QueueShutdown how = {}) {\n")
variant(room_for_one_more python_queue.h [[items_.size() < most_]] [[items_.size() <= most_]])
variant(last_in_first_out python_queue.h [[items_.push_back(std::move(item));]] [[items_.push_front(std::move(item));]])
variant(put_too_late_puts python_queue.h
  [[if (!not_full_.wait_for(hold, timeout, [this] { return has_room() || shut_down_; })) throw Full();]]
  [[not_full_.wait_for(hold, timeout, [this] { return has_room() || shut_down_; });]])
variant(put_after_shutdown python_queue.h [[    if (shut_down_) throw ShutDown();]] "")
variant(put_at_once_without_lock python_queue.h
  "  void put_nowait(T item) {\n    const std::lock_guard hold(mutex_);" "  void put_nowait(T item) {\n")
variant(get_at_once_ignores_shutdown python_queue.h
  [[if (items_.empty() && !shut_down_) throw Empty();]] [[if (items_.empty()) throw Empty();]])
variant(done_tells_nobody python_queue.h [[if (--unfinished_ == 0) all_finished_.notify_all();]] [[--unfinished_;]])
variant(join_until_empty python_queue.h [[return unfinished_ == 0;]] [[return items_.empty();]])
variant(dropped_is_unfinished python_queue.h [[    unfinished_ -= items_.size();]] "")
variant(dropping_tells_nobody python_queue.h [[    if (unfinished_ == 0) all_finished_.notify_all();]] "")

# The future
variant(answer_tells_nobody future.h
  "    answer_->state = State::finished;\n    answer_->given.notify_all();" "    answer_->state = State::finished;\n")
variant(cancel_tells_nobody future.h
  "    answer_->state = State::cancelled;\n    answer_->given.notify_all();" "    answer_->state = State::cancelled;\n")
variant(cancels_what_runs future.h [[if (answer_->state != State::waiting) return]] [[if (answer_->is_given()) return]])
variant(runs_what_is_cancelled future.h [[    if (!begin()) return;]] [[    begin();]])
variant(exception_is_lost future.h [[answer.exception = std::current_exception();]] [[(void)answer;]])

# The executor
variant(worker_ends_after_a_job executor.h [[while (true) tasks_.get()->run();]] [[tasks_.get()->run();]])
variant(queue_stays_open executor.h [[    tasks_.shutdown();]] "")
variant(destructor_does_not_shut_down executor.h [[~Executor() { shutdown(); }]] [[~Executor() { join_all(); }]])
variant(threads_are_not_joined executor.h [[    if (how.wait) join_all();]] "")
variant(always_cancels executor.h [[    if (how.cancel_futures) cancel_all();]] [[    cancel_all();]])
variant(cancelled_is_not_told executor.h [[tasks_.get_nowait()->cancel();]] [[tasks_.get_nowait();]])
variant(map_in_reverse executor.h
  [[for (const auto& answer : answers) results.push_back(answer.result());]]
  [[for (const auto& answer : answers) results.insert(results.begin(), answer.result());]])

set(text "")
foreach(name IN LISTS variants)
  string(APPEND text "#include \"${name}/executor.h\"\n#define TENTER_VARIANT ${name}\n#include \"subject.inc\"\n")
endforeach()
string(APPEND text "const tenter::test::Variant variants[] = {\n")
foreach(name IN LISTS variants)
  string(APPEND text "    subject_of::${name}::variant,\n")
endforeach()
file(WRITE ${BINARY}/variants.inc "${text}};\n")
file(WRITE ${BINARY}/changes.inc "const tenter::test::Change changes[] = {\n${changes}};\n")
