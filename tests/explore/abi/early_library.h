// A library whose constructors run before those of the program that it is linked to, and use what that interposes.
#pragma once

// How many kinds of calls its constructor has made, in vain or not.
int early_calls();
inline constexpr int kEarlyCalls = 10;
