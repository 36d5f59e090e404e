// Code in a library of its own, which is compiled without instrumentation.
int unseen(int value) { return value + 1; }
