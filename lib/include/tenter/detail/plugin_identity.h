// What a plugin says of itself before anything of it is used: plain data, of which each plugin has its own.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tenter {

// Strings and vectors cross the boundary, so both sides must agree on how they are laid out. So must a plugin and the
// library of Tenter that it links, which defines the name of its own layout alone: that of another one is missed by
// the linker.
#if defined(_LIBCPP_VERSION)
inline constexpr std::uint32_t kLibraryAbi = 0x10000;
#define TENTER_PLUGIN_LIBRARY tenter_must_be_built_with_libcxx_like_this_plugin
#elif defined(_GLIBCXX_DEBUG)
inline constexpr std::uint32_t kLibraryAbi = 0x20000;
#define TENTER_PLUGIN_LIBRARY tenter_must_be_built_with_GLIBCXX_DEBUG_like_this_plugin
#elif !_GLIBCXX_USE_CXX11_ABI
inline constexpr std::uint32_t kLibraryAbi = 0x40000;
#define TENTER_PLUGIN_LIBRARY tenter_must_be_built_without_GLIBCXX_USE_CXX11_ABI_like_this_plugin
#else
inline constexpr std::uint32_t kLibraryAbi = 0;
#define TENTER_PLUGIN_LIBRARY tenter_must_be_built_with_libstdcxx_like_this_plugin
#endif

// The version is raised whenever anything changes below, in plugin.h, or in what that includes.
inline constexpr std::uint32_t kPluginAbi = 3 + kLibraryAbi;

// REQUIRES: the first two members never move; a host of any version reads them.
struct PluginIdentity {
  char magic[8];  // "tenter\0\0"
  std::uint32_t abi;
  std::uint32_t instrumented;  // 1 when compiled with -fsanitize=thread
  const char* name;            // the target's name
  const char* compiler;        // "g++ 12.2.0"
  const char* options;         // the compiler options it was built with
};

}  // namespace tenter

extern "C" {
__attribute__((visibility("default"))) extern const tenter::PluginIdentity tenter_plugin_identity;
extern const int TENTER_PLUGIN_LIBRARY;
}
