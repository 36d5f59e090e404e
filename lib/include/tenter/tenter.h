// Everything that a scenario's source needs.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/check.h>
#include <tenter/object.h>
#include <tenter/scenario.h>
