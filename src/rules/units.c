#include "rules/units.h"

const char *const quote_unit_names[QUOTE_UNITS] = {"QUOTE",      "QUOTE_OPEN",  "QUOTE_MORE",
                                                   "QUOTE_STOP", "QUOTE_COMMA", "QUOTE_SINGLE"};
