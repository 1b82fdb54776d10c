#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/explain.h"

static const char help[] =
    "usage: quoth explain [OPTION]... TEXT...\n"
    "       quoth explain [OPTION]... --id ID FILE...\n"
    "\n"
    "Shows for a text, or for the article ID of the files, what each rule has found: the rule and its place, the\n"
    "fields of its frame, how it was resolved, and the matches that it won over.  With --at or --span it shows\n"
    "instead which rules began at that place, where each stopped, and what became of those that fit.\n"
    "\n"
    "  -i, --id ID            the article to be explained; the arguments are files, as for quoth extract\n"
    "  -a, --at WORDS         why (not)? at the first place where these words stand\n"
    "  -s, --span START-END   the same for a span of code points\n"
    "  -k, --kind KIND        only rules of this kind: date, number, person, claim, ...\n"
    "  -r, --rule RULE        only this rule\n"
    "  -d, --published DATE   the day of the article, YYYY-MM-DD\n"
    "  -g, --genre GENRE      how dates count: news (from the article's), narrative (from one another), auto (default)\n"
    "  -o, --date-order ORDER what 03/04/2025 is: mdy, dmy, auto (default: as other dates of the article show, else mdy)\n"
    "  -p, --patterns FOLDER  the pattern files to use (default: patterns/en as installed)\n"
    "  -h, --help             show this\n"
    "\n"
    "Exit status: 0 all good, 1 nothing was found, 2 wrong use or bad patterns.\n";

void show_piece(const quoth_piece *p)
{
    fputc('"', stdout);
    for (size_t i = 0; i < p->text.size; i++)
        fputs(p->text.data[i] == '\n' ? "⏎" : (char[]){p->text.data[i], '\0'}, stdout);
    fputc('"', stdout);
}

bool is_wanted(const struct explaining *e, const char *rule)
{
    size_t n = e->kind ? strlen(e->kind) : 0;
    if (e->kind && (strncmp(rule, e->kind, n) != 0 || rule[n] != '.'))
        return false;
    return !e->rule || strcmp(rule, e->rule) == 0;
}

/* ------------------------------------------------------------------------------------------- findings */

static void show_fields(const quoth_finding *f)
{
    for (size_t i = 0; i < f->field_count; i++) {
        const quoth_field *field = &f->fields[i];
        printf("    %-10s ", field->name);
        if (field->piece.text.data)
            show_piece(&field->piece);
        if (!field->piece.text.data)
            printf("= %s (set)", field->value ? field->value : "");
        else if (field->value && (strlen(field->value) != field->piece.text.size ||
                                  memcmp(field->value, field->piece.text.data, field->piece.text.size) != 0))
            printf(" = %s", field->value);
        putchar('\n');
    }
}

static void show_finding(struct explaining *e, const quoth_finding *f)
{
    if (f->lost_to) {
        printf("    won over   %s (%s:%u), ", f->rule, f->file, f->line);
        show_piece(&f->whole);
        printf(": %s\n", f->lost_by);
        return;
    }
    e->shown++;
    printf("%zu-%zu ", f->piece.start, f->piece.end);
    show_piece(&f->piece);
    printf("\n  %s  (%s:%u, stage %s)%s\n", f->rule, f->file, f->line, f->stage,
           f->dropped ? "  set aside by the rest of the article" : "");
    show_fields(f);
    if (f->note)
        printf("    note       %s\n", f->note);
}

static bool show_findings(struct explaining *e, quoth_scanner *scanner, quoth_error *error)
{
    size_t n;
    const quoth_finding *all = quoth_findings(scanner, &n, error);
    const char *winner = NULL; /* the kept match that the lost ones behind it belong to, when it is shown */
    for (size_t i = 0; i < n; i++) {
        if (!all[i].lost_to)
            winner = is_wanted(e, all[i].rule) ? all[i].rule : NULL;
        if (winner)
            show_finding(e, &all[i]);
    }
    return all || !n;
}

/* ------------------------------------------------------------------------------------------------ run */

/* Whether any rule is of the kind and the id asked for; says so when none is. */
static bool is_known(const struct explaining *e, const quoth_rules *rules, const quoth_scanner *scanner)
{
    quoth_cost *all = calloc(quoth_rules_count(rules) + quoth_rules_stages(rules) + 1, sizeof *all);
    size_t n = all ? quoth_scanner_costs(scanner, all) : 0;
    bool known = !all;
    for (size_t i = 0; i < n && !known; i++)
        known = all[i].rule && is_wanted(e, all[i].rule);
    free(all);
    if (!known)
        fprintf(stderr, "quoth explain: there is no %s \"%s\"%s\n", e->rule ? "rule" : "kind of rules",
                e->rule ? e->rule : e->kind, e->rule && e->kind ? " of that kind" : "");
    return known;
}

static bool explain(void *context, quoth_scanner *scanner, const quoth_document *d)
{
    struct explaining *e = context;
    quoth_error error = {0};
    if (e->id && (strlen(e->id) != d->id.size || memcmp(e->id, d->id.data, d->id.size) != 0))
        return true;
    e->met = true;
    printf("document date: %s%s%s\n", d->published ? d->published : "none", d->published ? ", " : "",
           d->published ? d->published_basis : "");
    if (d->genre)
        printf("genre: %s\n", d->genre);
    bool good = e->at || e->span ? explain_place(e, scanner, d, &error) : show_findings(e, scanner, &error);
    if (!good)
        print_error(&error);
    e->failed = e->failed || !good;
    return !e->id;
}

static char *join(char **words, int n)
{
    size_t size = 1;
    for (int i = 0; i < n; i++)
        size += strlen(words[i]) + 1;
    char *all = calloc(1, size);
    for (int i = 0; all && i < n; i++)
        strcat(strcat(all, i ? " " : ""), words[i]);
    return all;
}

static bool explain_text(struct explaining *e, quoth_scanner *scanner, char **words, int n, quoth_error *error)
{
    char *text = join(words, n);
    quoth_article article = {.text = {text, text ? strlen(text) : 0}, .genre = e->genre,
                             .date_order = e->date_order};
    if (e->published)
        article.published = (quoth_slice){e->published, strlen(e->published)};
    const quoth_document *d = text ? quoth_scan(scanner, &article, error) : NULL;
    bool good = d != NULL;
    if (d && e->published && (!d->published || strcmp(d->published_basis, "given") != 0)) {
        snprintf(error->text, sizeof error->text, "\"%s\" is no date: write YYYY-MM-DD", e->published);
        good = false;
    }
    if (good)
        explain(e, scanner, d);
    free(text);
    return good;
}

static int run(struct explaining *e, char **words, int n)
{
    char room[2048];
    const char *folder = find_patterns(e->patterns, room, sizeof room);
    quoth_error error = {0};
    quoth_rules *rules = folder ? load_patterns(folder) : NULL;
    quoth_scanner *scanner = rules ? quoth_scanner_new(rules, &error) : NULL;
    quoth_run input = {.inputs = (const char *const *)words, .input_count = (size_t)n, .published = e->published,
                       .genre = e->genre, .date_order = e->date_order, .complain = print_complaint};
    bool known = scanner && ((!e->rule && !e->kind) || is_known(e, rules, scanner)), good = scanner != NULL;
    if (known) {
        quoth_scanner_trace(scanner, true);
        good = e->id ? quoth_each(scanner, &input, explain, e, NULL, &error) == QUOTH_OK
                     : explain_text(e, scanner, words, n, &error);
    }
    if (rules && !good)
        print_error(&error);
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    if (known && good && e->id && !e->met)
        fprintf(stderr, "quoth explain: no article has the id %s\n", e->id);
    return !known || !good || e->failed ? EXIT_WRONG : e->shown ? EXIT_GOOD : EXIT_SOME_FAILED;
}

/* Reads START-END; only digits count, as strtoul would take signs and spaces too. */
static bool read_span(struct explaining *e)
{
    char *rest = NULL;
    if (strspn(e->span, "0123456789-") == strlen(e->span) && e->span[0] != '-')
        e->start = strtoul(e->span, &rest, 10);
    if (rest && rest[0] == '-' && rest[1] != '-') {
        e->end = strtoul(rest + 1, &rest, 10);
        if (!*rest && e->end > e->start)
            return true;
    }
    fprintf(stderr, "quoth explain: --span takes START-END, as in 120-134, not \"%s\"\n", e->span);
    return false;
}

int command_explain(int argc, char **argv)
{
    static const struct option options[] = {
        {"id", required_argument, NULL, 'i'},        {"at", required_argument, NULL, 'a'},
        {"span", required_argument, NULL, 's'},      {"kind", required_argument, NULL, 'k'},
        {"rule", required_argument, NULL, 'r'},      {"published", required_argument, NULL, 'd'},
        {"genre", required_argument, NULL, 'g'},     {"date-order", required_argument, NULL, 'o'},
        {"patterns", required_argument, NULL, 'p'},  {"help", no_argument, NULL, 'h'},
        {0}};
    char name[] = "quoth explain";
    struct explaining e = {0};
    bool good = true;
    argv[0] = name;
    for (int option; (option = getopt_long(argc, argv, "i:a:s:k:r:d:g:o:p:h", options, NULL)) != -1;) {
        switch (option) {
        case 'i': e.id = optarg; break;
        case 'a': e.at = optarg; break;
        case 's': e.span = optarg; break;
        case 'k': e.kind = optarg; break;
        case 'r': e.rule = optarg; break;
        case 'd': e.published = optarg; break;
        case 'g': good = good && read_genre(name, optarg, &e.genre); break;
        case 'o': good = good && read_date_order(name, optarg, &e.date_order); break;
        case 'p': e.patterns = optarg; break;
        case 'h': fputs(help, stdout); return EXIT_GOOD;
        default: return wrong_use("explain");
        }
    }
    if (!good || (e.span && !read_span(&e)))
        return wrong_use("explain");
    if (optind == argc) {
        fputs(e.id ? "quoth explain: name the files that hold the article\n" : "quoth explain: give the text to be explained\n",
              stderr);
        return wrong_use("explain");
    }
    if (!e.id && argc - optind == 1 && access(argv[optind], R_OK) == 0)
        fprintf(stderr, "quoth explain: %s is a file, but its name is what is explained; for its text write \"$(cat %s)\"\n",
                argv[optind], argv[optind]);
    return run(&e, argv + optind, argc - optind);
}
