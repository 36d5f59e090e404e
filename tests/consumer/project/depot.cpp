// A race that lies wholly inside a library.
#include <depot.h>
#include <tenter/tenter.h>

const tenter::Registered depot{tenter::scenario<Depot>("depot/deliver")
                                   .copies(2, &Depot::deliver)
                                   .observes(&Depot::stock)
                                   .acceptable({2}, "both deliveries counted")
                                   .forbidden({1}, "one delivery overwrote the other", tenter::Anomaly::lost_update)
                                   .breaks(tenter::Anomaly::data_race, tenter::Anomaly::lost_update)};
