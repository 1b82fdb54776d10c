/*
 * Prints who claims what in a text file: source | cue | numbers, a line for each claim.
 *
 *     claims PATTERNS FILE        cc claims.c $(pkg-config --cflags --libs quoth)
 */
#include <quoth.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *name, size_t *size)
{
    static char text[1 << 20];
    FILE *file = fopen(name, "rb");
    if (!file)
        return NULL;
    *size = fread(text, 1, sizeof text, file);
    fclose(file);
    return text;
}

static void print_claim(const quoth_document *d, const quoth_claim *claim)
{
    quoth_slice source = claim->source.text, cue = claim->cue.text;
    if (claim->source_name)
        printf("%s", claim->source_name);
    else
        printf("%.*s", (int)source.size, source.data ? source.data : "");
    printf(" | %.*s |", (int)cue.size, cue.data ? cue.data : "");
    for (size_t i = 0; i < claim->number_count; i++) {
        const quoth_number *number = &d->numbers[claim->numbers[i]];
        printf("%s %.*s", i ? "," : "", (int)number->piece.text.size, number->piece.text.data);
        if (number->unit_name)
            printf(" %s", number->unit_name);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    quoth_error error = {0};
    quoth_article article = {0};
    if (argc != 3 || !(article.text.data = read_file(argv[2], &article.text.size))) {
        fprintf(stderr, "usage: claims PATTERNS FILE\n");
        return 2;
    }
    quoth_rules *rules = quoth_rules_load(argv[1], NULL, NULL, &error);
    quoth_scanner *scanner = rules ? quoth_scanner_new(rules, &error) : NULL;
    const quoth_document *d = scanner ? quoth_scan(scanner, &article, &error) : NULL;
    for (size_t i = 0; d && i < d->claim_count; i++)
        print_claim(d, &d->claims[i]);
    if (!d)
        fprintf(stderr, "claims: %s\n", error.text);
    quoth_scanner_free(scanner);
    quoth_rules_free(rules);
    return d ? 0 : 1;
}
