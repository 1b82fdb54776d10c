/* All subcommands: a line each.  COMMAND(name, what it takes, what it does); the function is command_NAME. */
#define COMMANDS(COMMAND)                                                                           \
    COMMAND(extract, "[FILE|FOLDER|-]...", "read news text, write dates, people, numbers and claims") \
    COMMAND(check, "[FOLDER]", "load pattern files and run the examples in them")                   \
    COMMAND(help, "[COMMAND]", "explain a command")                                                 \
    COMMAND(version, "", "print the version")
