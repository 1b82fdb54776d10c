/* Buffers and errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"

static void bytes_are_added(void **state)
{
    (void)state;
    buffer b = {0};
    buffer_add(&b, NULL, 0);
    assert_int_equal(b.size, 0);
    for (int i = 0; i < 1000; i++) {
        buffer_add_string(&b, "abc");
        buffer_add_char(&b, '\0');
        buffer_add(&b, "de", 2);
    }
    assert_false(b.failed);
    assert_int_equal(b.size, 6000);
    assert_memory_equal(b.data + 5994, "abc\0de", 6);
    buffer_clear(&b);
    assert_int_equal(b.size, 0);
    buffer_free(&b);
    assert_null(b.data);
    buffer_free(&b);
}

static void reserved_room_is_not_size(void **state)
{
    (void)state;
    buffer b = {0};
    char *end = buffer_reserve(&b, 100);
    assert_non_null(end);
    assert_int_equal(b.size, 0);
    memset(end, 'x', 100);
    b.size += 100;
    buffer_add_char(&b, 'y');
    assert_int_equal(b.data[99], 'x');
    assert_int_equal(b.data[100], 'y');
    buffer_free(&b);
}

static void failure_is_remembered(void **state)
{
    (void)state;
    buffer b = {0};
    buffer_add_string(&b, "kept");
    assert_null(buffer_reserve(&b, SIZE_MAX - 2));
    assert_true(b.failed);
    buffer_add_string(&b, "lost");
    assert_int_equal(b.size, 4);
    buffer_cut(&b, 2);
    assert_false(b.failed);
    buffer_add_string(&b, "y");
    assert_memory_equal(b.data, "key", 3);
    buffer_clear(&b);
    assert_false(b.failed);
    buffer_free(&b);
}

static void the_first_error_wins(void **state)
{
    (void)state;
    quoth_error error = {0};
    assert_int_equal(error_at(&error, QUOTH_ERROR_FILE, "a.list", 3, 4, "bad %s", "word"), QUOTH_ERROR_FILE);
    assert_int_equal(error_set(&error, QUOTH_ERROR_MEMORY, "later"), QUOTH_ERROR_MEMORY);
    assert_int_equal(error.status, QUOTH_ERROR_FILE);
    assert_string_equal(error.file, "a.list");
    assert_string_equal(error.text, "bad word");
    assert_int_equal(error.line, 3);
    assert_int_equal(error.column, 4);
    assert_int_equal(error_set(NULL, QUOTH_ERROR_USAGE, "nowhere to put it"), QUOTH_ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_added),
        cmocka_unit_test(reserved_room_is_not_size),
        cmocka_unit_test(failure_is_remembered),
        cmocka_unit_test(the_first_error_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
