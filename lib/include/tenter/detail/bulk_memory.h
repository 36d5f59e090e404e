// Included ahead of everything in instrumented sources compiled by gcc, by tenter_add_scenarios(). gcc expands these
// built-in functions in place where the size is a constant, and instruments nothing of it; the standard library's
// headers use them by these names for std::fill, std::copy and strings. A call it would instrument no better, but a
// call can be seen by whoever it reaches (bulk_memory.cpp).
#pragma once

extern "C" {
void* memcpy(void* __restrict to, const void* __restrict from, __SIZE_TYPE__ size) noexcept;
void* memmove(void* to, const void* from, __SIZE_TYPE__ size) noexcept;
void* memset(void* to, int value, __SIZE_TYPE__ size) noexcept;
}

#define __builtin_memcpy(...) ::memcpy(__VA_ARGS__)
#define __builtin_memmove(...) ::memmove(__VA_ARGS__)
#define __builtin_memset(...) ::memset(__VA_ARGS__)
