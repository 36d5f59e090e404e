// Compiles: what the others differ from by one line.
#include "counter.h"

const tenter::Registered accepted{tenter::scenario<Counter>("accepted")
                                      .copies(2, &Counter::increment)
                                      .observes(&Counter::value)
                                      .acceptable({2}, "")};
