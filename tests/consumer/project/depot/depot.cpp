#include "depot.h"

#include "base.h"

void Depot::deliver() { step(stock_); }
