// Programs that need not end, though nothing is wrong.
#pragma once

#include <tenter/object_subject.h>

namespace tenter::property {

// Whether some order of a program's calls, one at a time, leaves one that the specification has wait with nobody to
// end that. On real threads such a program would hang. True, too, when there are too many states to tell.
bool may_wait_for_ever(const ParallelProgram& program, const ObjectSubject& object);

}  // namespace tenter::property
