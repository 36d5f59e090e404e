#include "hooks.h"

using tenter::explore::test::Wide;

#define TENTER_SIZES(each, prefix) each(prefix, 1) each(prefix, 2) each(prefix, 4) each(prefix, 8) each(prefix, 16)
#define TENTER_LARGE_SIZES(each, prefix) each(prefix, 2) each(prefix, 4) each(prefix, 8) each(prefix, 16)
#define TENTER_DECLARE(name, size) void __tsan_##name##size(void* at);
#define TENTER_DECLARE_UPDATE(bits, name, type) \
  type __tsan_atomic##bits##_##name(volatile type* at, type operand, int order);
#define TENTER_DECLARE_ATOMICS(bits, type)                                                                  \
  type __tsan_atomic##bits##_load(const volatile type* at, int order);                                      \
  void __tsan_atomic##bits##_store(volatile type* at, type value, int order);                               \
  TENTER_DECLARE_UPDATE(bits, exchange, type)                                                               \
  TENTER_DECLARE_UPDATE(bits, fetch_add, type)                                                              \
  TENTER_DECLARE_UPDATE(bits, fetch_sub, type)                                                              \
  TENTER_DECLARE_UPDATE(bits, fetch_and, type)                                                              \
  TENTER_DECLARE_UPDATE(bits, fetch_or, type)                                                               \
  TENTER_DECLARE_UPDATE(bits, fetch_xor, type)                                                              \
  TENTER_DECLARE_UPDATE(bits, fetch_nand, type)                                                             \
  int __tsan_atomic##bits##_compare_exchange_strong(volatile type*, type*, type, int success, int failure); \
  int __tsan_atomic##bits##_compare_exchange_weak(volatile type*, type*, type, int success, int failure);   \
  type __tsan_atomic##bits##_compare_exchange_val(volatile type*, type, type, int success, int failure);

extern "C" {
TENTER_SIZES(TENTER_DECLARE, read)
TENTER_SIZES(TENTER_DECLARE, write)
TENTER_SIZES(TENTER_DECLARE, volatile_read)
TENTER_SIZES(TENTER_DECLARE, volatile_write)
TENTER_SIZES(TENTER_DECLARE, read_write)
TENTER_LARGE_SIZES(TENTER_DECLARE, unaligned_read)
TENTER_LARGE_SIZES(TENTER_DECLARE, unaligned_write)
TENTER_LARGE_SIZES(TENTER_DECLARE, unaligned_volatile_read)
TENTER_LARGE_SIZES(TENTER_DECLARE, unaligned_volatile_write)
TENTER_LARGE_SIZES(TENTER_DECLARE, unaligned_read_write)
TENTER_DECLARE_ATOMICS(8, std::uint8_t)
TENTER_DECLARE_ATOMICS(16, std::uint16_t)
TENTER_DECLARE_ATOMICS(32, std::uint32_t)
TENTER_DECLARE_ATOMICS(64, std::uint64_t)
TENTER_DECLARE_ATOMICS(128, Wide)
}

namespace tenter::explore::test {

#define TENTER_READS(name, size) {#name #size, size, true, false, false, &__tsan_##name##size},
#define TENTER_WRITES(name, size) {#name #size, size, false, true, false, &__tsan_##name##size},
#define TENTER_BOTH(name, size) {#name #size, size, true, true, false, &__tsan_##name##size},
#define TENTER_READS_ANYWHERE(name, size) {#name #size, size, true, false, true, &__tsan_##name##size},
#define TENTER_WRITES_ANYWHERE(name, size) {#name #size, size, false, true, true, &__tsan_##name##size},
#define TENTER_BOTH_ANYWHERE(name, size) {#name #size, size, true, true, true, &__tsan_##name##size},

const std::vector<AccessHook>& access_hooks() {
  static const std::vector<AccessHook> kHooks = {
      // clang-format off
      TENTER_SIZES(TENTER_READS, read)
      TENTER_SIZES(TENTER_WRITES, write)
      TENTER_SIZES(TENTER_READS, volatile_read)
      TENTER_SIZES(TENTER_WRITES, volatile_write)
      TENTER_SIZES(TENTER_BOTH, read_write)
      TENTER_LARGE_SIZES(TENTER_READS_ANYWHERE, unaligned_read)
      TENTER_LARGE_SIZES(TENTER_WRITES_ANYWHERE, unaligned_write)
      TENTER_LARGE_SIZES(TENTER_READS_ANYWHERE, unaligned_volatile_read)
      TENTER_LARGE_SIZES(TENTER_WRITES_ANYWHERE, unaligned_volatile_write)
      TENTER_LARGE_SIZES(TENTER_BOTH_ANYWHERE, unaligned_read_write)
      // clang-format on
      {"vptr_read", sizeof(void*), true, false, false, [](void* at) { __tsan_vptr_read(static_cast<void**>(at)); }},
      {"vptr_update", sizeof(void*), false, true, false,
       [](void* at) { __tsan_vptr_update(static_cast<void**>(at), *static_cast<void**>(at)); }},
      {"read_range", 19, true, false, true, [](void* at) { __tsan_read_range(at, 19); }},
      {"write_range", 19, false, true, true, [](void* at) { __tsan_write_range(at, 19); }},
      {"memcpy_from", 19, true, false, true,
       [](void* at) {
         char to[19];
         __tsan_memcpy(to, at, 19);
       }},
      {"memcpy_to", 19, false, true, true,
       [](void* at) {
         const char from[19] = {};
         __tsan_memcpy(at, from, 19);
       }},
      {"memmove_within", 18, true, true, true, [](void* at) { __tsan_memmove(static_cast<char*>(at) + 0, at, 18); }},
      {"memset", 19, false, true, true, [](void* at) { __tsan_memset(at, 7, 19); }},
  };
  return kHooks;
}

#define TENTER_UPDATE(bits, name, expression)                                                  \
  {                                                                                            \
#name, &__tsan_atomic##bits##_##name,                                                      \
        []([[maybe_unused]] Type seen, Type operand) { return static_cast<Type>(expression); } \
  }
#define TENTER_ATOMICS(bits, type)                                                                           \
  template <>                                                                                                \
  AtomicHooks<type> atomic_hooks() {                                                                         \
    using Type = type;                                                                                       \
    return {&__tsan_atomic##bits##_load,                                                                     \
            &__tsan_atomic##bits##_store,                                                                    \
            {TENTER_UPDATE(bits, exchange, operand), TENTER_UPDATE(bits, fetch_add, seen + operand),         \
             TENTER_UPDATE(bits, fetch_sub, seen - operand), TENTER_UPDATE(bits, fetch_and, seen & operand), \
             TENTER_UPDATE(bits, fetch_or, seen | operand), TENTER_UPDATE(bits, fetch_xor, seen ^ operand),  \
             TENTER_UPDATE(bits, fetch_nand, ~(seen & operand))},                                            \
            &__tsan_atomic##bits##_compare_exchange_strong,                                                  \
            &__tsan_atomic##bits##_compare_exchange_weak,                                                    \
            &__tsan_atomic##bits##_compare_exchange_val};                                                    \
  }
TENTER_ATOMICS(8, std::uint8_t)
TENTER_ATOMICS(16, std::uint16_t)
TENTER_ATOMICS(32, std::uint32_t)
TENTER_ATOMICS(64, std::uint64_t)
TENTER_ATOMICS(128, Wide)

}  // namespace tenter::explore::test
