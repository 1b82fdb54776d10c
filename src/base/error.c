#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(quoth_error *error, quoth_status status, const char *file, unsigned line, unsigned column,
                 const char *format, va_list arguments)
{
    if (!error || error->status != QUOTH_OK)
        return;
    error->status = status;
    error->line = line;
    error->column = column;
    snprintf(error->file, sizeof error->file, "%s", file ? file : "");
    vsnprintf(error->text, sizeof error->text, format, arguments);
}

quoth_status error_set(quoth_error *error, quoth_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, NULL, 0, 0, format, arguments);
    va_end(arguments);
    return status;
}

quoth_status error_at(quoth_error *error, quoth_status status, const char *file, unsigned line, unsigned column,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, file, line, column, format, arguments);
    va_end(arguments);
    return status;
}
