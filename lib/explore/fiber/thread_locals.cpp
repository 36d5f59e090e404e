#include "explore/fiber/thread_locals.h"

#include <cxxabi.h>
#include <link.h>

#include <cstring>
#include <numeric>

// Of the C library; declared in none of its headers. Gives the running thread's copy of a thread-local variable.
struct ModuleAndOffset {
  std::size_t module;
  std::size_t offset;
};
extern "C" void* __tls_get_addr(ModuleAndOffset* variable);

namespace tenter::explore {
namespace {

// What the C++ ABI says is behind __cxa_get_globals().
struct ExceptionGlobals {
  void* caught;
  unsigned uncaught;
};

template <typename Visitor>
void for_each_module(Visitor& visitor) {
  ::dl_iterate_phdr(
      [](dl_phdr_info* module, std::size_t, void* visit) {
        (*static_cast<Visitor*>(visit))(*module);
        return 0;
      },
      &visitor);
}

}  // namespace

ThreadLocals::ThreadLocals(const std::function<bool(std::string_view path)>& wanted) {
  auto add = [&](const dl_phdr_info& module) {
    if (module.dlpi_tls_modid == 0 || !wanted(module.dlpi_name)) return;
    for (int i = 0; i < module.dlpi_phnum; ++i) {
      const auto& segment = module.dlpi_phdr[i];
      if (segment.p_type != PT_TLS) continue;
      const auto* const initial = reinterpret_cast<const std::byte*>(module.dlpi_addr + segment.p_vaddr);
      images_.push_back({module.dlpi_tls_modid, initial, segment.p_filesz, segment.p_memsz});
    }
  };
  for_each_module(add);
}

std::size_t ThreadLocals::size() const noexcept {
  return std::accumulate(images_.begin(), images_.end(), std::size_t{0},
                         [](std::size_t sum, const Image& image) { return sum + image.size; });
}

// For a moment, the calling thread is the fiber.
ThreadLocals::Blocks ThreadLocals::locate(const Fiber& fiber) const {
  Blocks blocks(images_.size());
  void* const own = thread_pointer();
  for (std::size_t i = 0; i < images_.size(); ++i) {
    ModuleAndOffset first{images_[i].module, 0};
    set_thread_pointer(fiber.thread_pointer());
    void* const block = __tls_get_addr(&first);
    set_thread_pointer(own);
    blocks[i] = static_cast<std::byte*>(block);
  }
  return blocks;
}

void ThreadLocals::reset(Fiber& fiber) {
  if (fiber.index() >= blocks_.size()) blocks_.resize(fiber.index() + 1);
  Blocks& blocks = blocks_[fiber.index()];
  if (blocks.size() != images_.size()) blocks = locate(fiber);
  for (std::size_t i = 0; i < images_.size(); ++i) {
    const Image& image = images_[i];
    std::memcpy(blocks[i], image.initial, image.initialised);
    std::memset(blocks[i] + image.initialised, 0, image.size - image.initialised);
  }
  reinterpret_cast<ExceptionGlobals&>(fiber.thread().exceptions()) = {};
  fiber.thread().error_number() = 0;
}

}  // namespace tenter::explore
