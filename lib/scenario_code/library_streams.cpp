// Streams and files: the table of what <cstdio> and <unistd.h> read and write for their callers. Calls on descriptors
// that others may wait for are told by who explores, who has them anyway.
#include <stdarg.h>
#include <stdio.h>
#include <sys/types.h>

#include "library_memory.h"

using std::size_t;
using tenter::library_memory::Caller;

extern "C" {

size_t __real_strlen(const char* s);
__attribute__((weak, visibility("default"))) void __tsan_func_entry(void* pc);
__attribute__((weak, visibility("default"))) void __tsan_func_exit(void* unused);
}

namespace {

TENTER_HIDDEN void reads_string(const Caller& caller, const char* s) { caller.reads(s, __real_strlen(s) + 1); }

TENTER_HIDDEN void writes_line(const Caller& caller, char* const* line, const size_t* room, ssize_t length) {
  caller.writes(line, sizeof *line);
  caller.writes(room, sizeof *room);
  if (length > 0) caller.writes(*line, static_cast<size_t>(length) + 1);
}

TENTER_HIDDEN size_t bytes(size_t size, size_t count) { return size * count; }

TENTER_HIDDEN size_t transferred(ssize_t result) { return result > 0 ? static_cast<size_t>(result) : 0; }

// What of `room` bytes it has written, which would have liked to write `result` and a zero.
TENTER_HIDDEN size_t printed(int result, size_t room) {
  if (result < 0) return 0;
  const size_t all = static_cast<size_t>(result) + 1;
  return all < room ? all : room;
}

constexpr size_t room = ~size_t{0};  // where nobody says how much there is

TENTER_HIDDEN void prints(const Caller& caller, char* to, size_t size, const char* format) {
  reads_string(caller, format);
  caller.writes(to, size);
}

}  // namespace

extern "C" {

TENTER_SEES(int, puts, (const char* s), (s), reads_string(caller, s))
TENTER_SEES(int, fputs, (const char* s, FILE* to), (s, to), reads_string(caller, s))
TENTER_SEES(int, fputs_unlocked, (const char* s, FILE* to), (s, to), reads_string(caller, s))
TENTER_SEES(void, perror, (const char* s), (s), if (s != nullptr) reads_string(caller, s))
TENTER_SEES(size_t, fwrite, (const void* from, size_t size, size_t count, FILE* to), (from, size, count, to),
            caller.reads(from, bytes(size, count)))
TENTER_SEES(size_t, fwrite_unlocked, (const void* from, size_t size, size_t count, FILE* to), (from, size, count, to),
            caller.reads(from, bytes(size, count)))
TENTER_SEES_AFTER(size_t, fread, (void* to, size_t size, size_t count, FILE* from), (to, size, count, from),
                  caller.writes(to, bytes(size, result)))
TENTER_SEES_AFTER(size_t, fread_unlocked, (void* to, size_t size, size_t count, FILE* from), (to, size, count, from),
                  caller.writes(to, bytes(size, result)))
TENTER_SEES_AFTER(char*, fgets, (char* to, int room, FILE* from), (to, room, from),
                  if (result != nullptr) caller.writes(to, __real_strlen(to) + 1))
TENTER_SEES_AFTER(ssize_t, getline, (char** line, size_t* room, FILE* from), (line, room, from),
                  writes_line(caller, line, room, result))
TENTER_SEES_AFTER(ssize_t, getdelim, (char** line, size_t* room, int end, FILE* from), (line, room, end, from),
                  writes_line(caller, line, room, result))
TENTER_SEES_AFTER(ssize_t, __getdelim, (char** line, size_t* room, int end, FILE* from), (line, room, end, from),
                  writes_line(caller, line, room, result))

TENTER_SEES_AFTER(ssize_t, pread, (int descriptor, void* to, size_t size, off_t at), (descriptor, to, size, at),
                  caller.writes(to, transferred(result)))
TENTER_SEES_AFTER(ssize_t, pread64, (int descriptor, void* to, size_t size, off64_t at), (descriptor, to, size, at),
                  caller.writes(to, transferred(result)))
TENTER_SEES(ssize_t, pwrite, (int descriptor, const void* from, size_t size, off_t at), (descriptor, from, size, at),
            caller.reads(from, size))
TENTER_SEES(ssize_t, pwrite64, (int descriptor, const void* from, size_t size, off64_t at),
            (descriptor, from, size, at), caller.reads(from, size))

TENTER_SEES_AFTER(int, vsnprintf, (char* to, size_t room, const char* format, va_list rest), (to, room, format, rest),
                  prints(caller, to, printed(result, room), format))
TENTER_SEES_AFTER(int, vsprintf, (char* to, const char* format, va_list rest), (to, format, rest),
                  prints(caller, to, printed(result, room), format))

// Arguments that nobody knows cannot be passed on by a jump: ThreadSanitizer is told of a function in between
// instead.
#define TENTER_SEES_PRINTED(name, parameters, last, call)                            \
  __attribute__((visibility("hidden"))) TENTER_HIDDEN int __wrap_##name parameters { \
    void* const pc = __builtin_return_address(0);                                    \
    const bool told = &tenter_library_access != nullptr;                             \
    if (!told) __tsan_func_entry(pc);                                                \
    va_list rest;                                                                    \
    va_start(rest, last);                                                            \
    const int result = call;                                                         \
    va_end(rest);                                                                    \
    if (!told) __tsan_func_exit(nullptr);                                            \
    if (told) prints(Caller{pc}, to, printed(result, room), format);                 \
    return result;                                                                   \
  }
TENTER_SEES_PRINTED(snprintf, (char* to, size_t room, const char* format, ...), format,
                    __real_vsnprintf(to, room, format, rest))
TENTER_SEES_PRINTED(sprintf, (char* to, const char* format, ...), format, __real_vsprintf(to, format, rest))
}
