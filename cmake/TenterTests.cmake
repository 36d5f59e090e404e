# How Tenter's own tests are built. Not installed.
include_guard(GLOBAL)

find_package(GTest REQUIRED)
include(GoogleTest)

# tenter_test(NAME [REAL_THREADS] SOURCES source... [LINK_LIBRARIES target...])
#
# Builds one GoogleTest program (target tenter_test_NAME), with RapidCheck at hand, and makes each of its tests a CTest
# test named NAME/Suite.Test with label NAME. With REAL_THREADS they have the processors to themselves, as the tests of
# tenter_discover_scenarios() have. Its sources are compiled together: what each has for itself lies in a namespace of its
# own where the names would clash.
function(tenter_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "REAL_THREADS" "" "SOURCES;LINK_LIBRARIES")
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tenter_test(${name}): wants SOURCES, and knows no ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target tenter_test_${name})
  add_executable(${target} ${arg_SOURCES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${target} PRIVATE ${arg_LINK_LIBRARIES} GTest::gmock_main rapidcheck)
  tenter_own_code(${target})
  tenter_build_fast(${target})
  tenter_compile_together(${target})
  if("nlohmann_json::nlohmann_json" IN_LIST arg_LINK_LIBRARIES)
    target_precompile_headers(${target} REUSE_FROM tenter_test_json_headers)
  else()
    target_precompile_headers(${target} REUSE_FROM tenter_test_headers)
  endif()
  set(alone)
  if(arg_REAL_THREADS)
    set(alone RESOURCE_LOCK tenter_real_threads PROCESSORS 2)
  endif()
  gtest_discover_tests(${target} NO_PRETTY_VALUES TEST_PREFIX "${name}/" DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${name} TIMEOUT 300 ${alone})
endfunction()

# Most of the time of `ci/test` goes into building tests; what they test is built as it is shipped.
function(tenter_build_fast target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-O0;-g1>)
  # In precompiled headers gcc 12 takes some of its own std::string for ours, and warns of what it never does.
  target_compile_options(${target} PRIVATE
    "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>")
endfunction()

# What nearly every test includes, parsed once; executables as the tests are, or it would be compiled otherwise. What
# headers instantiate, g++ instantiates again in each source that has them precompiled, a second for nlohmann's: only
# tests that link it get it.
function(_tenter_test_headers name)
  add_executable(${name} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/test_headers.cpp)
  target_link_libraries(${name} PRIVATE GTest::gmock rapidcheck nlohmann_json::nlohmann_json)
  target_precompile_headers(${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h> <rapidcheck.h> <algorithm> <array> <chrono>
    <cstddef> <cstdint> <functional> <map> <memory> <optional> <set> <sstream> <string> <thread> <vector> ${ARGN})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  tenter_own_code(${name})
  tenter_build_fast(${name})
endfunction()

_tenter_test_headers(tenter_test_headers)
_tenter_test_headers(tenter_test_json_headers <nlohmann/json.hpp>)

# tenter_test_programs(NAME SOURCES source... [option...])
#
# Scenarios that a test loads by itself, and so only as instrumented code: of tenter_add_scenarios(), of which these are
# the arguments, target NAME.instrumented.
function(tenter_test_programs name)
  tenter_add_scenarios(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  tenter_warnings(${name}.instrumented)
endfunction()
