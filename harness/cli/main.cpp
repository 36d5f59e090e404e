#include "cli/commands.h"

int main(int argc, char** argv) { return tenter::cli::main_program({argv, argv + argc}); }
