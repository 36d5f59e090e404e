# Run by ctest when it starts: makes the tests of one tenter_discover_scenarios(), which sets `target`, `plugin`,
# `tenter`, `engines`, `time`, `prefix` and `properties`.

# How long ctest waits for a test: far more than the run takes, for tenter has a time-out of its own. In seconds.
function(_tenter_timeout result)
  set(seconds 1)
  if(time MATCHES "^([0-9]+)m$")
    math(EXPR seconds "60 * ${CMAKE_MATCH_1}")
  elseif(time MATCHES "^([0-9]+)s$")
    set(seconds ${CMAKE_MATCH_1})
  endif()
  math(EXPR seconds "60 + 10 * ${seconds}")
  set(${result} ${seconds} PARENT_SCOPE)
endfunction()

function(_tenter_add_scenario_test scenario)
  set(command ${tenter} run ${scenario} --plugin ${plugin} --time ${time})
  if(engines)
    list(APPEND command --engine ${engines})
  endif()
  _tenter_timeout(timeout)
  add_test(${prefix}${scenario} ${command})
  set_tests_properties(${prefix}${scenario} PROPERTIES LABELS tenter TIMEOUT ${timeout}
    RESOURCE_LOCK tenter_real_threads PROCESSORS 2 ${properties})
endfunction()

# The names of the plugin's scenarios; nothing when tenter cannot tell.
function(_tenter_list_scenarios result)
  set(${result} "" PARENT_SCOPE)
  execute_process(COMMAND ${tenter} list --json --plugin ${plugin}
    OUTPUT_VARIABLE listing ERROR_QUIET RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    return()
  endif()
  string(JSON count LENGTH ${listing} scenarios)
  set(names)
  foreach(index RANGE 1 ${count})
    math(EXPR index "${index} - 1")
    string(JSON owner GET ${listing} scenarios ${index} plugin)
    if(owner STREQUAL target)  # the bundled ones are listed too
      string(JSON name GET ${listing} scenarios ${index} name)
      list(APPEND names ${name})
    endif()
  endforeach()
  set(${result} ${names} PARENT_SCOPE)
endfunction()

_tenter_list_scenarios(scenarios)
foreach(scenario IN LISTS scenarios)
  _tenter_add_scenario_test(${scenario})
endforeach()

# A test that fails and says why: tenter cannot list the plugin, or lists nothing of it.
if(NOT scenarios)
  add_test(${target}.scenarios ${tenter} list --plugin ${plugin} "no-scenario-in-${target}")
  set_tests_properties(${target}.scenarios PROPERTIES LABELS tenter)
endif()
