// The two names that a plugin exports (tenter/plugin.h). tenter_add_scenarios() compiles this into every plugin, with
// TENTER_PLUGIN_NAME and TENTER_PLUGIN_OPTIONS defined: what it was compiled with. All else is in a library.
#include <tenter/detail/hidden.h>
#include <tenter/detail/plugin_identity.h>

namespace tenter {
class Host;
struct PluginContents;
namespace detail {
const PluginContents* load(Host* host);
}
}  // namespace tenter

namespace {

#if defined(TENTER_INSTRUMENTED)
constexpr std::uint32_t kInstrumented = 1;
#else
constexpr std::uint32_t kInstrumented = 0;
#endif

#if defined(__clang__)
constexpr const char* kCompiler = "clang++ " __clang_version__;
#else
constexpr const char* kCompiler = "g++ " __VERSION__;
#endif

__attribute__((used)) const int* const kLibrary = &TENTER_PLUGIN_LIBRARY;

}  // namespace

extern "C" {

__attribute__((used)) const tenter::PluginIdentity tenter_plugin_identity{
    {'t', 'e', 'n', 't', 'e', 'r'}, tenter::kPluginAbi, kInstrumented, TENTER_PLUGIN_NAME, kCompiler,
    TENTER_PLUGIN_OPTIONS};

__attribute__((used, visibility("default"))) const tenter::PluginContents* tenter_plugin_load(tenter::Host* host) {
  return tenter::detail::load(host);
}
}
