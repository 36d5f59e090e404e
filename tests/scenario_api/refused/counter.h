#pragma once

#include <tenter/scenario.h>

struct Counter {
  int value = 0;
  void increment() { value = value + 1; }
};
