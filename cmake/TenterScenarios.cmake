# The functions with which scenarios are built and tested, here and by those who use the installed package.
include_guard(GLOBAL)

# tenter_add_scenarios(NAME SOURCES source... [LINK_LIBRARIES target...] [INSTRUMENT_TARGETS target...])
#
# Builds two plugins from the same sources: target NAME, plain and optimised, for the stress engine; and target
# NAME.instrumented, compiled with -fsanitize=thread and linked without it, for tsan and explore, which find it
# beside the other. Both options come after the project's own flags, so the build type does not matter.
#
# A library that the scenarios link is not instrumented by that: races inside it go unseen. The sources of each
# library named in INSTRUMENT_TARGETS are compiled once more, with instrumentation, for NAME.instrumented. It must
# be one that this project builds, and complete before this call; it may be a dependency of one of LINK_LIBRARIES
# as long as every library between the two is named as well.
function(tenter_add_scenarios name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK_LIBRARIES;INSTRUMENT_TARGETS")
  if(NOT arg_SOURCES)
    message(FATAL_ERROR "tenter_add_scenarios(${name}): say which SOURCES the scenarios are in")
  endif()
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "tenter_add_scenarios(${name}): what to do with "
      "${arg_UNPARSED_ARGUMENTS}${arg_KEYWORDS_MISSING_VALUES}? It takes SOURCES, LINK_LIBRARIES, INSTRUMENT_TARGETS")
  endif()
  _tenter_refuse_flags(${name})
  _tenter_add_plugin(${name} "${arg_SOURCES}")
  target_link_libraries(${name} PRIVATE ${arg_LINK_LIBRARIES})
  _tenter_plain(${name} ${name})
  set(instrumented ${name}.instrumented)
  _tenter_add_plugin(${instrumented} "${arg_SOURCES}")
  _tenter_twins(libraries ${instrumented} "${arg_LINK_LIBRARIES}" "${arg_INSTRUMENT_TARGETS}")
  target_link_libraries(${instrumented} PRIVATE ${libraries})
  _tenter_instrumented(${instrumented} ${name})
  add_dependencies(${name} ${instrumented})
endfunction()

# tenter_discover_scenarios(TARGET [ENGINE engine...] [TIME duration] [TEST_PREFIX prefix]
#                           [PROPERTIES name value...])
#
# Makes each scenario of a plugin a CTest test of its own, named as the scenario, which passes when the scenario's
# claim is confirmed. They are discovered when ctest starts; a plugin that cannot be listed, because a scenario in
# it is misused for instance, becomes one failing test TARGET.scenarios whose output says what to change.
#
# ENGINE: stress, tsan, explore; all of them when left out. TIME: for each scenario and engine ("200ms", "5s", "2m"); 1s
# when left out. The tests carry the label `tenter` and share a RESOURCE_LOCK, because each wants the machine's cores
# to itself; PROPERTIES adds to their properties or overrides them.
function(tenter_discover_scenarios target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIME;TEST_PREFIX" "ENGINE;PROPERTIES")
  if(NOT TARGET ${target} OR arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "tenter_discover_scenarios(${target}): wants the name of a target made by "
      "tenter_add_scenarios(), then ENGINE, TIME, TEST_PREFIX or PROPERTIES")
  endif()
  if(NOT DEFINED arg_TIME)
    set(arg_TIME 1s)
  endif()
  list(JOIN arg_ENGINE "," engines)
  set(script ${CMAKE_CURRENT_BINARY_DIR}/${target}.scenarios.cmake)
  file(GENERATE OUTPUT ${script} CONTENT "set(target [==[${target}]==])
set(plugin [==[$<TARGET_FILE:${target}>]==])
set(tenter [==[$<TARGET_FILE:tenter::tenter>]==])
set(engines [==[${engines}]==])
set(time [==[${arg_TIME}]==])
set(prefix [==[${arg_TEST_PREFIX}]==])
set(properties [==[${arg_PROPERTIES}]==])
include([==[${CMAKE_CURRENT_FUNCTION_LIST_DIR}/TenterDiscover.cmake]==])
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${script})
endfunction()

# tenter_add_gtest(NAME SOURCES source... [PROGRAM_SOURCES source...] [NO_MAIN] [RAPIDCHECK]
#                  [LINK_LIBRARIES target...] [INSTRUMENT_TARGETS target...])
#
# Builds the GoogleTest program NAME and, of the same SOURCES, the plugins NAME.scenarios that its scenarios run in;
# tenter/gtest.h says what such sources may have. The program is like any other of GoogleTest's, for
# gtest_discover_tests() for instance. It wants the packages GTest and nlohmann_json.
#
# PROGRAM_SOURCES are compiled into the program alone: a main() for instance, which then wants NO_MAIN, and calls
# tenter::gtest::init(). With RAPIDCHECK sources may include tenter/rapidcheck.h; it wants that package. LINK_LIBRARIES and INSTRUMENT_TARGETS are those of tenter_add_scenarios(); the program links
# LINK_LIBRARIES, too.
function(tenter_add_gtest name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NO_MAIN;RAPIDCHECK" "" "SOURCES;PROGRAM_SOURCES;LINK_LIBRARIES;INSTRUMENT_TARGETS")
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "tenter_add_gtest(${name}): wants SOURCES, then PROGRAM_SOURCES, NO_MAIN, RAPIDCHECK, "
      "LINK_LIBRARIES or INSTRUMENT_TARGETS; what to do with '${arg_UNPARSED_ARGUMENTS}${arg_KEYWORDS_MISSING_VALUES}'?")
  endif()
  find_package(GTest REQUIRED)
  find_package(nlohmann_json REQUIRED)
  set(plugin ${name}.scenarios)
  set(libraries)
  foreach(keyword LINK_LIBRARIES INSTRUMENT_TARGETS)
    if(arg_${keyword})
      list(APPEND libraries ${keyword} ${arg_${keyword}})
    endif()
  endforeach()
  tenter_add_scenarios(${plugin} SOURCES ${arg_SOURCES} ${libraries})
  foreach(target ${plugin} ${plugin}.instrumented)
    target_include_directories(${target} SYSTEM PRIVATE $<TARGET_PROPERTY:GTest::gtest,INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_options(${target} PRIVATE "SHELL:-include tenter/gtest.h")  # the one that makes nothing of tests
  endforeach()
  add_executable(${name} ${arg_SOURCES} ${arg_PROGRAM_SOURCES})
  target_link_libraries(${name} PRIVATE tenter::gtest ${arg_LINK_LIBRARIES} GTest::gtest nlohmann_json::nlohmann_json)
  if(NOT arg_NO_MAIN)
    target_link_libraries(${name} PRIVATE tenter::gtest_main)
  endif()
  if(arg_RAPIDCHECK)
    find_package(rapidcheck REQUIRED)
    target_link_libraries(${name} PRIVATE tenter::gtest_properties rapidcheck)
    foreach(target ${plugin} ${plugin}.instrumented)
      target_include_directories(${target} SYSTEM PRIVATE $<TARGET_PROPERTY:rapidcheck,INTERFACE_INCLUDE_DIRECTORIES>)
    endforeach()
  endif()
  target_compile_definitions(${name} PRIVATE
    TENTER_GTEST_COMMAND="$<TARGET_FILE:tenter::tenter>" TENTER_GTEST_PLUGIN="$<TARGET_FILE:${plugin}>")
  add_dependencies(${name} ${plugin})
endfunction()

# A flag that would make a plugin no worker can load; empty when there is none. Only those in force for the whole
# directory can be seen here.
function(_tenter_flag_in_the_way result)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  get_property(compile DIRECTORY PROPERTY COMPILE_OPTIONS)
  get_property(link DIRECTORY PROPERTY LINK_OPTIONS)
  set(flags "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${CMAKE_MODULE_LINKER_FLAGS} ${compile} ${link}")
  set(${result} "" PARENT_SCOPE)
  if(flags MATCHES "-fsanitize=[a-z,]*(address|thread|memory|leak)")
    set(${result} ${CMAKE_MATCH_0} PARENT_SCOPE)
  elseif(flags MATCHES "(^|[ ;])-static($|[ ;])")
    set(${result} -static PARENT_SCOPE)
  endif()
endfunction()

function(_tenter_refuse_flags name)
  _tenter_flag_in_the_way(flag)
  if(flag MATCHES "-fsanitize")
    message(FATAL_ERROR "tenter_add_scenarios(${name}): ${flag} is in force here, but scenarios are loaded "
      "by Tenter's workers, which bring a sanitizer of their own or none. Build the scenarios in a build directory "
      "without it, or leave them out of this one.")
  endif()
  if(flag STREQUAL "-static")
    message(FATAL_ERROR "tenter_add_scenarios(${name}): -static is in force here, but scenarios are shared objects. "
      "Use -static only for the executables that want it.")
  endif()
endfunction()

function(_tenter_add_plugin target sources)
  add_library(${target} MODULE ${sources})
  target_link_libraries(${target} PRIVATE tenter::plugin)
  set_target_properties(${target} PROPERTIES PREFIX "" SUFFIX ".so" OUTPUT_NAME ${target})
  if(TENTER_PLUGIN_OUTPUT_DIRECTORY)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${TENTER_PLUGIN_OUTPUT_DIRECTORY})
  endif()
  # Two copies of libstdc++'s inline tables must stay two, a plugin its own: gcc would merge them otherwise.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  # Our own templates and standard library code must be the plugin's copies, not ones that a host exports.
  target_link_options(${target} PRIVATE -Wl,-Bsymbolic -Wl,-z,now -Wl,-z,defs)
endfunction()

# What the plugin says of itself. `name` is common to both plugins of a target.
function(_tenter_identify target name options)
  target_compile_definitions(${target} PRIVATE TENTER_PLUGIN_NAME="${name}" TENTER_PLUGIN_OPTIONS="${options}")
endfunction()

function(_tenter_plain target name)
  target_compile_options(${target} PRIVATE -O2 -g)
  target_link_libraries(${target} PRIVATE tenter::scenario_code)
  _tenter_identify(${target} ${name} "-O2 -g")
endfunction()

function(_tenter_instrumented target name)
  _tenter_instrument(${target})
  target_link_libraries(${target} PRIVATE tenter::instrumented_plugin)
  # The symbols of the instrumentation are the host's.
  target_link_options(${target} PRIVATE -Wl,-z,undefs)
  _tenter_identify(${target} ${name} "-O1 -g -fsanitize=thread")
endfunction()

# -O1 keeps every access of the source apart, which -O2 would merge; libstdc++'s own string and stream templates are
# instantiated here, or they would run unseen inside libstdc++.so. Copies of a constant size must stay calls, for gcc
# instruments nothing of what it makes of them (tenter/detail/bulk_memory.h); so must those that are fortified. Volatile accesses are told as plain ones: gcc's
# runtime has no hooks of their own for them.
function(_tenter_instrument target)
  target_compile_options(${target} PRIVATE -O1 -g -fno-omit-frame-pointer -fsanitize=thread -U_FORTIFY_SOURCE
    "$<$<CXX_COMPILER_ID:GNU>:-Wno-tsan;-fno-builtin-memcpy;-fno-builtin-memmove;-fno-builtin-memset>"
    "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:SHELL:-include tenter/detail/bulk_memory.h>"
    "$<$<CXX_COMPILER_ID:Clang>:-gdwarf-aranges;SHELL:-mllvm -tsan-instrument-read-before-write>")
  target_compile_definitions(${target} PRIVATE _GLIBCXX_EXTERN_TEMPLATE=0)
  # Where that header is found; a library that is compiled again gets nothing else of tenter::scenario.
  target_include_directories(${target} PRIVATE $<TARGET_PROPERTY:tenter::scenario,INTERFACE_INCLUDE_DIRECTORIES>)
endfunction()

# `libraries`, with each that `instrumented` names replaced by a twin of it that is compiled for `plugin`.
function(_tenter_twins result plugin libraries instrumented)
  set(replaced)
  foreach(library IN LISTS libraries)
    if(library IN_LIST instrumented)
      _tenter_twin(library ${plugin} ${library} "${instrumented}")
    endif()
    list(APPEND replaced ${library})
  endforeach()
  set(${result} ${replaced} PARENT_SCOPE)
endfunction()

function(_tenter_twin result plugin library instrumented)
  set(${result} ${library} PARENT_SCOPE)
  _tenter_real_target(real ${library})
  get_target_property(type ${real} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)  # headers are compiled, and so instrumented, with the scenarios
    return()
  endif()
  string(MAKE_C_IDENTIFIER ${real} suffix)
  set(twin ${plugin}.${suffix})
  set(${result} ${twin} PARENT_SCOPE)
  if(NOT TARGET ${twin})
    _tenter_compile_again(${twin} ${real})
    get_target_property(dependencies ${real} LINK_LIBRARIES)
    if(dependencies)
      _tenter_twins(dependencies ${plugin} "${dependencies}" "${instrumented}")
      target_link_libraries(${twin} PUBLIC ${dependencies})
    endif()
  endif()
endfunction()

function(_tenter_real_target result library)
  if(NOT TARGET ${library})
    message(FATAL_ERROR "INSTRUMENT_TARGETS ${library}: no such target")
  endif()
  get_target_property(real ${library} ALIASED_TARGET)
  if(NOT real)
    set(real ${library})
  endif()
  get_target_property(imported ${real} IMPORTED)
  if(imported)
    message(FATAL_ERROR "INSTRUMENT_TARGETS ${library}: is imported; only what this project builds can be compiled again")
  endif()
  set(${result} ${real} PARENT_SCOPE)
endfunction()

# A static library of the sources of `real`, compiled as they are there and instrumented.
function(_tenter_compile_again twin real)
  get_target_property(sources ${real} SOURCES)
  get_target_property(directory ${real} SOURCE_DIR)
  list(TRANSFORM sources PREPEND "${directory}/" REGEX "^[^/$]")
  add_library(${twin} STATIC EXCLUDE_FROM_ALL ${sources})
  add_dependencies(${twin} ${real})  # whatever generates its sources has run
  set_target_properties(${twin} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  foreach(property INCLUDE_DIRECTORIES SYSTEM_INCLUDE_DIRECTORIES COMPILE_DEFINITIONS COMPILE_OPTIONS COMPILE_FEATURES
          CXX_STANDARD)
    get_target_property(value ${real} ${property})
    if(value)
      set_target_properties(${twin} PROPERTIES ${property} "${value}")
    endif()
    get_target_property(value ${real} INTERFACE_${property})
    if(value)
      set_target_properties(${twin} PROPERTIES INTERFACE_${property} "${value}")
    endif()
  endforeach()
  _tenter_instrument(${twin})
endfunction()
