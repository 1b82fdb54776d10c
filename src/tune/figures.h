/*
 * All figures that a score may have, in the order in which they are shown: FIGURE(name, section, row, base).
 *
 * A figure without base counts entries: how many gold has, how many the output, how many of each are matched.  One
 * with a base is about a field of the entries that the base has matched: how many of those agree.
 */
#ifndef QUOTH_TUNE_FIGURES_H
#define QUOTH_TUNE_FIGURES_H

#define CLAIM_FIGURES(FIGURE, sort, section)                    \
    FIGURE(sort##_ATTRIBUTION, section, "attribution", NONE)    \
    FIGURE(sort##_CUE, section, "cue overlap", NONE)            \
    FIGURE(sort##_SOURCE, section, "source overlap", NONE)      \
    FIGURE(sort##_SOURCE_EXACT, section, "source exact", NONE)  \
    FIGURE(sort##_CONTENT, section, "content Jaccard>=.5", NONE) \
    FIGURE(sort##_CONTENT_EXACT, section, "content exact", NONE) \
    FIGURE(sort##_TOKENS, section, "content tokens", NONE)

#define FIGURES(FIGURE)                                                                     \
    FIGURE(DATES_STRICT, "dates", "strict", NONE)                                           \
    FIGURE(DATES_RELAXED, "dates", "relaxed", NONE)                                         \
    FIGURE(DATES_STRICT_VALUE, "dates", "strict+value", NONE)                               \
    FIGURE(DATES_TYPE, "dates", "type", DATES_RELAXED)                                      \
    FIGURE(DATES_VALUE, "dates", "value", DATES_RELAXED)                                    \
    FIGURE(DATES_MOD, "dates", "mod", DATES_RELAXED)                                        \
    FIGURE(DATES_BEGIN, "dates", "begin", DATES_RELAXED)                                    \
    FIGURE(DATES_END, "dates", "end", DATES_RELAXED)                                        \
    FIGURE(DATES_BOUND, "dates", "bound", DATES_RELAXED)                                    \
    FIGURE(PEOPLE_EXACT, "people", "mentions exact", NONE)                                  \
    FIGURE(PEOPLE_OVERLAP, "people", "mentions overlap", NONE)                              \
    FIGURE(PEOPLE_B3_FOUND, "people", "B3 found mentions", NONE)                            \
    FIGURE(PEOPLE_B3_ALL, "people", "B3 all mentions", NONE)                                \
    FIGURE(PEOPLE_ENTITIES, "people", "entities", NONE)                                     \
    FIGURE(PEOPLE_NAME, "people", "name", PEOPLE_ENTITIES)                                  \
    FIGURE(PEOPLE_GIVEN, "people", "given", PEOPLE_ENTITIES)                                \
    FIGURE(PEOPLE_FAMILY, "people", "family", PEOPLE_ENTITIES)                              \
    FIGURE(PEOPLE_ROLES, "people", "roles (of matched)", NONE)                              \
    FIGURE(NUMBERS_EXACT, "numbers", "span exact", NONE)                                    \
    FIGURE(NUMBERS_OVERLAP, "numbers", "span overlap", NONE)                                \
    FIGURE(NUMBERS_VALUE, "numbers", "value", NUMBERS_OVERLAP)                              \
    FIGURE(NUMBERS_RELATION, "numbers", "relation", NUMBERS_OVERLAP)                        \
    FIGURE(NUMBERS_CHANGE, "numbers", "change", NUMBERS_OVERLAP)                            \
    FIGURE(NUMBERS_KIND, "numbers", "kind", NUMBERS_OVERLAP)                                \
    FIGURE(NUMBERS_UNIT, "numbers", "unit", NUMBERS_OVERLAP)                                \
    FIGURE(QUANTITIES_VALUE, "quantities", "value", NONE)                                   \
    FIGURE(QUANTITIES_UNIT, "quantities", "value+unit", NONE)                               \
    FIGURE(QUANTITIES_WORD, "quantities", "value+unit shares a word", NONE)                 \
    FIGURE(QUANTITIES_CHANGE, "quantities", "value+change", NONE)                           \
    FIGURE(PUBLISHED_VALUE, "quantities as published", "value", NONE)                       \
    FIGURE(PUBLISHED_UNIT, "quantities as published", "value+unit", NONE)                   \
    FIGURE(PUBLISHED_CHANGE, "quantities as published", "value+change", NONE)               \
    CLAIM_FIGURES(FIGURE, CLAIMS, "claims")                                                 \
    FIGURE(CLAIMS_KIND, "claims", "kind", CLAIMS_ATTRIBUTION)                               \
    FIGURE(CLAIMS_NEGATED, "claims", "negated", CLAIMS_ATTRIBUTION)                         \
    FIGURE(CLAIMS_SOURCE_TYPE, "claims", "source type", CLAIMS_ATTRIBUTION)                 \
    FIGURE(CLAIMS_SOURCE_NAME, "claims", "source name", CLAIMS_ATTRIBUTION)                 \
    FIGURE(CLAIMS_ACT, "claims", "act", CLAIMS_ATTRIBUTION)                                 \
    FIGURE(CLAIMS_SAID, "claims", "said", CLAIMS_ATTRIBUTION)                               \
    CLAIM_FIGURES(FIGURE, QUOTED, "claims quoted")                                          \
    CLAIM_FIGURES(FIGURE, UNQUOTED, "claims unquoted")

enum figure {
#define FIGURE_NUMBER(name, section, row, base) FIGURE_##name,
    FIGURES(FIGURE_NUMBER)
#undef FIGURE_NUMBER
    FIGURE_COUNT,
    FIGURE_NONE = FIGURE_COUNT
};

#endif
