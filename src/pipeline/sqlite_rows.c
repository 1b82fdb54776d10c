#include "pipeline/sqlite_rows.h"

#include "pipeline/rows.h"
#include "pipeline/sqlite_schema.h"

static void encode_piece(buffer *out, const quoth_piece *piece)
{
    row_integer(out, piece->start);
    row_integer(out, piece->end);
    row_slice(out, piece->text);
}

/* A piece that may be missing. */
static void encode_optional(buffer *out, const quoth_piece *piece)
{
    if (piece->text.data) {
        encode_piece(out, piece);
        return;
    }
    for (int i = 0; i < 3; i++)
        row_none(out);
}

static void encode_pieces(buffer *out, enum sqlite_table table, char letter, size_t owner, const quoth_piece *at,
                          size_t n)
{
    for (size_t i = 0; i < n; i++) {
        row_begin(out, table);
        row_id(out, letter, owner);
        row_integer(out, i + 1);
        encode_piece(out, &at[i]);
    }
}

static void encode_links(buffer *out, enum sqlite_table table, size_t claim, char letter, const size_t *at,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        row_begin(out, table);
        row_id(out, 'c', claim);
        row_id(out, letter, at[i]);
    }
}

static void encode_article(const quoth_document *d, unsigned with, buffer *out)
{
    row_begin(out, TABLE_article);
    row_slice(out, d->id.data ? d->id : (quoth_slice){"", 0});
    row_slice(out, d->url);
    row_slice(out, d->title);
    row_text(out, d->language);
    row_text(out, d->published);
    row_text(out, d->published_basis);
    row_text(out, d->genre);
    row_slice(out, with & QUOTH_WITH_TEXT ? d->text : (quoth_slice){0});
    for (size_t i = 0; i < d->sentence_count && with & QUOTH_WITH_SENTENCES; i++) {
        row_begin(out, TABLE_sentence);
        row_integer(out, i + 1);
        row_integer(out, d->sentences[i].start);
        row_integer(out, d->sentences[i].end);
    }
    for (size_t i = 0; i < d->warning_count; i++) {
        row_begin(out, TABLE_warning);
        row_integer(out, i + 1);
        row_text(out, d->warnings[i].code);
        row_text(out, d->warnings[i].message);
        row_integer(out, d->warnings[i].count);
    }
}

static void encode_date(buffer *out, const quoth_date *date, size_t index)
{
    row_begin(out, TABLE_date);
    row_id(out, 'd', index);
    encode_piece(out, &date->piece);
    row_text(out, date->type);
    row_text(out, date->value);
    row_text(out, date->mod);
    row_text(out, date->begin);
    row_text(out, date->end);
    row_text(out, date->bound);
    row_text(out, date->rule);
    row_real(out, date->confidence);
}

static void encode_person(buffer *out, const quoth_person *person, size_t index)
{
    row_begin(out, TABLE_person);
    row_id(out, 'p', index);
    row_text(out, person->name);
    row_text(out, person->given);
    row_text(out, person->family);
    row_text(out, person->rule);
    row_real(out, person->confidence);
    encode_pieces(out, TABLE_role, 'p', index, person->roles, person->role_count);
    encode_pieces(out, TABLE_mention, 'p', index, person->mentions, person->mention_count);
}

static void encode_number(buffer *out, const quoth_number *number, size_t index)
{
    row_begin(out, TABLE_number);
    row_id(out, 'n', index);
    encode_piece(out, &number->piece);
    row_text(out, number->kind);
    row_real(out, number->value);
    row_real(out, number->low);
    row_real(out, number->high);
    row_text(out, number->relation);
    row_text(out, number->change);
    row_slice(out, number->modifier.text);
    row_slice(out, number->unit.text);
    row_text(out, number->unit_name);
    row_slice(out, number->of.text);
    row_text(out, number->rule);
    row_real(out, number->confidence);
}

static void encode_content(buffer *out, const quoth_claim *claim)
{
    buffer text = {0};
    for (size_t i = 0; i < claim->content_count; i++) {
        if (i)
            buffer_add_char(&text, ' ');
        buffer_add(&text, claim->content[i].text.data, claim->content[i].text.size);
    }
    row_slice(out, (quoth_slice){text.data ? text.data : "", text.size});
    out->failed = out->failed || text.failed;
    buffer_free(&text);
}

static void encode_claim(buffer *out, const quoth_claim *claim, size_t index)
{
    row_begin(out, TABLE_claim);
    row_id(out, 'c', index);
    row_text(out, claim->kind);
    encode_optional(out, &claim->source);
    row_text(out, claim->source_type);
    row_text(out, claim->source_name);
    row_id(out, 'p', claim->source_person);
    encode_optional(out, &claim->cue);
    row_text(out, claim->lemma);
    row_text(out, claim->act);
    encode_content(out, claim);
    row_integer(out, claim->negated);
    row_text(out, claim->said);
    row_id(out, 'd', claim->said_date);
    row_text(out, claim->rule);
    row_real(out, claim->confidence);
    encode_pieces(out, TABLE_claim_span, 'c', index, claim->content, claim->content_count);
    encode_links(out, TABLE_claim_date, index, 'd', claim->dates, claim->date_count);
    encode_links(out, TABLE_claim_number, index, 'n', claim->numbers, claim->number_count);
    encode_links(out, TABLE_claim_person, index, 'p', claim->people, claim->person_count);
}

void sqlite_rows_of_document(const quoth_document *d, unsigned with, buffer *out)
{
    encode_article(d, with, out);
    for (size_t i = 0; i < d->date_count; i++)
        encode_date(out, &d->dates[i], i);
    for (size_t i = 0; i < d->person_count; i++)
        encode_person(out, &d->people[i], i);
    for (size_t i = 0; i < d->number_count; i++)
        encode_number(out, &d->numbers[i], i);
    for (size_t i = 0; i < d->claim_count; i++)
        encode_claim(out, &d->claims[i], i);
}

void sqlite_rows_of_error(const record_error *error, buffer *out)
{
    row_begin(out, TABLE_error);
    row_slice(out, error->id);
    row_text(out, error->code);
    row_text(out, error->message);
    row_text(out, error->source);
}
