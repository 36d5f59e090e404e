// refused: no matching (member )?function|could not convert|cannot convert|no viable conversion
#include "counter.h"

const tenter::Registered refused{
    tenter::scenario<Counter>("refused").copies(2, &Counter::increment).breaks("lost update")};
