#include "explore/witness/symbols.h"

#include <dlfcn.h>

#include <algorithm>
#include <filesystem>

#include "symbol/data_names.h"
#include "symbol/own_code.h"
#include "symbol/symbolizer.h"

namespace tenter::explore {
namespace {

class Symbols final : public Names {
 public:
  Symbols(const std::string& plugin_path, const Body& body) : own_(plugin_path), body_(body) {}

  std::vector<Frame> all_frames(std::span<const std::uintptr_t> stack) override {
    std::vector<Frame> frames;
    for (const symbol::LocatedFrame& located : located_frames(stack)) frames.push_back(located.frame);
    return frames;
  }

  std::vector<Frame> frames(std::span<const std::uintptr_t> stack) override {
    const std::vector<symbol::LocatedFrame> located = located_frames(stack);
    const auto mine = [&](const symbol::LocatedFrame& frame) { return own_.contains(frame); };
    const auto first = std::find_if(located.begin(), located.end(), mine);
    const auto last = std::find_if(located.rbegin(), located.rend(), mine).base();
    std::vector<Frame> frames;
    for (auto frame = first; frame < last; ++frame) frames.push_back(frame->frame);
    return frames;
  }

  Frame own_frame(std::span<const std::uintptr_t> stack) override {
    const std::vector<symbol::LocatedFrame> located = located_frames(stack);
    const symbol::LocatedFrame* found = own_.innermost(located);
    if (found == nullptr) found = own_.innermost_of_plugin(located);
    return found == nullptr ? Frame{} : found->frame;
  }

  std::string member(std::size_t offset, std::size_t size) override { return names_.member(body_, offset, size); }
  std::string variable(std::uintptr_t address, std::size_t size) override {
    const std::string name = names_.variable(address, size);
    return name.empty() ? library_of(address) : name;
  }

 private:
  // Where there is no better name.
  static std::string library_of(std::uintptr_t address) {
    Dl_info info{};
    if (::dladdr(reinterpret_cast<const void*>(address), &info) == 0) return {};
    return "memory of " + std::filesystem::path(info.dli_fname).filename().string();
  }

  std::vector<symbol::LocatedFrame> located_frames(std::span<const std::uintptr_t> stack) {
    std::vector<const void*> addresses;
    for (const std::uintptr_t address : stack) addresses.push_back(reinterpret_cast<const void*>(address));
    return symbolizer_.frames(addresses);
  }

  symbol::Symbolizer symbolizer_;
  symbol::DataNames names_;
  symbol::OwnCode own_;
  const Body& body_;
};

}  // namespace

std::unique_ptr<Names> names_by_symbols(const std::string& plugin_path, const Body& body) {
  return std::make_unique<Symbols>(plugin_path, body);
}

}  // namespace tenter::explore
