#include "pipeline/foreign.h"

#include <stdbool.h>
#include <string.h>

enum { LOOKED_AT = 512, NO_TEXT = 4 /* one of so many bytes is a control character */ };

/* The signatures are those of file(1). */
static const struct {
    const char *bytes;
    size_t size, at;
    const char *advice;
} SIGNS[] = {
    {"\x1f\x8b", 2, 0, "it is compressed: gzip -dc FILE | quoth extract -"},
    {"\x28\xb5\x2f\xfd", 4, 0, "it is compressed: zstd -dc FILE | quoth extract -"},
    {"\xfd"
     "7zXZ\0",
     6, 0, "it is compressed: xz -dc FILE | quoth extract -"},
    {"BZh", 3, 0, "it is compressed: bzip2 -dc FILE | quoth extract -"},
    {"PK\3\4", 4, 0, "it is a zip archive: unpack it and name the folder"},
    {"ustar", 5, 257, "it is a tar archive: unpack it and name the folder"},
    {"%PDF-", 5, 0, "it is a PDF document: pdftotext FILE - | quoth extract -"},
    {"\xff\xfe", 2, 0, "it is UTF-16: iconv -f UTF-16 -t UTF-8 FILE | quoth extract -"},
    {"\xfe\xff", 2, 0, "it is UTF-16: iconv -f UTF-16 -t UTF-8 FILE | quoth extract -"},
};

/* Whether too much of it is none of what texts are made of; some NUL bytes may be. */
static bool is_binary(const char *data, size_t size)
{
    size_t odd = 0;
    size = size < LOOKED_AT ? size : LOOKED_AT;
    for (size_t i = 0; i < size; i++)
        odd += (unsigned char)data[i] < ' ' && (!data[i] || !strchr("\t\n\v\f\r\b\x1b", data[i]));
    return size >= LOOKED_AT && odd > size / NO_TEXT;
}

/* An array of objects, as many programs write it. */
static bool is_array(const char *data, size_t size)
{
    size_t at = 0;
    for (const char *wanted = "[{"; *wanted; wanted++, at++) {
        while (at < size && data[at] && strchr(" \t\r\n", data[at]))
            at++;
        if (at == size || data[at] != *wanted)
            return false;
    }
    return true;
}

const char *foreign_advice(const char *data, size_t size)
{
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (size >= SIGNS[i].at + SIGNS[i].size && !memcmp(data + SIGNS[i].at, SIGNS[i].bytes, SIGNS[i].size))
            return SIGNS[i].advice;
    if (is_array(data, size))
        return "it is an array of objects, not one a line: jq -c '.[]' FILE | quoth extract -";
    return is_binary(data, size) ? "it holds no text" : NULL;
}
