// What std::list leaves to libstdc++.so: linking nodes in and out.
#include <list>

#include "explore/abi/hook.h"
#include "explore/abi/library_access.h"

namespace {

using Node = std::__detail::_List_node_base;
using tenter::explore::touch;

}  // namespace

#pragma GCC visibility push(default)
namespace std::__detail {

void _List_node_base::_M_hook(Node* const position) noexcept {
  touch<Node>({this, position, position->_M_prev}, true, TENTER_CALLER);
  _M_next = position;
  _M_prev = position->_M_prev;
  position->_M_prev->_M_next = this;
  position->_M_prev = this;
}

void _List_node_base::_M_unhook() noexcept {
  touch<Node>({this, _M_prev, _M_next}, true, TENTER_CALLER);
  _M_prev->_M_next = _M_next;
  _M_next->_M_prev = _M_prev;
}

}  // namespace std::__detail
#pragma GCC visibility pop
