// What evidence of this engine says in any case.
#pragma once

#include "explore/engine/subject.h"

namespace tenter::explore {

// Which memory orders the program uses is known once it has run.
void add_basis(Evidence& evidence, const Subject& subject, const Executor& executor);

}  // namespace tenter::explore
