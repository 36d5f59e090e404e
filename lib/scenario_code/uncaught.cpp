#include <tenter/detail/exception_text.h>
#include <tenter/detail/guarded.h>

namespace tenter::detail {

void uncaught(ActorLog& log, std::size_t index) { log.uncaught_exception(index, text_of_current_exception()); }

}  // namespace tenter::detail
