// Ctrl-C: the first ends the run gently, the second at once, the third the program.
#pragma once

namespace tenter::session {

// From now on SIGINT, SIGTERM and SIGHUP are counted instead of obeyed; the third ends the process with exit code 3.
void count_interrupts();

// How many have come. Thread safety: any thread.
int interrupts();

}  // namespace tenter::session
