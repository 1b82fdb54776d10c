/* What a matcher can tell of the article it has read, and of its rules' costs: behind quoth_findings and its like. */
#ifndef QUOTH_RULES_TRACE_H
#define QUOTH_RULES_TRACE_H

#include "rules/matcher.h"

void matcher_set_tracing(matcher *m, bool on);
void matcher_set_timing(matcher *m, bool on);

/* The findings of `kept` and of what lost to them, in the article's arena. */
const quoth_finding *matcher_findings(const matcher *m, const hits *kept, size_t *count);

/* The rules that could begin at one of the tokens [first, last), and how far they got. */
const quoth_attempt *matcher_attempts(const matcher *m, uint32_t first, uint32_t last, size_t *count);

size_t matcher_costs(const matcher *m, quoth_cost *costs);

#endif
