# How Tenter's own tests are built. Not installed.
include_guard(GLOBAL)

find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
include(GoogleTest)

# tenter_test(NAME SOURCES source... [LINK_LIBRARIES target...])
#
# Builds one GoogleTest program (target tenter_test_NAME), with RapidCheck at hand, and makes each of its tests a CTest
# test named NAME/Suite.Test with label NAME.
function(tenter_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK_LIBRARIES")
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tenter_test(${name}): wants SOURCES, and knows no ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target tenter_test_${name})
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  target_link_libraries(${target} PRIVATE ${arg_LINK_LIBRARIES} GTest::gmock_main rapidcheck)
  tenter_own_code(${target})
  gtest_discover_tests(${target} NO_PRETTY_VALUES TEST_PREFIX "${name}/" DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${name} TIMEOUT 300)
endfunction()
