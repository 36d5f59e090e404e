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
  set(command ${tenter} run ${scenario} --plugin ${plugin} --no-bundled --time ${time})
  if(engines)
    list(APPEND command --engine ${engines})
  endif()
  _tenter_timeout(timeout)
  add_test(${prefix}${scenario} ${command})
  set_tests_properties(${prefix}${scenario} PROPERTIES LABELS tenter TIMEOUT ${timeout}
    RESOURCE_LOCK tenter_real_threads PROCESSORS 2 ${properties})
endfunction()

function(_tenter_add_scenario_tests)
  execute_process(COMMAND ${tenter} list --json --plugin ${plugin} --no-bundled
    OUTPUT_VARIABLE listing ERROR_QUIET RESULT_VARIABLE status)
  set(count 0)
  if(status EQUAL 0)
    string(JSON count LENGTH ${listing} scenarios)
  endif()
  if(count EQUAL 0)  # the same again as a test, so that its failure and its message are seen
    add_test(${target}.scenarios ${tenter} run --plugin ${plugin} --no-bundled --time ${time})
    set_tests_properties(${target}.scenarios PROPERTIES LABELS tenter)
    return()
  endif()
  math(EXPR last "${count} - 1")
  foreach(index RANGE ${last})
    string(JSON scenario GET ${listing} scenarios ${index} name)
    _tenter_add_scenario_test(${scenario})
  endforeach()
endfunction()

_tenter_add_scenario_tests()
