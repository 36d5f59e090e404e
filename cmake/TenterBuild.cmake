# How Tenter's own targets are built. Not installed.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Where gcc keeps the local variables of optimised code, for debuggers, takes a quarter of the time of a build.
add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-var-tracking>)
# Executables, their workers and the bundled plugins find each other by the same relative paths here and installed.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_BINDIR})
set(TENTER_PLUGIN_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_LIBDIR}/tenter/plugins)

# Warnings for our own code, all of them errors where TENTER_WARNINGS_AS_ERRORS is on.
function(tenter_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
    -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
  if(TENTER_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# The sanitizers of TENTER_SANITIZE, for our own libraries, executables and tests. Plugins never get them: many
# scenarios go wrong on purpose, and a report is about us only when it comes from our code.
function(tenter_sanitize target)
  if(TENTER_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${TENTER_SANITIZE} -fno-sanitize-recover=all
      -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${TENTER_SANITIZE})
  endif()
endfunction()

# What every library, executable and test of ours is built with. In the optimised builds debug information tells
# functions and lines, which is what traces show; whoever steps through the code takes the debug build.
function(tenter_own_code target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-g1>)
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:Clang>:-fsized-deallocation>)  # C++14; g++'s default
  tenter_warnings(${target})
  tenter_sanitize(${target})
endfunction()

# tenter_part_includes(TARGET VISIBILITY) makes the headers of the folder that this is called in reachable to whoever links
# TARGET, as "folder/below/lib/header.h". To nobody else: each part has an include directory of its own, which holds
# nothing but a link to its folder. A part that does not link another one cannot include its headers, and what a part
# links PRIVATE is not seen by those who link it.
function(tenter_part_includes target visibility)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/lib ${CMAKE_CURRENT_SOURCE_DIR})
  set(root ${PROJECT_BINARY_DIR}/include/${target})
  cmake_path(GET folder PARENT_PATH above)
  file(MAKE_DIRECTORY ${root}/${above})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${folder} SYMBOLIC)
  target_include_directories(${target} ${visibility} ${root})
endfunction()

# Little is gained where code runs once in a run of minutes, as what reads options or writes reports does.
function(tenter_optimise_little target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-O1>)
endfunction()

# With TENTER_UNITY_BUILD the sources of `target` are compiled several at a time, for most of a source's time goes into
# headers and what they instantiate, which precompiled headers do not spare. What sources have in unnamed namespaces they
# share then, so each name is there once; and each source includes what it uses nevertheless, for it is also compiled by
# itself (presets debug and clang).
function(tenter_compile_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${TENTER_UNITY_BUILD} UNITY_BUILD_BATCH_SIZE 16)
  # Up to half a gigabyte g++ shall not look for garbage, which takes a twelfth of its time.
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:SHELL:--param ggc-min-heapsize=524288>")
endfunction()

# tenter_library(NAME SOURCES... ) makes the static library tenter_NAME, alias tenter::NAME.
function(tenter_library name)
  add_library(tenter_${name} STATIC ${ARGN})
  add_library(tenter::${name} ALIAS tenter_${name})
  tenter_part_includes(tenter_${name} PUBLIC)
  tenter_own_code(tenter_${name})
  tenter_compile_together(tenter_${name})
endfunction()
