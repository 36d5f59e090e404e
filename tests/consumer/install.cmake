# Installs the build tree BUILD under WORK, and moves it: nothing may remember where it was installed first.
file(REMOVE_RECURSE ${WORK}/first ${WORK}/moved)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/first COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${WORK}/first ${WORK}/moved)
