#include "pipeline/record.h"

#include <math.h>
#include <string.h>

#include "pipeline/put.h"

/* The ids of entries are their place in the list: d1, p1, n1, c1. */
static void put_id(buffer *b, char letter, size_t index)
{
    char *at = buffer_reserve(b, DIGITS_MAX + 3);
    if (!at)
        return;
    *at++ = '"';
    *at++ = letter;
    at = put_digits(at, index + 1);
    *at++ = '"';
    buffer_end(b, at);
}

static void put_terminated(buffer *b, const char *string)
{
    put_string(b, string, strlen(string));
}

/* ,"key":"value" or nothing; the key is a literal. */
#define PUT_FIELD(b, key, value)          \
    do {                                  \
        if (value) {                      \
            PUT((b), ",\"" key "\":");    \
            put_terminated((b), (value)); \
        }                                 \
    } while (0)

static void put_slice_field(buffer *b, const char *key, quoth_slice value)
{
    if (!value.data || !value.size)
        return;
    PUT(b, ",\"");
    buffer_add_string(b, key);
    PUT(b, "\":");
    put_slice(b, value);
}

static void put_number_field(buffer *b, const char *key, double value)
{
    if (!isfinite(value))
        return;
    PUT(b, ",\"");
    buffer_add_string(b, key);
    PUT(b, "\":");
    put_number(b, value);
}

enum { RANGE_MAX = 2 * DIGITS_MAX + 3 };

static char *put_range_at(char *at, const quoth_piece *piece)
{
    *at++ = '[';
    at = put_digits(at, piece->start);
    *at++ = ',';
    at = put_digits(at, piece->end);
    *at++ = ']';
    return at;
}

static void put_range(buffer *b, const quoth_piece *piece)
{
    char *at = buffer_reserve(b, RANGE_MAX);
    if (at)
        buffer_end(b, put_range_at(at, piece));
}

/* "span":[0,4],"text":"slice" */
static void put_piece(buffer *b, const quoth_piece *piece)
{
    char *at = buffer_reserve(b, RANGE_MAX + 24);
    if (!at)
        return;
    PUT_AT(at, "\"span\":");
    at = put_range_at(at, piece);
    PUT_AT(at, ",\"text\":");
    buffer_end(b, at);
    put_slice(b, piece->text);
}

static void put_origin(buffer *b, const char *rule, double confidence)
{
    PUT_FIELD(b, "rule", rule);
    if (isfinite(confidence)) {
        PUT(b, ",\"confidence\":");
        put_hundredths(b, confidence);
    }
    PUT(b, "}");
}

static void put_date(buffer *b, const quoth_date *date, size_t index)
{
    PUT(b, "{\"id\":");
    put_id(b, 'd', index);
    PUT(b, ",");
    put_piece(b, &date->piece);
    PUT_FIELD(b, "type", date->type);
    PUT_FIELD(b, "value", date->value);
    PUT_FIELD(b, "mod", date->mod);
    PUT_FIELD(b, "begin", date->begin);
    PUT_FIELD(b, "end", date->end);
    PUT_FIELD(b, "bound", date->bound);
    put_origin(b, date->rule, date->confidence);
}

static void put_person(buffer *b, const quoth_person *person, size_t index)
{
    PUT(b, "{\"id\":");
    put_id(b, 'p', index);
    PUT_FIELD(b, "name", person->name);
    PUT_FIELD(b, "given", person->given);
    PUT_FIELD(b, "family", person->family);
    if (person->role_count) {
        PUT(b, ",\"roles\":[");
        for (size_t i = 0; i < person->role_count; i++) {
            if (i)
                PUT(b, ",");
            put_slice(b, person->roles[i].text);
        }
        PUT(b, "]");
    }
    PUT(b, ",\"mentions\":[");
    for (size_t i = 0; i < person->mention_count; i++) {
        if (i)
            PUT(b, ",");
        PUT(b, "{");
        put_piece(b, &person->mentions[i]);
        PUT(b, "}");
    }
    PUT(b, "]");
    put_origin(b, person->rule, person->confidence);
}

static void put_unit(buffer *b, const quoth_number *number)
{
    bool placed = number->unit.text.data != NULL;
    if (!placed && !number->unit_name)
        return;
    PUT(b, ",\"unit\":{");
    if (placed)
        put_piece(b, &number->unit);
    if (number->unit_name) {
        if (placed)
            PUT(b, ",");
        PUT(b, "\"name\":");
        put_terminated(b, number->unit_name);
    }
    PUT(b, "}");
}

static void put_quantity(buffer *b, const quoth_number *number, size_t index)
{
    PUT(b, "{\"id\":");
    put_id(b, 'n', index);
    PUT(b, ",");
    put_piece(b, &number->piece);
    PUT_FIELD(b, "kind", number->kind);
    put_number_field(b, "value", number->value);
    put_number_field(b, "low", number->low);
    put_number_field(b, "high", number->high);
    PUT_FIELD(b, "relation", number->relation);
    PUT_FIELD(b, "change", number->change);
    if (number->modifier.text.data) {
        PUT(b, ",\"modifier\":{");
        put_piece(b, &number->modifier);
        PUT(b, "}");
    }
    put_unit(b, number);
    if (number->of.text.data) {
        PUT(b, ",\"of\":{");
        put_piece(b, &number->of);
        PUT(b, "}");
    }
    put_origin(b, number->rule, number->confidence);
}

static void put_source(buffer *b, const quoth_claim *claim)
{
    if (!claim->source.text.data)
        return;
    PUT(b, ",\"source\":{");
    put_piece(b, &claim->source);
    PUT_FIELD(b, "type", claim->source_type);
    if (claim->source_person != QUOTH_NONE) {
        PUT(b, ",\"person\":");
        put_id(b, 'p', claim->source_person);
    }
    PUT_FIELD(b, "name", claim->source_name);
    PUT(b, "}");
}

static void put_content(buffer *b, const quoth_claim *claim)
{
    PUT(b, ",\"content\":{\"spans\":[");
    for (size_t i = 0; i < claim->content_count; i++) {
        if (i)
            PUT(b, ",");
        put_range(b, &claim->content[i]);
    }
    PUT(b, "],\"text\":\"");
    for (size_t i = 0; i < claim->content_count; i++) {
        if (i)
            PUT(b, " ");
        put_characters(b, claim->content[i].text.data, claim->content[i].text.size);
    }
    PUT(b, "\"}");
}

static void put_ids(buffer *b, const char *key, char letter, const size_t *at, size_t n)
{
    if (!n)
        return;
    PUT(b, ",\"");
    buffer_add_string(b, key);
    PUT(b, "\":[");
    for (size_t i = 0; i < n; i++) {
        if (i)
            PUT(b, ",");
        put_id(b, letter, at[i]);
    }
    PUT(b, "]");
}

static void put_claim(buffer *b, const quoth_claim *claim, size_t index)
{
    PUT(b, "{\"id\":");
    put_id(b, 'c', index);
    PUT_FIELD(b, "kind", claim->kind);
    put_source(b, claim);
    if (claim->cue.text.data) {
        PUT(b, ",\"cue\":{");
        put_piece(b, &claim->cue);
        PUT_FIELD(b, "lemma", claim->lemma);
        PUT_FIELD(b, "act", claim->act);
        PUT(b, "}");
    }
    put_content(b, claim);
    if (claim->negated)
        PUT(b, ",\"negated\":true");
    if (claim->said) {
        PUT(b, ",\"said\":{\"value\":");
        put_terminated(b, claim->said);
        if (claim->said_date != QUOTH_NONE) {
            PUT(b, ",\"date\":");
            put_id(b, 'd', claim->said_date);
        }
        PUT(b, "}");
    }
    put_ids(b, "dates", 'd', claim->dates, claim->date_count);
    put_ids(b, "numbers", 'n', claim->numbers, claim->number_count);
    put_ids(b, "people", 'p', claim->people, claim->person_count);
    put_origin(b, claim->rule, claim->confidence);
}

static void put_head(buffer *b, const quoth_document *d)
{
    PUT(b, "{\"schema\":");
    put_size(b, QUOTH_SCHEMA);
    put_slice_field(b, "id", d->id);
    put_slice_field(b, "url", d->url);
    put_slice_field(b, "title", d->title);
    PUT_FIELD(b, "lang", d->language);
    PUT_FIELD(b, "genre", d->genre);
    if (!d->published)
        return;
    PUT(b, ",\"published\":{\"value\":");
    put_terminated(b, d->published);
    PUT_FIELD(b, "basis", d->published_basis);
    if (d->published_piece.text.data) {
        PUT(b, ",\"span\":");
        put_range(b, &d->published_piece);
    }
    PUT(b, "}");
}

static void put_warnings(buffer *b, const quoth_document *d)
{
    if (!d->warning_count)
        return;
    PUT(b, ",\"warnings\":[");
    for (size_t i = 0; i < d->warning_count; i++) {
        const quoth_warning *warning = &d->warnings[i];
        if (i)
            PUT(b, ",");
        PUT(b, "{\"code\":");
        put_terminated(b, warning->code);
        PUT_FIELD(b, "message", warning->message);
        PUT(b, ",\"count\":");
        put_size(b, warning->count);
        PUT(b, "}");
    }
    PUT(b, "]");
}

static void put_sentences(buffer *b, const quoth_document *d)
{
    PUT(b, ",\"sentences\":[");
    for (size_t i = 0; i < d->sentence_count; i++) {
        if (i)
            PUT(b, ",");
        PUT(b, "{\"span\":");
        put_range(b, &d->sentences[i]);
        PUT(b, "}");
    }
    PUT(b, "]");
}

#define PUT_LIST(b, key, put, at, n)    \
    do {                                \
        PUT(b, ",\"" key "\":[");       \
        for (size_t i = 0; i < n; i++) { \
            if (i)                      \
                PUT(b, ",");            \
            put(b, &at[i], i);          \
        }                               \
        PUT(b, "]");                    \
    } while (0)

void record_append(const quoth_document *d, unsigned with, buffer *out)
{
    put_head(out, d);
    PUT_LIST(out, "dates", put_date, d->dates, d->date_count);
    PUT_LIST(out, "people", put_person, d->people, d->person_count);
    PUT_LIST(out, "numbers", put_quantity, d->numbers, d->number_count);
    PUT_LIST(out, "claims", put_claim, d->claims, d->claim_count);
    put_warnings(out, d);
    if (with & QUOTH_WITH_TEXT) {
        PUT(out, ",\"text\":");
        put_slice(out, d->text);
    }
    if (with & QUOTH_WITH_SENTENCES)
        put_sentences(out, d);
    PUT(out, "}\n");
}

void record_append_error(const record_error *error, buffer *out)
{
    PUT(out, "{\"schema\":");
    put_size(out, QUOTH_SCHEMA);
    put_slice_field(out, "id", error->id);
    PUT(out, ",\"error\":{\"code\":");
    put_terminated(out, error->code);
    PUT_FIELD(out, "message", error->message);
    PUT_FIELD(out, "source", error->source);
    PUT(out, "}}\n");
}

quoth_status quoth_record_write(const quoth_document *document, unsigned with, quoth_write_fn *write,
                                void *context)
{
    buffer out = {0};
    record_append(document, with, &out);
    quoth_status status = QUOTH_OK;
    if (out.failed)
        status = QUOTH_ERROR_MEMORY;
    else if (!write(context, out.data, out.size))
        status = QUOTH_ERROR_OUTPUT;
    buffer_free(&out);
    return status;
}
