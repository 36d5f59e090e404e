// Numbers, times, arrays: the table of what <cstdlib> and <ctime> read and write for their callers.
#include <sys/time.h>
#include <time.h>

#include "library_memory.h"

using std::size_t;

extern "C" {

size_t __real_strlen(const char* s);
long __real_strtol(const char* s, char** end, int base);
double __real_strtod(const char* s, char** end);
}

namespace {

using tenter::library_memory::Caller;
using Compare = int(const void*, const void*);

// What it looks at: all characters of the number, and one after it. `end` is where the number ends.
TENTER_HIDDEN void reads_number(const Caller& caller, const char* s, const char* end) {
  caller.reads(s, static_cast<size_t>(end - s) + 1);
}
TENTER_HIDDEN void reads_integer(const Caller& caller, const char* s, int base, const void* told_end) {
  char* end = nullptr;
  __real_strtol(s, &end, base);
  reads_number(caller, s, end);
  if (told_end != nullptr) caller.writes(told_end, sizeof(char*));
}
TENTER_HIDDEN void reads_real(const Caller& caller, const char* s, const void* told_end) {
  char* end = nullptr;
  __real_strtod(s, &end);
  reads_number(caller, s, end);
  if (told_end != nullptr) caller.writes(told_end, sizeof(char*));
}

template <class T>
TENTER_HIDDEN void reads_one(const Caller& caller, const T* value) {
  caller.reads(value, sizeof(T));
}
template <class T>
TENTER_HIDDEN void writes_one(const Caller& caller, const T* value) {
  caller.writes(value, sizeof(T));
}

TENTER_HIDDEN void sorts(const Caller& caller, const void* array, size_t count, size_t element) {
  const size_t size = count * element;
  caller.reads(array, size);
  caller.writes(array, size);
}

constexpr size_t kTimeText = 26;  // of asctime_r() and ctime_r()

}  // namespace

extern "C" {

TENTER_SEES(long, strtol, (const char* s, char** end, int base), (s, end, base), reads_integer(caller, s, base, end))
TENTER_SEES(long long, strtoll, (const char* s, char** end, int base), (s, end, base),
            reads_integer(caller, s, base, end))
TENTER_SEES(unsigned long, strtoul, (const char* s, char** end, int base), (s, end, base),
            reads_integer(caller, s, base, end))
TENTER_SEES(unsigned long long, strtoull, (const char* s, char** end, int base), (s, end, base),
            reads_integer(caller, s, base, end))
TENTER_SEES(double, strtod, (const char* s, char** end), (s, end), reads_real(caller, s, end))
TENTER_SEES(float, strtof, (const char* s, char** end), (s, end), reads_real(caller, s, end))
TENTER_SEES(int, atoi, (const char* s), (s), reads_integer(caller, s, 10, nullptr))
TENTER_SEES(long, atol, (const char* s), (s), reads_integer(caller, s, 10, nullptr))
TENTER_SEES(long long, atoll, (const char* s), (s), reads_integer(caller, s, 10, nullptr))
TENTER_SEES(double, atof, (const char* s), (s), reads_real(caller, s, nullptr))

// bsearch() only hands elements to what compares them, which is the program's.
TENTER_SEES(void, qsort, (void* array, size_t count, size_t size, Compare* compare), (array, count, size, compare),
            sorts(caller, array, count, size))

TENTER_SEES(time_t, time, (time_t * now), (now), writes_one(caller, now))
TENTER_SEES(int, gettimeofday, (timeval * now, void* zone), (now, zone), writes_one(caller, now))
TENTER_SEES(int, clock_gettime, (clockid_t clock, timespec* now), (clock, now), writes_one(caller, now))
TENTER_SEES(int, timespec_get, (timespec * now, int base), (now, base), writes_one(caller, now))
TENTER_SEES(tm*, localtime_r, (const time_t* time, tm* to), (time, to),
            (reads_one(caller, time), writes_one(caller, to)))
TENTER_SEES(tm*, gmtime_r, (const time_t* time, tm* to), (time, to),
            (reads_one(caller, time), writes_one(caller, to)))
TENTER_SEES(time_t, mktime, (tm * time), (time), (reads_one(caller, time), writes_one(caller, time)))
TENTER_SEES(time_t, timegm, (tm * time), (time), (reads_one(caller, time), writes_one(caller, time)))
TENTER_SEES(char*, asctime_r, (const tm* time, char* to), (time, to),
            (reads_one(caller, time), caller.writes(to, kTimeText)))
TENTER_SEES(char*, ctime_r, (const time_t* time, char* to), (time, to),
            (reads_one(caller, time), caller.writes(to, kTimeText)))
TENTER_SEES_AFTER(size_t, strftime, (char* to, size_t room, const char* format, const tm* time),
                  (to, room, format, time), caller.reads(format, __real_strlen(format) + 1), reads_one(caller, time),
                  caller.writes(to, result == 0 ? 0 : result + 1))
}
