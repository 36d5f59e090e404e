// tenter_validate_report FILE: does a report conform to docs/report.schema.json? Exit code 0 if so, 1 if not, 2 when
// it cannot tell.
#include <exception>
#include <iostream>

#include "schema.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: tenter_validate_report FILE\n";
    return 2;
  }
  try {
    const auto found = tenter::report::violations(tenter::report::parsed_file(TENTER_REPORT_SCHEMA),
                                                  tenter::report::parsed_file(argv[1]));
    for (const std::string& violation : found) std::cout << argv[1] << ": " << violation << '\n';
    return found.empty() ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "tenter_validate_report: " << error.what() << '\n';
    return 2;
  }
}
