// Only there so that there is something to compile with them.
