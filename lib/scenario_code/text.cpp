#include <tenter/print.h>

#include <functional>
#include <limits>
#include <sstream>

namespace tenter::detail {
namespace {

template <class T>
std::string streamed_number(T value) {
  std::ostringstream out;
  out.precision(std::numeric_limits<T>::max_digits10);
  out << value;
  return out.str();
}

}  // namespace

Text::Text() = default;
Text::~Text() = default;

void Text::text(std::string_view text) { text_ += text; }
void Text::text(const char* text) {
  if (text != nullptr) text_ += text;
}
void Text::character(char character) { text_ += character; }
void Text::integer(long long value) { text_ += std::to_string(value); }
void Text::natural(unsigned long long value) { text_ += std::to_string(value); }
void Text::number(float value) { text_ += streamed_number(value); }
void Text::number(double value) { text_ += streamed_number(value); }
void Text::number(long double value) { text_ += streamed_number(value); }

void Text::address(const void* value) {
  std::ostringstream out;
  out << value;
  text_ += out.str();
}

void Text::streamed(const void* value, void (*print)(std::ostream& out, const void* value)) {
  std::ostringstream out;
  print(out, value);
  text_ += out.str();
}

std::string Text::outcome() const {
  constexpr std::size_t kForTheRest = 64;
  if (text_.size() <= kLongestOutcome) return text_;
  std::ostringstream rest;
  rest << "... (" << text_.size() << " bytes, hash " << std::hex << std::hash<std::string>()(text_) << ")";
  return text_.substr(0, kLongestOutcome - kForTheRest) + rest.str();
}

}  // namespace tenter::detail
