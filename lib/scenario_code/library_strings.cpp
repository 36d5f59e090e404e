// Strings and memory: the table of what <cstring> and <strings.h> read and write for their callers.
#include "library_memory.h"

using std::size_t;
using tenter::library_memory::Caller;

extern "C" {

size_t __real_strlen(const char* s);
size_t __real_strnlen(const char* s, size_t most);
}

namespace {

TENTER_HIDDEN size_t less(size_t a, size_t b) { return a < b ? a : b; }

// With the zero that ends it, unless that lies beyond `most`.
TENTER_HIDDEN size_t length(const char* s) { return __real_strlen(s) + 1; }
TENTER_HIDDEN size_t length(const char* s, size_t most) { return less(__real_strnlen(s, most) + 1, most); }

// As far as two strings are alike, and the first character after that.
template <class Fold>
TENTER_HIDDEN size_t alike(const char* left, const char* right, size_t most, const Fold& fold) {
  size_t i = 0;
  while (i < most && fold(left[i]) == fold(right[i]) && left[i] != 0) ++i;
  return less(i + 1, most);
}
TENTER_HIDDEN size_t alike(const char* left, const char* right, size_t most = ~size_t{0}) {
  return alike(left, right, most, [](char c) TENTER_HIDDEN { return c; });
}
TENTER_HIDDEN size_t alike_but_for_case(const char* left, const char* right, size_t most = ~size_t{0}) {
  return alike(left, right, most, [](char c) TENTER_HIDDEN { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
}

TENTER_HIDDEN void reads_both(const Caller& caller, const void* left, const void* right, size_t size) {
  caller.reads(left, size);
  caller.reads(right, size);
}
TENTER_HIDDEN void reads_both(const Caller& caller, const char* left, const char* right) {
  caller.reads(left, length(left));
  caller.reads(right, length(right));
}

// Until `found`, or all of it.
TENTER_HIDDEN size_t until(const void* from, const void* found, size_t all) {
  return found == nullptr ? all
                          : static_cast<size_t>(static_cast<const char*>(found) - static_cast<const char*>(from)) + 1;
}

TENTER_HIDDEN void copies(const Caller& caller, void* to, const void* from, size_t size) {
  caller.reads(from, size);
  caller.writes(to, size);
}
TENTER_HIDDEN void appends(const Caller& caller, char* to, const char* from, size_t read, size_t written) {
  const size_t before = __real_strlen(to);
  caller.reads(to, before + 1);
  caller.reads(from, read);
  caller.writes(to + before, written);
}

}  // namespace

extern "C" {

// What is only read.
TENTER_SEES(size_t, strlen, (const char* s), (s), caller.reads(s, length(s)))
TENTER_SEES(size_t, strnlen, (const char* s, size_t most), (s, most), caller.reads(s, length(s, most)))
TENTER_SEES(int, memcmp, (const void* a, const void* b, size_t size), (a, b, size), reads_both(caller, a, b, size))
TENTER_SEES(int, bcmp, (const void* a, const void* b, size_t size), (a, b, size), reads_both(caller, a, b, size))
TENTER_SEES(int, strcmp, (const char* a, const char* b), (a, b), reads_both(caller, a, b, alike(a, b)))
TENTER_SEES(int, strncmp, (const char* a, const char* b, size_t most), (a, b, most),
            reads_both(caller, a, b, alike(a, b, most)))
TENTER_SEES(int, strcasecmp, (const char* a, const char* b), (a, b),
            reads_both(caller, a, b, alike_but_for_case(a, b)))
TENTER_SEES(int, strncasecmp, (const char* a, const char* b, size_t most), (a, b, most),
            reads_both(caller, a, b, alike_but_for_case(a, b, most)))
TENTER_SEES(int, strcoll, (const char* a, const char* b), (a, b), reads_both(caller, a, b))
TENTER_SEES(char*, strstr, (const char* in, const char* what), (in, what), reads_both(caller, in, what))
TENTER_SEES(char*, strcasestr, (const char* in, const char* what), (in, what), reads_both(caller, in, what))
TENTER_SEES(size_t, strspn, (const char* in, const char* set), (in, set), reads_both(caller, in, set))
TENTER_SEES(size_t, strcspn, (const char* in, const char* set), (in, set), reads_both(caller, in, set))
TENTER_SEES(char*, strpbrk, (const char* in, const char* set), (in, set), reads_both(caller, in, set))
TENTER_SEES(void*, memmem, (const void* in, size_t size, const void* what, size_t length), (in, size, what, length),
            (caller.reads(in, size), caller.reads(what, length)))
TENTER_SEES(void*, memchr, (const void* in, int c, size_t size), (in, c, size),
            caller.reads(in, until(in, __real_memchr(in, c, size), size)))
TENTER_SEES(void*, memrchr, (const void* in, int c, size_t size), (in, c, size), caller.reads(in, size))
TENTER_SEES(void*, rawmemchr, (const void* in, int c), (in, c),
            caller.reads(in, until(in, __real_rawmemchr(in, c), 0)))
TENTER_SEES(char*, strchr, (const char* in, int c), (in, c),
            caller.reads(in, until(in, __real_strchr(in, c), length(in))))
TENTER_SEES(char*, index, (const char* in, int c), (in, c),
            caller.reads(in, until(in, __real_index(in, c), length(in))))
TENTER_SEES(char*, strchrnul, (const char* in, int c), (in, c),
            caller.reads(in, until(in, __real_strchrnul(in, c), 0)))
TENTER_SEES(char*, strrchr, (const char* in, int c), (in, c), caller.reads(in, length(in)))
TENTER_SEES(char*, rindex, (const char* in, int c), (in, c), caller.reads(in, length(in)))
TENTER_SEES(char*, strdup, (const char* s), (s), caller.reads(s, length(s)))
TENTER_SEES(char*, __strdup, (const char* s), (s), caller.reads(s, length(s)))
TENTER_SEES(char*, strndup, (const char* s, size_t most), (s, most), caller.reads(s, length(s, most)))
TENTER_SEES(char*, __strndup, (const char* s, size_t most), (s, most), caller.reads(s, length(s, most)))

// What is written, too.
TENTER_SEES(char*, strcpy, (char* to, const char* from), (to, from), copies(caller, to, from, length(from)))
TENTER_SEES(char*, stpcpy, (char* to, const char* from), (to, from), copies(caller, to, from, length(from)))
TENTER_SEES(char*, __strcpy_chk, (char* to, const char* from, size_t room), (to, from, room),
            copies(caller, to, from, length(from)))
TENTER_SEES(char*, __stpcpy_chk, (char* to, const char* from, size_t room), (to, from, room),
            copies(caller, to, from, length(from)))
TENTER_SEES(char*, strncpy, (char* to, const char* from, size_t size), (to, from, size),
            (caller.reads(from, length(from, size)), caller.writes(to, size)))
TENTER_SEES(char*, stpncpy, (char* to, const char* from, size_t size), (to, from, size),
            (caller.reads(from, length(from, size)), caller.writes(to, size)))
TENTER_SEES(char*, __strncpy_chk, (char* to, const char* from, size_t size, size_t room), (to, from, size, room),
            (caller.reads(from, length(from, size)), caller.writes(to, size)))
TENTER_SEES(char*, strcat, (char* to, const char* from), (to, from),
            appends(caller, to, from, length(from), length(from)))
TENTER_SEES(char*, __strcat_chk, (char* to, const char* from, size_t room), (to, from, room),
            appends(caller, to, from, length(from), length(from)))
TENTER_SEES(char*, strncat, (char* to, const char* from, size_t most), (to, from, most),
            appends(caller, to, from, length(from, most), __real_strnlen(from, most) + 1))
TENTER_SEES(void*, mempcpy, (void* to, const void* from, size_t size), (to, from, size),
            copies(caller, to, from, size))
TENTER_SEES(void*, __memcpy_chk, (void* to, const void* from, size_t size, size_t room), (to, from, size, room),
            copies(caller, to, from, size))
TENTER_SEES(void*, __memmove_chk, (void* to, const void* from, size_t size, size_t room), (to, from, size, room),
            copies(caller, to, from, size))
TENTER_SEES(void*, __memset_chk, (void* to, int value, size_t size, size_t room), (to, value, size, room),
            caller.writes(to, size))
TENTER_SEES(void, bcopy, (const void* from, void* to, size_t size), (from, to, size), copies(caller, to, from, size))
TENTER_SEES(void, bzero, (void* to, size_t size), (to, size), caller.writes(to, size))
TENTER_SEES(void, explicit_bzero, (void* to, size_t size), (to, size), caller.writes(to, size))
TENTER_SEES(void*, memccpy, (void* to, const void* from, int c, size_t size), (to, from, c, size),
            copies(caller, to, from, until(from, __real_memchr(from, c, size), size)))
}
