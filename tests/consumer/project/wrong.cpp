// Claims to hold, and does not.
#include <tenter/tenter.h>

struct Counter {
  int value = 0;
  void increment() { value = value + 1; }
};

const tenter::Registered wrong{tenter::scenario<Counter>("counter/claims-too-much")
                                   .copies(2, &Counter::increment)
                                   .observes(&Counter::value)
                                   .acceptable({2}, "both increments kept")};
