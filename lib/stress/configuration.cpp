#include "stress/configuration.h"

#include <fmt/core.h>

#include <algorithm>

namespace tenter::stress {
namespace {

// A page and a line: the next state is in another page and in another set of the cache.
constexpr std::size_t kPageAndLine = 4096 + 64;

constexpr std::size_t round_up(std::size_t size, std::size_t to) { return (size + to - 1) / to * to; }

constexpr std::string_view name_of(Layout layout) {
  constexpr std::string_view kNames[] = {"packed", "padded", "scattered"};
  return kNames[static_cast<std::size_t>(layout)];
}

std::string name_of(const Configuration& configuration) {
  switch (configuration.pace) {
    case Pace::free:
      return "free";
    case Pace::aligned:
      return fmt::format("aligned every {}", configuration.align_every);
    case Pace::timebase:
      return fmt::format("timebase every {}", configuration.align_every);
    case Pace::jitter:
      return fmt::format("jitter, aligned every {}", configuration.align_every);
  }
  return {};
}

// Before affinity. The sizes are those between which the best one was seen to wander.
constexpr Configuration kShapes[] = {
    {Pace::free, 0, 256, Layout::packed},
    {Pace::free, 0, 512, Layout::packed},
    {Pace::free, 0, 1024, Layout::packed},
    {Pace::free, 0, 4096, Layout::packed},
    {Pace::free, 0, 256, Layout::padded},
    {Pace::free, 0, 256, Layout::scattered},
    {Pace::aligned, 64, 1024, Layout::packed},
    {Pace::aligned, 256, 1024, Layout::packed},
    {Pace::aligned, 1, 256, Layout::padded},
    {Pace::aligned, 8, 256, Layout::scattered},
    {Pace::aligned, 128, 1024, Layout::packed, true},
    {Pace::aligned, 64, 512, Layout::padded, true},
    {Pace::timebase, 1, 256, Layout::padded, true},
    {Pace::timebase, 32, 512, Layout::padded, true},
    {Pace::timebase, 16, 512, Layout::packed, true},
    {Pace::timebase, 64, 1024, Layout::packed, false},
    {Pace::jitter, 16, 256, Layout::packed, false},
    {Pace::jitter, 16, 256, Layout::padded, true},
};

std::vector<Affinity> affinities_for(const Circumstances& circumstances) {
  if (circumstances.affinity) return {*circumstances.affinity};
  if (circumstances.processors < 2 || circumstances.actors < 2) return {Affinity::none};
  return {Affinity::spread, Affinity::none};
}

// Layouts that come to the same for such states are one.
Layout plainest(Layout layout, const Circumstances& of) {
  const auto stride = [&](Layout l) { return stride_of(l, of.state_size, of.state_alignment); };
  for (const Layout plainer : {Layout::packed, Layout::padded}) {
    if (stride(plainer) == stride(layout)) return plainer;
  }
  return layout;
}

Configuration fitted(Configuration shape, Affinity affinity, const Circumstances& of) {
  shape.affinity = affinity;
  shape.layout = plainest(shape.layout, of);
  const std::size_t stride = stride_of(shape.layout, of.state_size, of.state_alignment);
  shape.batch = std::clamp<std::size_t>(kMaxBatchBytes / stride, 1, shape.batch);
  return shape;
}

bool useful(const Configuration& shape, const Circumstances& of) {
  if (of.actors < 2) return shape.pace == Pace::free;
  return shape.pace != Pace::timebase || (of.fine_clock && of.actors <= of.processors);
}

}  // namespace

std::string describe(const Configuration& configuration) {
  return fmt::format("{}, batch {}, {}{}, {}", name_of(configuration), configuration.batch,
                     name_of(configuration.layout), configuration.preload ? ", preloaded" : "",
                     tenter::name_of(configuration.affinity));
}

std::size_t stride_of(Layout layout, std::size_t state_size, std::size_t alignment) {
  const std::size_t packed = round_up(state_size, alignment);
  switch (layout) {
    case Layout::packed:
      return packed;
    case Layout::padded:
      return round_up(packed, std::max(kCacheLine, alignment));
    case Layout::scattered:
      return round_up(std::max(packed, kPageAndLine), alignment);
  }
  return packed;
}

std::vector<Configuration> configurations_for(const Circumstances& circumstances) {
  std::vector<Configuration> result;
  for (const Affinity affinity : affinities_for(circumstances)) {
    for (const Configuration& shape : kShapes) {
      if (!useful(shape, circumstances)) continue;
      const Configuration candidate = fitted(shape, affinity, circumstances);
      if (std::find(result.begin(), result.end(), candidate) == result.end()) result.push_back(candidate);
    }
  }
  return result;
}

}  // namespace tenter::stress
