#include "session/schedule_file.h"

#include <fmt/core.h>

#include <array>
#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "session/error.h"

namespace tenter::session {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

ScheduleFile read_schedule(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw Error(fmt::format("{}: {}", path.string(), std::strerror(errno)));
  try {
    const Json json = Json::parse(in);
    if (const int version = json.at("tenter_schedule"); version != ScheduleFile::kVersion) {
      throw Error(fmt::format("{}: is a schedule file of version {}, this tenter reads version {}", path.string(),
                              version, ScheduleFile::kVersion));
    }
    return {json.at("scenario"), json.at("plugin"), json.at("compiler"), json.at("build"), json.at("schedule")};
  } catch (const Json::parse_error& error) {
    throw Error(fmt::format("{}: is no schedule file, or not all of one: it is no JSON from byte {} on",
                            path.string(), error.byte));
  } catch (const Json::exception&) {
    throw Error(
        fmt::format("{}: is no schedule file: wanted an object with a number tenter_schedule, and texts "
                    "scenario, plugin, compiler, build and schedule",
                    path.string()));
  }
}

void write_schedule(std::ostream& out, const ScheduleFile& file) {
  out << Json{{"tenter_schedule", ScheduleFile::kVersion},
              {"scenario", file.scenario},
              {"plugin", file.plugin},
              {"compiler", file.compiler},
              {"build", file.build},
              {"schedule", file.schedule}}
             .dump(2)
      << '\n';
}

std::string build_of(const std::filesystem::path& plugin) {
  std::ifstream in(plugin, std::ios::binary);
  if (!in) throw Error(fmt::format("{}: {}", plugin.string(), std::strerror(errno)));
  boost::crc_32_type crc;
  std::array<char, 1 << 16> bytes{};
  while (in) {
    in.read(bytes.data(), bytes.size());
    crc.process_bytes(bytes.data(), static_cast<std::size_t>(in.gcount()));
  }
  return fmt::format("{:08x}", crc.checksum());
}

}  // namespace tenter::session
