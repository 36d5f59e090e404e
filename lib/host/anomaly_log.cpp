#include "host/anomaly_log.h"

#include <algorithm>
#include <bit>
#include <string>

#include "host/relax.h"

namespace tenter {
namespace {

// Volatile, or the compiler would make calls of memcpy, memcmp and strlen of these loops, which ThreadSanitizer
// intercepts.
using Seen = const volatile char*;

std::string_view text_of(const char* text) {
  if (text == nullptr) return {};
  std::size_t size = 0;
  for (Seen c = text; *c != '\0'; ++c) ++size;
  return {text, size};
}

AnomalyReport report_of(Anomaly kind, std::string detail, std::uint64_t count) {
  AnomalyReport report;
  report.kind = kind;
  report.detail = std::move(detail);
  report.count = count;
  return report;
}

}  // namespace

class AnomalyLog::Lock {
 public:
  explicit Lock(bool& locked) : locked_(locked) {
    // (1) acquire: sees what was done before (2).
    while (__atomic_test_and_set(&locked_, __ATOMIC_ACQUIRE)) relax();
  }
  ~Lock() { __atomic_clear(&locked_, __ATOMIC_RELEASE); }  // (2) release
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  bool& locked_;
};

template <std::size_t Size>
void AnomalyLog::Text<Size>::assign(std::string_view text) noexcept {
  size = std::min(text.size(), Size);
  volatile char* const to = characters.data();
  for (std::size_t i = 0; i < size; ++i) to[i] = text[i];
}

template <std::size_t Size>
bool AnomalyLog::Text<Size>::equals(std::string_view text) const noexcept {
  if (size != std::min(text.size(), Size)) return false;
  Seen mine = characters.data();
  for (std::size_t i = 0; i < size; ++i) {
    if (mine[i] != text[i]) return false;
  }
  return true;
}

void AnomalyLog::report(Anomaly kind, std::string_view detail, const char* file, std::uint32_t line) noexcept {
  if (muted_.load(std::memory_order_relaxed)) return;
  const std::string_view file_name = text_of(file);
  const std::uint32_t thread = threads_ == nullptr ? Threads::kMost : threads_->current();
  const std::uint64_t threads = thread < Threads::kMost ? std::uint64_t{1} << thread : 0;
  const Lock lock(locked_);
  ++reports_;
  if (Entry* entry = find(kind, detail, file_name, line)) {
    ++entry->count;
    entry->threads |= threads;
    return;
  }
  if (used_ == kMaxDistinct) {
    ++further_[static_cast<std::size_t>(kind)];
    return;
  }
  Entry& entry = entries_[used_++];
  entry.kind = kind;
  entry.detail.assign(detail);
  entry.file.assign(file_name);
  entry.line = line;
  entry.count = 1;
  entry.threads = threads;
}

AnomalyLog::Entry* AnomalyLog::find(Anomaly kind, std::string_view detail, std::string_view file,
                                    std::uint32_t line) noexcept {
  for (std::size_t i = 0; i < used_; ++i) {
    Entry& entry = entries_[i];
    if (entry.kind == kind && entry.line == line && entry.detail.equals(detail) && entry.file.equals(file)) {
      return &entry;
    }
  }
  return nullptr;
}

void AnomalyLog::add_accesses(const Entry& entry, AnomalyReport& report) const {
  Access access;
  access.op = "check";
  access.where = {"", std::string(entry.file.view()), entry.line};
  if (threads_ == nullptr || entry.threads == 0) report.accesses.push_back(access);
  for (std::uint64_t rest = threads_ == nullptr ? 0 : entry.threads; rest != 0; rest &= rest - 1) {
    access.thread = threads_->name(static_cast<std::uint32_t>(std::countr_zero(rest)));
    report.accesses.push_back(access);
  }
}

void AnomalyLog::forget() {
  const Lock lock(locked_);
  used_ = 0;
  further_ = {};
}

std::uint64_t AnomalyLog::reports() const {
  const Lock lock(locked_);
  return reports_;
}

std::vector<AnomalyReport> AnomalyLog::anomalies() const {
  const Lock lock(locked_);
  std::vector<AnomalyReport> result;
  for (std::size_t i = 0; i < used_; ++i) {
    const Entry& entry = entries_[i];
    result.push_back(report_of(entry.kind, std::string(entry.detail.view()), entry.count));
    if (entry.file.size != 0) add_accesses(entry, result.back());
  }
  for (std::size_t kind = 0; kind < further_.size(); ++kind) {
    if (further_[kind] == 0) continue;
    result.push_back(
        report_of(static_cast<Anomaly>(kind), "further ones, too many different to list", further_[kind]));
  }
  return result;
}

}  // namespace tenter
