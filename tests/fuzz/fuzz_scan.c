/*
 * Random articles against the real patterns: nothing crashes, every span is the slice it says it is, and the
 * record is valid JSON.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quoth.h"

struct state {
    quoth_rules *rules;
    quoth_scanner *scanner;
};

static struct state state; /* libFuzzer passes no context */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "fuzz_scan: %s\n", what);
    abort();
}

/* What is mapped straight from the system the leak checker does not see, nor what it leads to: nothing may be left. */
static void give_back(void)
{
    quoth_scanner_free(state.scanner);
    quoth_rules_free(state.rules);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    quoth_error error = {0};
    const char *patterns = getenv("QUOTH_PATTERNS");
    state.rules = quoth_rules_load(patterns ? patterns : "patterns/en", NULL, NULL, &error);
    require(state.rules != NULL, error.text);
    state.scanner = quoth_scanner_new(state.rules, &error);
    require(state.scanner != NULL, error.text);
    atexit(give_back);
    return 0;
}

/* The byte at which a code point begins. */
static size_t byte_of(quoth_slice text, size_t code_point)
{
    size_t at = 0;
    for (; at < text.size; at++) {
        bool begins = ((unsigned char)text.data[at] & 0xC0) != 0x80;
        if (begins && code_point-- == 0)
            break;
    }
    return at;
}

static void check_piece(const quoth_document *d, const quoth_piece *piece)
{
    if (!piece->text.data)
        return;
    size_t start = byte_of(d->text, piece->start), end = byte_of(d->text, piece->end);
    require(piece->start <= piece->end && end - start == piece->text.size, "a span has another length than its text");
    require(!memcmp(d->text.data + start, piece->text.data, end - start), "a span is not the slice it says");
}

static void check_document(const quoth_document *d)
{
    for (size_t i = 0; i < d->date_count; i++)
        check_piece(d, &d->dates[i].piece);
    for (size_t i = 0; i < d->person_count; i++)
        for (size_t k = 0; k < d->people[i].mention_count; k++)
            check_piece(d, &d->people[i].mentions[k]);
    for (size_t i = 0; i < d->number_count; i++) {
        check_piece(d, &d->numbers[i].piece);
        check_piece(d, &d->numbers[i].modifier);
        check_piece(d, &d->numbers[i].unit);
    }
    for (size_t i = 0; i < d->claim_count; i++) {
        check_piece(d, &d->claims[i].source);
        check_piece(d, &d->claims[i].cue);
        for (size_t k = 0; k < d->claims[i].content_count; k++)
            check_piece(d, &d->claims[i].content[k]);
    }
}

static bool check_line(void *context, const char *line, size_t size)
{
    (void)context;
    json_t *record = json_loadb(line, size, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
    require(json_is_object(record), "a record is no valid JSON");
    require(memchr(line, '\n', size) == line + size - 1, "a record is not one line");
    json_decref(record);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    quoth_error error = {0};
    quoth_article article = {.text = {(const char *)data, size}, .assumed = {"2026-02-07", 10}};
    const quoth_document *d = quoth_scan(state.scanner, &article, &error);
    require(d != NULL, error.text);
    check_document(d);
    require(quoth_record_write(d, QUOTH_WITH_TEXT | QUOTH_WITH_SENTENCES, check_line, NULL) == QUOTH_OK,
            "a record cannot be written");
    return 0;
}
