// Positions in files, which processes share with those that they are forked off.
#pragma once

namespace tenter::explore {

// Opens every regular file that this process has open once more, under the same number and at the same position: from
// now on, no other process moves it, and none sees it moved. What cannot be opened stays shared.
void open_files_anew();

}  // namespace tenter::explore
