// What std::map and std::set leave to libstdc++.so: linking nodes into a tree and out of it, and going from one node
// to the next. Told are the nodes that are certain to be touched, the tree's header among them: whoever else uses the
// tree meanwhile touches one of these, too.
#include <map>

#include "explore/abi/hook.h"
#include "explore/abi/library_access.h"

namespace {

using Node = std::_Rb_tree_node_base;
using tenter::explore::touch;

using Next = Node*(Node*);
using Link = void(bool, Node*, Node*, Node&);
using Unlink = Node*(Node*, Node&);

}  // namespace

#pragma GCC visibility push(default)
namespace std {

Node* _Rb_tree_increment(Node* node) noexcept {
  touch({node}, false, TENTER_CALLER);
  return TENTER_REAL_CXX(Next*, "_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base")(node);
}

const Node* _Rb_tree_increment(const Node* node) noexcept {
  touch({node}, false, TENTER_CALLER);
  return TENTER_REAL_CXX(Next*, "_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base")(const_cast<Node*>(node));
}

Node* _Rb_tree_decrement(Node* node) noexcept {
  touch({node}, false, TENTER_CALLER);
  return TENTER_REAL_CXX(Next*, "_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base")(node);
}

const Node* _Rb_tree_decrement(const Node* node) noexcept {
  touch({node}, false, TENTER_CALLER);
  return TENTER_REAL_CXX(Next*, "_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base")(const_cast<Node*>(node));
}

void _Rb_tree_insert_and_rebalance(const bool left, Node* node, Node* parent, Node& header) noexcept {
  touch<Node>({&header, parent, node}, true, TENTER_CALLER);
  TENTER_REAL_CXX(Link*, "_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_")
  (left, node, parent, header);
}

Node* _Rb_tree_rebalance_for_erase(Node* const node, Node& header) noexcept {
  touch<Node>({&header, node, node->_M_parent, node->_M_left, node->_M_right}, true, TENTER_CALLER);
  return TENTER_REAL_CXX(Unlink*, "_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_")(node, header);
}

}  // namespace std
#pragma GCC visibility pop
