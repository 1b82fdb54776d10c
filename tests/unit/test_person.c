/* People: weighing candidates, linking namings, entries, in no language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "pattern_folder.h"

#include "extract/person.h"

/* ------------------------------------------------------------------------------------------ words */

static void assert_folds(const char *in, const char *folded)
{
    char out[256];
    size_t n = name_fold(in, strlen(in), out);
    out[n] = '\0';
    assert_string_equal(out, folded);
}

static void accents_and_periods_fold(void **state)
{
    (void)state;
    assert_folds("Rodríguez", "rodriguez");
    assert_folds("ŁÓDŹ", "lodz");
    assert_folds("Šťastný", "stastny");
    assert_folds("J.", "j");
    assert_folds("O’Brien", "o'brien");
    assert_folds("Ærø", "æro");
    assert_folds("東京", "東京");
}

static void parts_are_the_same_behind_a_hyphen(void **state)
{
    (void)state;
    assert_true(name_part_same("assad", "al-assad"));
    assert_true(name_part_same("al-assad", "assad"));
    assert_false(name_part_same("sad", "assad"));
    assert_true(name_given_fits("j", "jorge"));
    assert_false(name_given_fits("delcy", "jorge"));
    assert_true(name_given_fits("j-p", "jean-pierre"));
    assert_false(name_given_fits("jo", "jorge"));
}

/* --------------------------------------------------------------------------------------- articles */

/* Two words are a person, one word may be; "Dux" before a name and "obit" behind it tell; "Urbs" is a place. */
static const char NAMES[] =
    "list place = Urbs | Lacus\n"
    "list title = Dux | Rex\n"
    "list mark = Obit\n"
    "let Name {cap & ! (title | place)}\n"
    "let Small {\"van\" | \"de\"}\n"
    "rule person.full\n  match {Name} ( {Small}{1,2} {Name} | {Name} | {digits} ) ( \"-\" {Name} )?\n"
    "  set weight = 8\n"
    "  as NAMING\n  yes then Ann Berg obit\n  no nemo\n"
    "rule person.loose\n  match {Name} {Name} {Name}\n  set weight = 7\n  set loose = yes\n  as NAMING\n"
    "  yes Ann Berg Salutat\n  no nemo\n"
    "rule person.single\n  match {Name}\n  set weight = -5\n  as NAMING\n  yes dixit Berg\n  no nemo\n"
    "rule person.other\n  match {place}\n  set weight = 0\n  set other = place\n  yes in Urbs\n  no nemo\n";

static const char EVIDENCE[] =
    "let Here (?<naming> {NAMING} )\n"
    "rule person.title\n  match (?<role> (?<mark> {title} ) ) {Here}\n  set weight = 9\n  yes Dux Berg\n  no Dux\n"
    "rule person.behind\n  match {Here} (?<mark> obit )\n  set weight = 7\n  yes Berg obit\n  no obit\n"
    "rule person.brother\n  match {Here} \",\" (?<role> (?<mark> frater ) {NAMING} ) \",\"\n  set weight = 7\n"
    "  yes Berg, frater Ann Berg, obit\n  no frater\n"
    "rule person.peer\n  match {Here} (?<mark> et ) (?<peer> {NAMING} )\n  set weight = 6\n"
    "  yes Ann Berg et Carl\n  no et\n"
    "rule person.against\n  match {Here} (?<mark> imperium )\n  set weight = -20\n  set alone = yes\n"
    "  yes Berg imperium\n  no imperium\n";

static const char DECIDE[] =
    "rule person.mention\n  match {NAMING}\n  set decide = yes\n  set otherwise = words\n  as PERSON\n"
    "  yes Ann Berg obit -> Ann Berg; given Ann; family Berg\n  no nemo\n";

struct reading {
    struct folder folder;
    quoth_rules *rules;
    quoth_scanner *scanner;
    const quoth_document *document;
};

static void read_text(struct reading *r, const char *words)
{
    quoth_error error = {0};
    folder_make(&r->folder, NAMES);
    folder_write(&r->folder, "stages", "language xx\nread text.rules\nstage name rules.rules\n"
                                       "stage evidence more.rules by mark\nstage decide words.list\n");
    folder_write(&r->folder, "more.rules", EVIDENCE);
    folder_write(&r->folder, "words.list", DECIDE);
    r->rules = folder_load(&r->folder, &error);
    if (!r->rules)
        fail_msg("%s", r->folder.problems);
    r->scanner = quoth_scanner_new(r->rules, &error);
    const quoth_article given = {.text = {words, strlen(words)}};
    r->document = quoth_scan(r->scanner, &given, &error);
    assert_non_null(r->document);
}

static void end_reading(struct reading *r)
{
    quoth_scanner_free(r->scanner);
    quoth_rules_free(r->rules);
    folder_remove(&r->folder);
}

/* The people of a text as "name*mentions[roles]; ...". */
static void assert_people(const char *words, const char *expected)
{
    struct reading r;
    char out[1024] = "";
    read_text(&r, words);
    for (size_t i = 0; i < r.document->person_count; i++) {
        const quoth_person *p = &r.document->people[i];
        size_t used = strlen(out);
        snprintf(out + used, sizeof out - used, "%s%s*%zu", i ? "; " : "", p->name, p->mention_count);
        for (size_t k = 0; k < p->role_count; k++) {
            used = strlen(out);
            snprintf(out + used, sizeof out - used, " %.*s", (int)p->roles[k].text.size, p->roles[k].text.data);
        }
    }
    assert_string_equal(out, expected);
    end_reading(&r);
}

static void the_rules_hold(void **state)
{
    (void)state;
    struct reading r;
    quoth_error error = {0};
    read_text(&r, "");
    if (quoth_rules_check(r.rules, folder_note, &r.folder, &error) != 0)
        fail_msg("%s", r.folder.problems);
    end_reading(&r);
}

static void one_word_needs_evidence(void **state)
{
    (void)state;
    assert_people("vidit Berg hodie", "");
    assert_people("vidit in Urbs", "");
    assert_people("Dux Berg vidit", "Berg*1 Dux");
    assert_people("vidit Berg. Dux Berg vidit", "Berg*1 Dux");
}

static void a_full_name_lifts_its_parts(void **state)
{
    (void)state;
    assert_people("Ann Berg vidit. Tum venit Berg et abiit.", "Ann Berg*2");
    assert_people("Ann Berg vidit. Tum venit BERG. Tum venit Carl.", "Ann Berg*1");
}

static void a_word_in_lower_case_is_no_name(void **state)
{
    (void)state;
    assert_people("Obit berg. Berg obit.", "");
}

static void a_sure_peer_lifts(void **state)
{
    (void)state;
    assert_people("vidit Ann Berg et Carl hodie", "Ann Berg*1; Carl*1");
    assert_people("vidit Carl et Dora hodie", "");
}

static void evidence_alone_stays_with_its_mention(void **state)
{
    (void)state;
    assert_people("Ann Berg vidit. tum Berg imperium cecidit. tum venit Berg.", "Ann Berg*2");
}

static void accents_do_not_part(void **state)
{
    (void)state;
    assert_people("Jorge Núñez vidit. tum Nuñez abiit.", "Jorge Núñez*2");
}

static void given_names_part(void **state)
{
    (void)state;
    assert_people("Jorge Berg vidit. Delcy Berg vidit. Jan Berg abiit.",
                  "Jorge Berg*1; Delcy Berg*1; Jan Berg*1");
}

static void a_single_name_goes_to_the_last_spoken_of(void **state)
{
    (void)state;
    assert_people("Jorge Berg vidit. Delcy Berg vidit. tum Berg abiit.", "Jorge Berg*1; Delcy Berg*2");
    assert_people("Jorge Berg vidit. tum Berg, frater Delcy Berg, obit. tum Berg abiit.",
                  "Jorge Berg*3 frater Delcy Berg; Delcy Berg*1");
    assert_people("Dux Jorge Berg vidit. Rex Delcy Berg vidit. Dux Berg abiit.",
                  "Jorge Berg*2 Dux; Delcy Berg*1 Rex");
}

static void particles_belong_to_the_family(void **state)
{
    (void)state;
    struct reading r;
    read_text(&r, "Jan van de Berg vidit.");
    assert_int_equal(r.document->person_count, 1);
    assert_string_equal(r.document->people[0].given, "Jan");
    assert_string_equal(r.document->people[0].family, "van de Berg");
    end_reading(&r);
}

static void a_headline_is_cut_to_what_is_known(void **state)
{
    (void)state;
    assert_people("Urbs et Lacus: Ann Berg Salutat\nhodie Ann Berg vidit omnia nostra.", "Ann Berg*2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accents_and_periods_fold),
        cmocka_unit_test(parts_are_the_same_behind_a_hyphen),
        cmocka_unit_test(the_rules_hold),
        cmocka_unit_test(one_word_needs_evidence),
        cmocka_unit_test(a_full_name_lifts_its_parts),
        cmocka_unit_test(a_word_in_lower_case_is_no_name),
        cmocka_unit_test(a_sure_peer_lifts),
        cmocka_unit_test(evidence_alone_stays_with_its_mention),
        cmocka_unit_test(accents_do_not_part),
        cmocka_unit_test(given_names_part),
        cmocka_unit_test(a_single_name_goes_to_the_last_spoken_of),
        cmocka_unit_test(particles_belong_to_the_family),
        cmocka_unit_test(a_headline_is_cut_to_what_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
