// A scenario's workers, one for each engine, started together: while one loads or runs, the others load.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session/layout.h"
#include "session/plugin_files.h"
#include "session/worker_process.h"

namespace tenter::session {

// Thread safety: none. Whoever was not taken is ended with this object.
class Standby {
 public:
  // An engine whose worker cannot be started has none here; whoever starts it again hears why.
  Standby(const std::string& scenario, const PluginFiles& plugin, const std::vector<Engine>& engines,
          const Layout& layout);

  // The worker of the engine at this place of those given, once; null where there is none. It comes when the others
  // load no more if it `wants_processors`: what real threads show depends on who else runs.
  std::unique_ptr<WorkerProcess> take(std::size_t engine, bool wants_processors);

 private:
  void wait_for_loading() const;

  std::vector<std::unique_ptr<WorkerProcess>> workers_;
};

}  // namespace tenter::session
