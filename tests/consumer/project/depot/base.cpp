#include "base.h"

void step(int& value) { value = value + STEP; }
