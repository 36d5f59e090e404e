// The standard library that this was compiled with, as a name that plugins ask for.
#include <tenter/detail/plugin_identity.h>

extern "C" {
const int TENTER_PLUGIN_LIBRARY = 0;
}
