// refused: an observed type needs operator<<\(std::ostream&, const T&\)
#include "counter.h"

struct Unprintable {
  int value = 0;
  friend bool operator==(Unprintable, Unprintable) = default;
};

const tenter::Registered refused{tenter::scenario<Counter>("refused")
                                     .copies(2, &Counter::increment)
                                     .observes([](Counter& counter) { return Unprintable{counter.value}; })
                                     .otherwise(tenter::Grade::acceptable, "nobody could say what was seen")};
