// The heap of executions: what is asked of it through malloc and its family.
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

#include "../sync/explored.h"
#include "hooks.h"

namespace tenter::explore::test {
namespace {

volatile std::size_t absurd = std::size_t{1} << 61;  // of which the compiler must not know

// Compilers know what malloc does, and make nothing of a block that is not used.
const char* got(void* block) {
  void* volatile used = block;
  return used == nullptr ? "null " : "block ";
}

struct Asked {
  std::string answers{};
};
std::string answers(Asked& asked) { return asked.answers; }

// As many elements as a torn vector asks for.
TEST(Heap, HasNothingForAbsurdSizes) {
  const Subject<Asked> subject({[](Asked& asked) {
                                 errno = 0;
                                 asked.answers += got(std::malloc(absurd));
                                 asked.answers += errno == ENOMEM ? "ENOMEM " : "no error ";
                                 asked.answers += got(std::calloc(absurd, 16));
                                 asked.answers += got(std::aligned_alloc(64, absurd));
                               }},
                               &answers);
  EXPECT_EQ(subject.expect({"null ENOMEM null null "}), 1u);
}

TEST(Heap, ThrowsForAbsurdSizes) {
  const Subject<Asked> subject({[](Asked& asked) {
                                 try {
                                   ::operator delete(::operator new(absurd));
                                 } catch (const std::bad_alloc&) {
                                   asked.answers = "bad_alloc";
                                 }
                               }},
                               &answers);
  EXPECT_EQ(subject.expect({"bad_alloc"}), 1u);
}

// Each task recycles what it has freed itself, as new memory with nothing to race with; what others have freed
// meanwhile is no matter.
TEST(Heap, RecyclesATasksOwnBlocksWithoutTheirPast) {
  struct Blocks {
    std::array<std::uintptr_t, 2> of{};
    int recycled = 0;
  };
  const auto use = [](std::size_t self) {
    return [=](Blocks& blocks) {
      for (int time = 0; time < 2; ++time) {
        step();
        void* const block = std::malloc(40);
        const auto address = reinterpret_cast<std::uintptr_t>(block);
        if (std::exchange(blocks.of[self], address) == address) ++blocks.recycled;
        __tsan_write_range(block, 40);
        step();
        __tsan_write_range(block, 40);
        std::free(block);
      }
    };
  };
  const Subject<Blocks> subject({use(0), use(1)}, [](Blocks& blocks) {
    return std::to_string(blocks.recycled) + (blocks.of[0] == blocks.of[1] ? " the same" : " side by side");
  });
  const Explored explored = subject.exhaustively();
  EXPECT_EQ(explored.outcomes, (std::map<std::string, std::uint64_t>{{"2 side by side", 70}}));
  EXPECT_EQ(explored.races, 0u);
  EXPECT_EQ(subject.reduced().executions, 1u);
}

}  // namespace
}  // namespace tenter::explore::test
