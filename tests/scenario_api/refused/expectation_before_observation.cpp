// refused: no member named .*acceptable
#include "counter.h"

const tenter::Registered refused{
    tenter::scenario<Counter>("refused").copies(2, &Counter::increment).acceptable({2}, "nothing is observed yet")};
