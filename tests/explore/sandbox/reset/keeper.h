// A library without instrumentation that keeps things where the reset of the world does not reach. Each call counts
// one up, and says how many there were before.
#pragma once

namespace keeper {

int next_in_shared_mapping();      // which processes share, too
int next_in_private_mapping();     // made when the library was loaded
int next_in_open_file();           // by the position in a file that was opened when the library was loaded
int next_in_written_file();        // by what is written in it
int next_of_time_stamp_counter();  // of the processor: nobody can put it back

}  // namespace keeper
