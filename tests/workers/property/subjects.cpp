// The queue and the executor as they are, and as each mutant has them, one namespace each.
#include <array>
#include <atomic>
#include <chrono>
#include <new>
#include <optional>
#include <span>
#include <vector>

#include "plan.h"

#define TENTER_NAME_OF(name) TENTER_TEXT_OF(name)
#define TENTER_TEXT_OF(name) #name

#include "variants.inc"  // made by mutants.cmake

extern "C" [[gnu::visibility("default")]] const tenter::test::Variant* tenter_test_variants(std::size_t* count);

const tenter::test::Variant* tenter_test_variants(std::size_t* count) {
  *count = std::size(variants);
  return variants;
}
