/* What a scanner tells those who look on: what rules have found and cost. */
#include "extract/scan.h"

#include "base/error.h"
#include "rules/trace.h"

void quoth_scanner_trace(quoth_scanner *scanner, bool on)
{
    matcher_set_tracing(scanner->matcher, on);
    scanner->explain = on;
}

void quoth_scanner_time(quoth_scanner *scanner, bool on)
{
    matcher_set_timing(scanner->matcher, on);
}

size_t quoth_scanner_costs(const quoth_scanner *scanner, quoth_cost *costs)
{
    return matcher_costs(scanner->matcher, costs);
}

const quoth_finding *quoth_findings(quoth_scanner *scanner, size_t *count, quoth_error *error)
{
    const quoth_finding *volatile found = NULL;
    jmp_buf escape;
    *count = 0;
    scanner->arena.escape = &escape;
    if (!setjmp(escape))
        found = matcher_findings(scanner->matcher, &scanner->hits, count);
    else
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    scanner->arena.escape = NULL;
    return found;
}

/* The first token that ends behind a code point. */
static uint32_t token_at(const article *a, size_t point)
{
    uint32_t low = 0, high = (uint32_t)a->tokens->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (article_piece(a, middle, middle + 1).end <= point)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const quoth_attempt *quoth_attempts(quoth_scanner *scanner, size_t start, size_t end, size_t *count, quoth_error *error)
{
    const quoth_attempt *volatile tried = NULL;
    const article *a = &scanner->article;
    jmp_buf escape;
    *count = 0;
    scanner->arena.escape = &escape;
    if (!setjmp(escape)) {
        uint32_t first = token_at(a, start), last = token_at(a, end);
        if (last < a->tokens->n && article_piece(a, last, last + 1).start < end)
            last++;
        tried = matcher_attempts(scanner->matcher, first, last, count);
    } else {
        error_set(error, QUOTH_ERROR_MEMORY, "out of memory");
    }
    scanner->arena.escape = NULL;
    return tried;
}
