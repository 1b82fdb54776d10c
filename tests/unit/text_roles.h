/* Roles of a small language, for the unit tests of src/text. */
#ifndef TEXT_ROLES_H
#define TEXT_ROLES_H

#include <string.h>

#include "text/token.h"

struct role_of {
    const char *form;
    unsigned role;
};

static unsigned find_role(const char *data, size_t size)
{
    const unsigned both = ROLE_QUOTE_OPEN | ROLE_QUOTE_CLOSE;
    const struct role_of known[] = {
        {".", ROLE_STOP},
        {"!", ROLE_STOP},
        {"?", ROLE_STOP},
        {"...", ROLE_STOP},
        {"…", ROLE_STOP},
        {"Mr", ROLE_ABBREVIATION},
        {"Gen", ROLE_ABBREVIATION},
        {"No", ROLE_ABBREVIATION},
        {"Jan", ROLE_ABBREVIATION},
        {"Inc", ROLE_SHORTENED},
        {"U.S.", ROLE_SHORTENED},
        {"a.m.", ROLE_SHORTENED},
        {"The", ROLE_STARTER},
        {"He", ROLE_STARTER},
        {"Then", ROLE_STARTER},
        {"In", ROLE_STARTER},
        {"A", ROLE_STARTER},
        {"“", ROLE_QUOTE_OPEN},
        {"„", ROLE_QUOTE_OPEN},
        {"«", ROLE_QUOTE_OPEN},
        {"``", ROLE_QUOTE_OPEN},
        {"”", ROLE_QUOTE_CLOSE},
        {"»", ROLE_QUOTE_CLOSE},
        {"''", both},
        {"\"", both},
        {"'", both | ROLE_QUOTE_SINGLE},
        {"‘", ROLE_QUOTE_OPEN | ROLE_QUOTE_SINGLE},
        {"’", ROLE_QUOTE_CLOSE | ROLE_QUOTE_SINGLE},
        {"(", ROLE_BRACKET_OPEN},
        {"[", ROLE_BRACKET_OPEN},
        {")", ROLE_BRACKET_CLOSE},
        {"]", ROLE_BRACKET_CLOSE},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].form) == size && memcmp(known[i].form, data, size) == 0)
            return known[i].role;
    return 0;
}

/* Makes the text, cuts it and gives each token its role. */
static void cut_with_roles(arena *a, const char *data, size_t size, text *t, tokens *list)
{
    text_make(a, data, size, t);
    tokens_cut(a, t, list);
    for (size_t i = 0; i < list->n; i++) {
        token *k = &list->at[i];
        k->role = (uint16_t)find_role(t->bytes + k->start, k->end - k->start);
    }
}

#endif
