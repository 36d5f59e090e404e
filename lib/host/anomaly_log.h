// What goes wrong in executions besides their outcomes, gathered from any thread, deduplicated.
#pragma once

#include <tenter/body.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/evidence.h"

namespace tenter {

// Thread safety: any thread may call anything. Its lock and its memory are invisible to ThreadSanitizer, so that
// reporting orders nothing between the scenario's threads and is no race itself: no mutex, no allocation, no
// library function that ThreadSanitizer intercepts.
class AnomalyLog final : public Host {
 public:
  // Counts reports of the same kind, detail and place as one anomaly; beyond kMaxDistinct different ones, further
  // ones are only counted, an anomaly each kind.
  static constexpr std::size_t kMaxDistinct = 100;
  // What is longer is cut.
  static constexpr std::size_t kMaxDetail = 1000;
  static constexpr std::size_t kMaxFile = 500;

  // Knows which of a program's threads reports.
  class Threads {
   public:
    static constexpr std::uint32_t kMost = 64;  // numbers
    virtual ~Threads() = default;
    virtual std::uint32_t current() const noexcept = 0;  // its number; kMost when it is none of the program's
    virtual std::string name(std::uint32_t thread) const = 0;
  };
  // As long as it lives, reports are of threads that have names. REQUIRES: `threads` outlives it.
  class Named {
   public:
    Named(AnomalyLog& log, const Threads& threads) : log_(log) { log_.threads_ = &threads; }
    ~Named() { log_.threads_ = nullptr; }
    Named(const Named&) = delete;
    Named& operator=(const Named&) = delete;

   private:
    AnomalyLog& log_;
  };

  void report(Anomaly kind, std::string_view detail, const char* file, std::uint32_t line) noexcept override;
  OrderFound order_of(const SpecifiedHistory& history) override;
  // Of a report that says where, an access a thread that has made it, or one of an unknown thread.
  std::vector<AnomalyReport> anomalies() const;

  // As long as it lives, reports are not taken down: what is run once more has been reported before.
  class MuteScope {
   public:
    explicit MuteScope(AnomalyLog& log) : log_(log) { log_.muted_ = true; }
    ~MuteScope() { log_.muted_ = false; }
    MuteScope(const MuteScope&) = delete;
    MuteScope& operator=(const MuteScope&) = delete;

   private:
    AnomalyLog& log_;
  };
  // From now on those so far are none. Not while anybody may report.
  void forget();
  // How many reports there have been, the same ones included, and those that are forgotten.
  std::uint64_t reports() const;

 private:
  class Lock;

  template <std::size_t Size>
  struct Text {
    std::array<char, Size> characters{};
    std::size_t size = 0;

    void assign(std::string_view text) noexcept;
    bool equals(std::string_view text) const noexcept;
    std::string_view view() const { return {characters.data(), size}; }
  };

  struct Entry {
    Anomaly kind{};
    Text<kMaxDetail> detail;
    Text<kMaxFile> file;
    std::uint32_t line = 0;
    std::uint64_t count = 0;
    std::uint64_t threads = 0;  // a bit each that has made it, by number
  };

  void add_accesses(const Entry& entry, AnomalyReport& report) const;
  Entry* find(Anomaly kind, std::string_view detail, std::string_view file, std::uint32_t line) noexcept;

  mutable bool locked_ = false;
  std::array<Entry, kMaxDistinct> entries_{};
  std::size_t used_ = 0;
  std::uint64_t reports_ = 0;
  std::atomic<bool> muted_{false};
  const Threads* threads_ = nullptr;
  std::array<std::uint64_t, kAnomalyNames.size()> further_{};
};

}  // namespace tenter
