// Callables and values of any type, kept by code that does not know the type.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenter::detail {

struct Kept {
  const void* object = nullptr;  // on the heap; whoever is given this owns it
  void (*destroy)(const void* object) = nullptr;
};

template <class T>
Kept kept(T object) {
  return {new T(std::move(object)), [](const void* kept) { delete static_cast<const T*>(kept); }};
}

// A member function of `on`, a callable that takes `on`, or a member. <functional> has the same, and much else.
template <class F, class On, class... Args>
constexpr decltype(auto) call_on(const F& callable, On& on, const Args&... arguments) {
  if constexpr (std::is_member_function_pointer_v<F>) {
    return (on.*callable)(arguments...);
  } else if constexpr (std::is_member_object_pointer_v<F>) {
    return (on.*callable);
  } else {
    return callable(on, arguments...);
  }
}

// Calls it with a tuple's elements. std::apply() asks the compiler for much more.
template <class F, class Tuple>
constexpr decltype(auto) unpack(const F& callable, const Tuple& tuple) {
  return [&]<std::size_t... I>(std::index_sequence<I...>)->decltype(auto) { return callable(std::get<I>(tuple)...); }
  (std::make_index_sequence<std::tuple_size_v<Tuple>>());
}

}  // namespace tenter::detail
