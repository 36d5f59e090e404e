// refused: no matching (member )?function
#include "counter.h"

const tenter::Registered refused{tenter::scenario<Counter>("refused")
                                     .copies(2, &Counter::increment)
                                     .observes(&Counter::value)
                                     .acceptable([](int, int) { return true; }, "takes two values of one")};
