/* The units that `quotations` makes. */
#ifndef QUOTH_RULES_UNITS_H
#define QUOTH_RULES_UNITS_H

enum quote_unit { UNIT_QUOTE, UNIT_QUOTE_OPEN, UNIT_QUOTE_MORE, UNIT_QUOTE_STOP, UNIT_QUOTE_COMMA, UNIT_QUOTE_SINGLE, QUOTE_UNITS };

extern const char *const quote_unit_names[QUOTE_UNITS];

#endif
