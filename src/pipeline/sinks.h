/* All sinks: a line each.  sink_NAME is the sink_type in sink_NAME.c. */
#define SINKS(X) \
    X(jsonl)     \
    X(sqlite)
