// refused: an actor is a member function of the state or a callable that takes State&
#include "counter.h"

const tenter::Registered refused{tenter::scenario<Counter>("refused").actors([](std::string) {})};
