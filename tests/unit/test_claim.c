/* Claims: contents, kinds, sources and what is left out, in no language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "pattern_folder.h"

/* A capital names an organization, "id" stands for one, "ego" for the speaker; "res" has neither name nor sort. */
static const char SOURCES[] =
    "list pronoun = id = thing | is = person\n"
    "list ego = ego = speaker\n"
    "rule source.name\n  match (?<head> {cap} )\n  set type = organization\n  as SOURCE\n  yes Urbs\n  no id\n"
    "rule source.pronoun\n  match (?<head> (?<refer> {pronoun|ego} ) )\n  set type = pronoun\n  as SOURCE\n"
    "  yes id\n  no urbs\n"
    "rule source.nameless\n  match \"res\"\n  set type = unnamed\n  as SOURCE\n  yes res\n  no urbs\n";

static const char CLAIMS[] =
    "list cue words.list\n"
    "list et = et\n"
    "rule claim.quote\n  match (?<content> {QUOTE} ) \",\"? (?<cue> {cue} ) (?<source> {SOURCE} )\n"
    "  set onward = true\n  yes “sic.” dixit Urbs\n  no dixit\n"
    "rule claim.to\n  match (?<source> {SOURCE} ) (?<cue> {cue:ad} (?<takes> \"ad\" ) ) (?<content> ( . )+ )\n"
    "  yes Urbs vocat ad arma.\n  no ad arma\n"
    "rule claim.says\n  match (?<source> {SOURCE} ) (?<cue> (?<slight> \"potest\" )? (?<negated> \"non\" )? {cue} ) (?<content> ( . )+ )\n"
    "  yes Urbs dixit hoc.\n  no dixit hoc\n"
    "rule claim.second\n  match (?<source> {SOURCE} ) {cue} ( . )+ (?<joint> {et} ) (?<cue> {cue} )"
    " (?<content> ( . )+ )\n"
    "  yes Urbs dixit hoc et negat illud.\n  no Urbs dixit hoc\n";

static const char WORDS[] =
    "dixit = dicere ; act=say\nnegat = negare ; act=deny\nvocat = vocare ; act=call ad=ask\nvult = velle ; act=want\n"
    "docet = docere ; act=report\n";

struct run {
    struct folder folder;
    quoth_rules *rules;
    quoth_scanner *scanner;
    const quoth_document *document;
};

static void scan(struct run *r, const char *text)
{
    quoth_error error = {0};
    folder_make(&r->folder, SOURCES);
    folder_write(&r->folder, "stages",
                 "language xx\nread text.rules\nstage s rules.rules\nquotations\nstage c more.rules by cue\n");
    folder_write(&r->folder, "more.rules", CLAIMS);
    folder_write(&r->folder, "words.list", WORDS);
    r->rules = folder_load(&r->folder, &error);
    if (!r->rules)
        fail_msg("%s", r->folder.problems);
    r->scanner = quoth_scanner_new(r->rules, &error);
    quoth_article article = {.text = {text, strlen(text)}};
    r->document = quoth_scan(r->scanner, &article, &error);
    assert_non_null(r->document);
}

static void end(struct run *r)
{
    quoth_scanner_free(r->scanner);
    quoth_rules_free(r->rules);
    folder_remove(&r->folder);
}

static void assert_piece(const quoth_piece *p, const char *text)
{
    char *came = strndup(p->text.data ? p->text.data : "", p->text.size);
    assert_string_equal(came, text);
    free(came);
}

static void the_final_stop_is_trimmed(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Urbs dixit hoc verum.");
    assert_int_equal(r.document->claim_count, 1);
    const quoth_claim *c = &r.document->claims[0];
    assert_piece(&c->content[0], "hoc verum");
    assert_string_equal(c->kind, "indirect");
    assert_string_equal(c->lemma, "dicere");
    assert_string_equal(c->act, "say");
    assert_string_equal(c->source_type, "organization");
    assert_string_equal(c->source_name, "Urbs");
    assert_false(c->negated);
    end(&r);
}

static void kinds_go_by_quotation_marks(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "“Hoc verum.” dixit Urbs");
    assert_int_equal(r.document->claim_count, 1);
    assert_string_equal(r.document->claims[0].kind, "direct");
    assert_piece(&r.document->claims[0].content[0], "“Hoc verum.”");
    end(&r);
    scan(&r, "Urbs dixit hoc “verum” esse.");
    assert_string_equal(r.document->claims[0].kind, "mixed");
    end(&r);
}

static void quotations_go_on(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "“Hoc verum,” dixit Urbs. “Et illud.” Sic est.");
    assert_int_equal(r.document->claims[0].content_count, 2);
    assert_piece(&r.document->claims[0].content[1], "“Et illud.”");
    end(&r);
    scan(&r, "“Hoc verum,” dixit Urbs.\n“Et illud.”");
    assert_int_equal(r.document->claims[0].content_count, 2);
    end(&r);
    scan(&r, "“Hoc verum,” dixit Urbs.\n“Et illud,” negat Lacus.");
    assert_int_equal(r.document->claim_count, 2);
    assert_int_equal(r.document->claims[0].content_count, 1);
    end(&r);
    scan(&r, "“Hoc verum.\n“Et illud,” dixit Urbs.");
    assert_int_equal(r.document->claims[0].content_count, 2);
    assert_piece(&r.document->claims[0].content[0], "“Hoc verum.");
    end(&r);
}

static void own_words_are_no_claims(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Urbs dixit hoc et ego negat illud.");
    assert_int_equal(r.document->claim_count, 1);
    end(&r);
    scan(&r, "Urbs dixit hoc esse Lacus negat illud.");
    assert_int_equal(r.document->claim_count, 2);
    assert_string_equal(r.document->claims[1].source_name, "Lacus");
    end(&r);
}

static void attitudes_that_others_tell_are_no_claims(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Lacus vult illud.");
    assert_int_equal(r.document->claim_count, 1);
    end(&r);
    scan(&r, "Urbs dixit hoc esse Lacus vult illud.");
    assert_int_equal(r.document->claim_count, 1);
    assert_string_equal(r.document->claims[0].source_name, "Urbs");
    end(&r);
}

static void what_the_nameless_show_is_no_claim_inside_anothers(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "res docet illud.");
    assert_int_equal(r.document->claim_count, 1);
    end(&r);
    scan(&r, "Urbs dixit hoc quia res docet illud.");
    assert_int_equal(r.document->claim_count, 1);
    assert_string_equal(r.document->claims[0].source_name, "Urbs");
    end(&r);
    scan(&r, "Urbs dixit hoc quia res negat illud.");
    assert_int_equal(r.document->claim_count, 2);
    end(&r);
}

static void inside_quotation_marks_only_statements_by_name_are_claims(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "“Lacus vocat arma,” dixit Urbs.");
    assert_int_equal(r.document->claim_count, 1);
    assert_string_equal(r.document->claims[0].source_name, "Urbs");
    end(&r);
    scan(&r, "“Lacus negat hoc,” dixit Urbs.");
    assert_int_equal(r.document->claim_count, 2);
    assert_string_equal(r.document->claims[1].source_name, "Lacus");
    end(&r);
}

static void what_others_may_say_is_no_claim(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Lacus potest dixit illud.");
    assert_int_equal(r.document->claim_count, 1);
    end(&r);
    scan(&r, "Urbs dixit hoc esse Lacus potest dixit illud.");
    assert_int_equal(r.document->claim_count, 1);
    assert_string_equal(r.document->claims[0].source_name, "Urbs");
    end(&r);
}

static void a_joined_verb_ends_the_first_content(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Urbs dixit hoc et negat illud.");
    assert_int_equal(r.document->claim_count, 2);
    assert_piece(&r.document->claims[0].content[0], "hoc");
    assert_piece(&r.document->claims[1].content[0], "illud");
    assert_string_equal(r.document->claims[1].act, "deny");
    end(&r);
}

static void a_preposition_may_have_its_own_act(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Urbs vocat ad arma.");
    assert_string_equal(r.document->claims[0].act, "ask");
    assert_piece(&r.document->claims[0].cue, "vocat ad");
    end(&r);
    scan(&r, "Urbs non vocat arma.");
    assert_string_equal(r.document->claims[0].act, "call");
    assert_true(r.document->claims[0].negated);
    end(&r);
}

static void a_pronoun_takes_the_name_before(void **state)
{
    (void)state;
    struct run r;
    scan(&r, "Urbs dixit hoc. Tum id negat illud.");
    assert_int_equal(r.document->claim_count, 2);
    assert_string_equal(r.document->claims[1].source_type, "pronoun");
    assert_string_equal(r.document->claims[1].source_name, "Urbs");
    end(&r);
    scan(&r, "Tum id negat illud.");
    assert_null(r.document->claims[0].source_name);
    end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_final_stop_is_trimmed),
        cmocka_unit_test(kinds_go_by_quotation_marks),
        cmocka_unit_test(quotations_go_on),
        cmocka_unit_test(own_words_are_no_claims),
        cmocka_unit_test(attitudes_that_others_tell_are_no_claims),
        cmocka_unit_test(what_the_nameless_show_is_no_claim_inside_anothers),
        cmocka_unit_test(inside_quotation_marks_only_statements_by_name_are_claims),
        cmocka_unit_test(what_others_may_say_is_no_claim),
        cmocka_unit_test(a_joined_verb_ends_the_first_content),
        cmocka_unit_test(a_preposition_may_have_its_own_act),
        cmocka_unit_test(a_pronoun_takes_the_name_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
