/* Rows come back as they were written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those four before it */
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "pipeline/rows.h"

static void expect_text(const char **at, const char *wanted)
{
    cell c = row_cell(at);
    assert_int_equal(c.type, CELL_TEXT);
    assert_int_equal(c.text.size, strlen(wanted));
    assert_memory_equal(c.text.data, wanted, c.text.size);
}

static void cells_come_back(void **state)
{
    (void)state;
    buffer b = {0};
    row_begin(&b, 7);
    row_none(&b);
    row_integer(&b, 123456789012);
    row_real(&b, 0.1);
    row_real(&b, NAN);
    row_text(&b, "text");
    row_text(&b, "");
    row_text(&b, NULL);
    row_slice(&b, (quoth_slice){"caf\xE9", 4});
    row_id(&b, 'd', 9);
    row_id(&b, 'p', QUOTH_NONE);
    assert_false(b.failed);

    const char *at = b.data;
    assert_int_equal(row_table(&at), 7);
    assert_int_equal(row_cell(&at).type, CELL_NONE);
    assert_true(row_cell(&at).integer == 123456789012);
    assert_true(row_cell(&at).real == 0.1);
    assert_int_equal(row_cell(&at).type, CELL_NONE);
    expect_text(&at, "text");
    expect_text(&at, "");
    assert_int_equal(row_cell(&at).type, CELL_NONE);
    expect_text(&at, "caf\xEF\xBF\xBD");
    expect_text(&at, "d10");
    assert_int_equal(row_cell(&at).type, CELL_NONE);
    assert_ptr_equal(at, b.data + b.size);
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_come_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
