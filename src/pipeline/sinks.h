/* All sinks: a line each.  sink_NAME is the sink_type in sink_NAME.c (doccano has two). */
#define SINKS(X)         \
    X(jsonl)             \
    X(sqlite)            \
    X(brat)              \
    X(doccano)           \
    X(doccano_relations) \
    X(label_studio)      \
    X(prodigy)           \
    X(conll)             \
    X(timeml)
