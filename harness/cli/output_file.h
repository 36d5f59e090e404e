// A file that the user wants written: proved writable before anything runs, replaced only when there is something to
// write.
#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace tenter::cli {

class OutputFile {
 public:
  // `option` is what it was given by, as in "--json"; `path` may be "-" for the standard output, or empty for nothing
  // at all. Throws session::Error when it cannot be written.
  OutputFile(std::string option, std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  // A file that was not there before, and has not been written, is not there afterwards.
  ~OutputFile();

  void write(const std::function<void(std::ostream&)>& content);

 private:
  bool to_file() const { return !path_.empty() && path_ != "-"; }
  [[noreturn]] void fail() const;

  std::string option_;
  std::string path_;
  bool created_ = false;
};

}  // namespace tenter::cli
