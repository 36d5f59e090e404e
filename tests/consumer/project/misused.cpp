// Two scenarios of one name: nothing of this plugin runs.
#include <tenter/tenter.h>

struct Nothing {
  void nothing() {}
};

const tenter::Registered one{tenter::scenario<Nothing>("same/name").copies(2, &Nothing::nothing)};
const tenter::Registered two{tenter::scenario<Nothing>("same/name").copies(2, &Nothing::nothing)};
