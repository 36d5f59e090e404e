// Instrumented code for the tests to run: each function does one thing that ThreadSanitizer has an opinion on. Lines
// that a report must name are given by kLine... constants.
#pragma once

#include <cstdint>
#include <exception>

extern "C" {
extern const std::uint32_t kLineOfIncrement, kLineOfRead, kLineOfWrite, kLineOfAppend, kLineOfUse, kLineOfFree,
    kLineOfAllocation, kLineOfSecondLock, kLineOfUnlock;

extern int subject_global;

int* make_number();
void free_number(int* number);
void use_number(int* number);

void increment(int* number);
void increment_by_detour(int* number);
void increment_at_depth(int* number, int depth);
void increment_atomically(int* number);
int read_number(const int* number);
void write_number(int* number);

struct Items;
Items* make_items();
void append(Items* items);

struct Locks;
Locks* make_locks();
void lock_in_order(Locks* locks);
void lock_in_reverse(Locks* locks);
void unlock_unlocked(Locks* locks);
void destroy_locked();

// Adds one under the lock; the right way and a wrong way for each.
struct TimedCounter;
TimedCounter* make_timed_counter();
void add_under_timed_mutex(TimedCounter* counter);
void add_under_shared_timed_mutex(TimedCounter* counter);
void read_under_shared_timed_mutex(TimedCounter* counter);
void add_without_lock(TimedCounter* counter);

void publish_by_fence(int* number, int* flag);
int receive_by_fence(const int* number, const int* flag);

void start_thread_that_increments(int* number);
}

// The exception of the pointer, used and given up.
std::exception_ptr make_exception();
void read_exception(std::exception_ptr exception);
