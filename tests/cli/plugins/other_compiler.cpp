// A plugin built by a compiler of another family.
#include <tenter/plugin.h>

#include <cstdlib>

extern "C" {

__attribute__((used)) const tenter::PluginIdentity tenter_plugin_identity{
    {'t', 'e', 'n', 't', 'e', 'r'}, tenter::kPluginAbi, 0, "other_compiler", "xcc 1.0", "-O2"};

__attribute__((used)) const tenter::PluginContents* tenter_plugin_load(tenter::Host*) { std::abort(); }
}
