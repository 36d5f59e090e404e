// What ThreadSanitizer's runtime exports for hooks, but no header of it declares. The names are the same in gcc's
// libtsan and in clang's compiler-rt.
#pragma once

extern "C" {
int __tsan_get_report_data(void* report, const char** kind, int* count, int* stack_count, int* access_count,
                           int* location_count, int* mutex_count, int* thread_count, int* unique_tid_count,
                           void** sleep_trace, unsigned long trace_size);
int __tsan_get_report_stack(void* report, unsigned long index, void** trace, unsigned long trace_size);
int __tsan_get_report_mop(void* report, unsigned long index, int* tid, void** address, int* size, int* write,
                          int* atomic, void** trace, unsigned long trace_size);
int __tsan_get_report_loc(void* report, unsigned long index, const char** type, void** address, unsigned long* start,
                          unsigned long* size, int* tid, int* fd, int* suppressable, void** trace,
                          unsigned long trace_size);
int __tsan_get_report_mutex(void* report, unsigned long index, unsigned long* id, void** address, int* destroyed,
                            void** trace, unsigned long trace_size);
int __tsan_get_report_thread(void* report, unsigned long index, int* tid, unsigned long* os_id, int* running,
                             const char** name, int* parent_tid, void** trace, unsigned long trace_size);
int __tsan_get_report_unique_tid(void* report, unsigned long index, int* tid);

void __sanitizer_set_report_fd(void* fd);
void __sanitizer_set_death_callback(void (*callback)());

void __tsan_acquire(void* address);
void __tsan_release(void* address);
void __tsan_mutex_pre_lock(void* mutex, unsigned flags);
void __tsan_mutex_post_lock(void* mutex, unsigned flags, int recursion);

// Ours, called by the runtime.
__attribute__((visibility("default"))) const char* __tsan_default_options();
__attribute__((visibility("default"))) void __tsan_on_report(void* report);
__attribute__((visibility("default"))) int __tsan_on_finalize(int failed);
}

// On every function of ours that the runtime calls: nothing in it may be instrumented, however it is built.
#define TENTER_IN_RUNTIME __attribute__((no_sanitize("thread")))
