/* All subcommands: a line each.  COMMAND(name, what it takes, what it does); the function is command_NAME. */
#define COMMANDS(COMMAND)                                                                           \
    COMMAND(extract, "[FILE|FOLDER|-]...", "read news text, write dates, people, numbers and claims") \
    COMMAND(check, "[FOLDER]", "load pattern files and run the examples in them")                   \
    COMMAND(fmt, "[FILE|FOLDER|-]...", "lay pattern files out in the one canonical way")                \
    COMMAND(view, "[FILE|FOLDER|-]...", "write a page that shows articles and all that was found in them") \
    COMMAND(eval, "GOLD [INPUT]", "hold what the patterns find against gold records")               \
    COMMAND(gold, "--from brat FOLDER...", "read annotations back as gold records")                    \
    COMMAND(diff, "PATTERNS_A PATTERNS_B FILE...", "show what a change of the patterns changes")    \
    COMMAND(explain, "TEXT... | --id ID FILE...", "show which rule found what, and why")             \
    COMMAND(profile, "[FILE|FOLDER|-]...", "show what each stage and rule costs")                   \
    COMMAND(help, "[COMMAND]", "explain a command")                                                 \
    COMMAND(version, "", "print the version")
