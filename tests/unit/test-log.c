// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <gio/gio.h>

#include "base/error.h"

/* What the last entry had, by field. */
typedef struct {
  GHashTable *entry;
  GLogLevelFlags level;
} Caught;

static GLogWriterOutput
catch_entry (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data) {
  Caught *caught = user_data;

  caught->level = level;
  g_hash_table_remove_all (caught->entry);
  for (gsize i = 0; i < n_fields; i++)
    g_hash_table_insert (caught->entry, g_strdup (fields[i].key), g_strdup (fields[i].value));
  return G_LOG_WRITER_HANDLED;
}

static void
expect (const Caught *caught, const char *field, const char *value) {
  g_assert_cmpstr (g_hash_table_lookup (caught->entry, field), ==, value);
}

static void
test_fact (gconstpointer data) {
  kapka_log_fact (G_LOG_LEVEL_MESSAGE, "catalogue-changed", "The catalogue has changed");
  expect (data, "MESSAGE", "The catalogue has changed");
  expect (data, "KAPKA_EVENT", "catalogue-changed");
  expect (data, "PRIORITY", "5");
  g_assert_cmpuint (g_hash_table_size (((const Caught *)data)->entry), ==, 4);
}

static void
test_words (gconstpointer data) {
  kapka_log_words (G_LOG_LEVEL_WARNING, "sync-run", "An upload has ended", "reason=%s sent=%d",
                   "no-network", 3);
  expect (data, "MESSAGE", "An upload has ended (reason=no-network sent=3)");
  expect (data, "KAPKA_REASON", "no-network");
  expect (data, "KAPKA_SENT", "3");
  expect (data, "PRIORITY", "4");
}

/* What is no word is kept nowhere, not even in the text. */
static void
test_no_word (gconstpointer data) {
  static const char *const values[] = {
    "https://example.ru/?q=1", "Иванов", "", "a(b)", "a'b", "a\nb"
  };
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    kapka_log_words (G_LOG_LEVEL_MESSAGE, "visit-end", "A visit has ended", "reason=%s", values[i]);
    expect (data, "KAPKA_REASON", "?");
    expect (data, "MESSAGE", "A visit has ended (reason=?)");
  }
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "visit-end", "A visit has ended", "reason=%s seconds=%u",
                   "two words", 1);
  expect (data, "MESSAGE", "A visit has ended (reason=two seconds=1)");
  g_assert_true (kapka_log_is_word (longest));
  g_assert_false (kapka_log_is_word (too_long));
}

static void
test_detail (gconstpointer data) {
  kapka_log_detail (G_LOG_LEVEL_MESSAGE, "care-failed", "Looking after the journal", "it is full");
  expect (data, "MESSAGE", "Looking after the journal: it is full");
  kapka_log_detail (G_LOG_LEVEL_MESSAGE, "config-mistake", NULL, "kapka.conf:3: unknown key");
  expect (data, "MESSAGE", "kapka.conf:3: unknown key");
  expect (data, "KAPKA_EVENT", "config-mistake");
}

/* The text of the error names a file. */
static void
test_error (gconstpointer data) {
  g_autoptr (GError) error =
      g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "/media/KINGSTON/Иванов.pdf is not there");

  kapka_log_error (G_LOG_LEVEL_MESSAGE, "save-failed", "Not saved", error);
  expect (data, "MESSAGE", "Not saved (error=g-io-error:1)");
  expect (data, "KAPKA_ERROR", "g-io-error:1");
  error->domain = g_quark_from_static_string ("a library's own");
  kapka_log_error (G_LOG_LEVEL_MESSAGE, "save-failed", "Not saved", error);
  expect (data, "KAPKA_ERROR", "a-library-s-own:1");
}

static void
test_unknown (void) {
  g_test_trap_subprocess ("/log/unknown/event", 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*kapka_log_get_side*");
  g_test_trap_subprocess ("/log/unknown/field", 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*kapka_log_has_field*");
}

static void
log_unknown_event (void) {
  if (g_test_subprocess ())
    kapka_log_fact (G_LOG_LEVEL_MESSAGE, "no-such-event", "Something");
}

static void
log_unknown_field (void) {
  if (g_test_subprocess ())
    kapka_log_words (G_LOG_LEVEL_MESSAGE, "visit-end", "A visit has ended", "address=%s", "x");
}

int
main (int argc, char **argv) {
  Caught caught = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!g_test_subprocess ())
    g_log_set_writer_func (catch_entry, &caught, NULL);
  g_test_add_data_func ("/log/fact", &caught, test_fact);
  g_test_add_data_func ("/log/words", &caught, test_words);
  g_test_add_data_func ("/log/no-word", &caught, test_no_word);
  g_test_add_data_func ("/log/detail", &caught, test_detail);
  g_test_add_data_func ("/log/error", &caught, test_error);
  g_test_add_func ("/log/unknown", test_unknown);
  g_test_add_func ("/log/unknown/event", log_unknown_event);
  g_test_add_func ("/log/unknown/field", log_unknown_field);
  status = g_test_run ();
  g_hash_table_unref (caught.entry);
  return status;
}
