# The functions with which scenarios are built, here and by those who use the installed package.
include_guard(GLOBAL)

# tenter_add_scenarios(NAME SOURCES source... [LINK_LIBRARIES target...] [INSTRUMENT_TARGETS target...])
#
# Builds two plugins from the same sources: target NAME, plain and optimised, for the stress engine; and target
# NAME.instrumented, compiled with -fsanitize=thread and linked without it, for the tsan engine.
#
# A library that the scenarios link is not instrumented by that; its static libraries' sources are compiled again,
# with instrumentation, when the target is named in INSTRUMENT_TARGETS.
function(tenter_add_scenarios name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK_LIBRARIES;INSTRUMENT_TARGETS")
  if(NOT arg_SOURCES)
    message(FATAL_ERROR "tenter_add_scenarios(${name}): say which SOURCES the scenarios are in")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tenter_add_scenarios(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  _tenter_add_plugin(${name} ${name} "${arg_SOURCES}")
  target_link_libraries(${name} PRIVATE ${arg_LINK_LIBRARIES})
  _tenter_plain(${name})
  _tenter_add_plugin(${name}.instrumented ${name} "${arg_SOURCES}")
  _tenter_link_instrumented(${name}.instrumented "${arg_LINK_LIBRARIES}" "${arg_INSTRUMENT_TARGETS}")
  _tenter_instrument(${name}.instrumented)
endfunction()

function(_tenter_add_plugin target name sources)
  add_library(${target} MODULE ${sources} ${TENTER_PLUGIN_ENTRY})
  target_link_libraries(${target} PRIVATE tenter::scenario)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES PREFIX "" OUTPUT_NAME ${target} TENTER_PLUGIN ${name})
  if(TENTER_PLUGIN_OUTPUT_DIRECTORY)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${TENTER_PLUGIN_OUTPUT_DIRECTORY})
  endif()
  # Two copies of libstdc++'s inline tables must stay two, a plugin its own: gcc would merge them otherwise.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  # Our own templates and standard library code must be the plugin's copies, not ones that a host exports.
  target_link_options(${target} PRIVATE -Wl,-Bsymbolic -Wl,-z,now -Wl,-z,defs)
endfunction()

function(_tenter_identify target options)
  get_target_property(name ${target} TENTER_PLUGIN)
  target_compile_definitions(${target} PRIVATE TENTER_PLUGIN_NAME="${name}" TENTER_PLUGIN_OPTIONS="${options}")
endfunction()

function(_tenter_plain target)
  target_compile_options(${target} PRIVATE -O2 -g)
  _tenter_identify(${target} "-O2 -g")
endfunction()

# -O1 keeps every access of the source apart, which -O2 would merge; libstdc++'s own string and stream templates are
# instantiated here, or they would run unseen inside libstdc++.so.
function(_tenter_instrument_options target)
  target_compile_options(${target} PRIVATE -O1 -g -fno-omit-frame-pointer -fsanitize=thread
    $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>
    "$<$<CXX_COMPILER_ID:Clang>:-gdwarf-aranges;SHELL:-mllvm -tsan-instrument-read-before-write>")
  target_compile_definitions(${target} PRIVATE _GLIBCXX_EXTERN_TEMPLATE=0)
endfunction()

function(_tenter_instrument target)
  _tenter_instrument_options(${target})
  # The symbols of the instrumentation are the host's.
  target_link_options(${target} PRIVATE -Wl,-z,undefs)
  _tenter_identify(${target} "-O1 -g -fsanitize=thread")
endfunction()

# Links `libraries`, but for each of `instrumented` a twin compiled again with instrumentation.
function(_tenter_link_instrumented target libraries instrumented)
  foreach(library IN LISTS libraries)
    if(library IN_LIST instrumented)
      _tenter_instrumented_twin(twin ${library})
      target_link_libraries(${target} PRIVATE ${twin})
    else()
      target_link_libraries(${target} PRIVATE ${library})
    endif()
  endforeach()
endfunction()

function(_tenter_instrumented_twin result library)
  get_target_property(real ${library} ALIASED_TARGET)
  if(NOT real)
    set(real ${library})
  endif()
  string(MAKE_C_IDENTIFIER ${real} suffix)
  set(twin tenter_instrumented_${suffix})
  set(${result} ${twin} PARENT_SCOPE)
  if(TARGET ${twin})
    return()
  endif()
  get_target_property(sources ${real} SOURCES)
  get_target_property(directory ${real} SOURCE_DIR)
  get_target_property(imported ${real} IMPORTED)
  if(imported OR NOT sources)
    message(FATAL_ERROR "INSTRUMENT_TARGETS ${library}: only a library built by this project can be compiled again")
  endif()
  list(TRANSFORM sources PREPEND "${directory}/" REGEX "^[^/$]")
  add_library(${twin} STATIC ${sources})
  set_target_properties(${twin} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${twin} PUBLIC $<TARGET_PROPERTY:${real},INCLUDE_DIRECTORIES>)
  target_compile_definitions(${twin} PUBLIC $<TARGET_PROPERTY:${real},COMPILE_DEFINITIONS>)
  target_compile_features(${twin} PUBLIC cxx_std_20)
  _tenter_instrument_options(${twin})
endfunction()
