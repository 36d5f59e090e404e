// A plugin of a version far away; only its identity may be looked at.
#include <tenter/plugin.h>

#include <cstdlib>

extern "C" {

__attribute__((used)) const tenter::PluginIdentity tenter_plugin_identity{
    {'t', 'e', 'n', 't', 'e', 'r'}, 9999, 0, "other_abi", "g++ 12.2.0", "-O2"};

__attribute__((used)) const tenter::PluginContents* tenter_plugin_load(tenter::Host*) { std::abort(); }
}
