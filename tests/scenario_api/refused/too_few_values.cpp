// refused: no matching (member )?function
#include "counter.h"

const tenter::Registered refused{tenter::scenario<Counter>("refused")
                                     .copies(2, &Counter::increment)
                                     .observes(&Counter::value, &Counter::value)
                                     .acceptable({2}, "two values were observed, one is expected")};
