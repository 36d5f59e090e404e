#include "subjects.h"

namespace shop {

Shelf::Shelf() = default;

}  // namespace shop
