/* The reader: the same units whatever the pieces in which the input arrives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/limits.h"
#include "pipeline/reader.h"

/* Feeds a pipe in pieces of a size. */
struct feed {
    int fd;
    const char *data;
    size_t size, piece;
};

static void *write_pieces(void *context)
{
    struct feed *f = context;
    for (size_t at = 0; at < f->size;) {
        size_t size = f->size - at < f->piece ? f->size - at : f->piece;
        ssize_t written = write(f->fd, f->data + at, size);
        if (written < 0)
            break;
        at += (size_t)written;
    }
    close(f->fd);
    return NULL;
}

/* All units as text: "kind line: bytes". */
static void list_units(const quoth_run *run, size_t wanted, buffer *out)
{
    quoth_error error = {0};
    reader *r = reader_new(run, &error);
    assert_non_null(r);
    batch b = {0};
    enum reader_state state = READER_FULL;
    bool patient = true;
    while (state != READER_END) {
        state = reader_fill(r, &b, wanted, patient);
        assert_int_not_equal(state, READER_MEMORY);
        patient = state == READER_WAIT;
        for (size_t i = 0; i < b.unit_count; i++) {
            char head[64];
            snprintf(head, sizeof head, "%d %zu: ", (int)b.units[i].kind, b.units[i].line);
            buffer_add_string(out, head);
            buffer_add(out, b.raw.data + b.units[i].start, b.units[i].size);
            buffer_add_char(out, '\n');
        }
        batch_clear(&b);
    }
    batch_free(&b);
    reader_free(r);
    buffer_add_char(out, '\0');
}

static void list_piped(const char *data, size_t size, size_t piece, const char *from, buffer *out)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    char name[32];
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    struct feed f = {ends[1], data, size, piece};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, write_pieces, &f), 0);
    const char *inputs[] = {name};
    quoth_run run = {.inputs = inputs, .input_count = 1, .from = from};
    list_units(&run, 16, out);
    pthread_join(thread, NULL);
    close(ends[0]);
}

static void pieces_change_nothing(void **state)
{
    (void)state;
    const char *const inputs[] = {
        "{\"a\":1}\n{\"b\":2}\n\n  \n{\"c\":3}",
        "\n\n\xEF\xBB\xBF{\"a\":1}\r\n{}\r\n",
        "\xEF\xBB\xBF{\"a\":1}\n{}\n",
        "  {}\n",
        "Plain text.\nAnother line.\n\n",
        "",
        "\n \n",
    };
    const char *const wanted[] = {
        "1 1: {\"a\":1}\n1 2: {\"b\":2}\n1 5: {\"c\":3}\n",
        "0 0: \n\n\xEF\xBB\xBF{\"a\":1}\r\n{}\r\n\n",
        "1 1: {\"a\":1}\n1 2: {}\n",
        "1 1:   {}\n",
        "0 0: Plain text.\nAnother line.\n\n\n",
        "0 0: \n",
        "0 0: \n \n\n",
    };
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        for (size_t piece = 1; piece < 40; piece++) {
            buffer out = {0};
            list_piped(inputs[i], strlen(inputs[i]), piece, "auto", &out);
            assert_string_equal(out.data, wanted[i]);
            buffer_free(&out);
        }
}

static void a_long_line_is_skipped(void **state)
{
    (void)state;
    size_t size = LIMIT_ARTICLE + READ_SIZE + 100;
    char *data = malloc(size);
    assert_non_null(data);
    memset(data, 'x', size);
    memcpy(data, "{}\n", 3);
    memcpy(data + size - 4, "\n{}\n", 4);
    buffer out = {0};
    list_piped(data, size, 1 << 16, "jsonl", &out);
    assert_string_equal(out.data, "1 1: {}\n2 2: \n1 3: {}\n");
    buffer_free(&out);
    free(data);
}

static void formats_are_checked(void **state)
{
    (void)state;
    quoth_error error = {0};
    quoth_run run = {.from = "csv"};
    assert_null(reader_new(&run, &error));
    assert_int_equal(error.status, QUOTH_ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_change_nothing),
        cmocka_unit_test(a_long_line_is_skipped),
        cmocka_unit_test(formats_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
