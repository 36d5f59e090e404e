# What is installed, and where: the layout under a prefix is that of the build directory, so that the command finds
# its workers and plugins in both, wherever the prefix is moved. Not installed itself.
include_guard(GLOBAL)
include(CMakePackageConfigHelpers)

if(NOT TENTER_INSTALL)
  return()
endif()

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/tenter)

set_target_properties(tenter_scenario PROPERTIES EXPORT_NAME scenario)
set_target_properties(tenter_scenario_code PROPERTIES EXPORT_NAME scenario_code)
set_target_properties(tenter_instrumented_scenario_code PROPERTIES EXPORT_NAME instrumented_scenario_code)
set_target_properties(tenter_plugin PROPERTIES EXPORT_NAME plugin)
set_target_properties(tenter_instrumented_plugin PROPERTIES EXPORT_NAME instrumented_plugin)
set_target_properties(tenter_gtest PROPERTIES EXPORT_NAME gtest)
set_target_properties(tenter_gtest_main PROPERTIES EXPORT_NAME gtest_main)
set_target_properties(tenter_gtest_properties PROPERTIES EXPORT_NAME gtest_properties)
install(TARGETS tenter_scenario tenter_scenario_code tenter_instrumented_scenario_code tenter_plugin
  tenter_instrumented_plugin tenter_gtest tenter_gtest_main tenter_gtest_properties tenter
  EXPORT tenterTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/tenter)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/include/tenter DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/lib/plugin/plugin_entry.cpp DESTINATION ${CMAKE_INSTALL_DATADIR}/tenter)
install(FILES ${PROJECT_SOURCE_DIR}/lib/gtest/scenario_tests.cpp ${PROJECT_SOURCE_DIR}/lib/gtest/main.cpp
  ${PROJECT_SOURCE_DIR}/lib/gtest/properties.cpp
  DESTINATION ${CMAKE_INSTALL_DATADIR}/tenter/gtest)

install(EXPORT tenterTargets NAMESPACE tenter:: DESTINATION ${package_directory})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/tenterConfig.cmake.in ${PROJECT_BINARY_DIR}/tenterConfig.cmake
  INSTALL_DESTINATION ${package_directory})
# Before 1.0 a minor version may change the plugin ABI.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tenterConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tenterConfig.cmake ${PROJECT_BINARY_DIR}/tenterConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/TenterScenarios.cmake ${PROJECT_SOURCE_DIR}/cmake/TenterDiscover.cmake
  DESTINATION ${package_directory})
