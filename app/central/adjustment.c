// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/adjustment.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "central/counter.h"
#include "central/library-register.h"
#include "central/library.h"
#include "central/request-fields.h"
#include "central/store-ask.h"
#include "central/terminal.h"

#define MAX_TEXT_CHARACTERS 200

/* A day may have begun somewhere on the earth already. */
#define FARTHEST_EAST_MS (14 * G_TIME_SPAN_HOUR / 1000)

typedef struct {
  KapkaAdjustment *adjustment;
  gint64 now_ms;
} Task;

KapkaAdjustment *
kapka_adjustment_new (void) {
  KapkaAdjustment *adjustment = g_new0 (KapkaAdjustment, 1);

  adjustment->id = g_uuid_string_random ();
  adjustment->counts = kapka_json_new_object ();
  return adjustment;
}

void
kapka_adjustment_free (KapkaAdjustment *adjustment) {
  if (adjustment == NULL)
    return;
  g_free (adjustment->id);
  g_free (adjustment->library);
  g_free (adjustment->terminal);
  g_free (adjustment->day);
  g_clear_pointer (&adjustment->counts, kapka_json_unref);
  g_free (adjustment->author);
  g_free (adjustment->reason);
  g_free (adjustment);
}

gboolean
kapka_adjustment_add_count (KapkaAdjustment *adjustment, const char *text, GError **error) {
  const char *sign = strchr (text, '=');
  g_autofree char *key = sign == NULL ? NULL : g_strndup (text, (gsize)(sign - text));
  gint64 number;

  if (key == NULL || !kapka_counter_is_known (key))
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("a counter and a number are expected, as in s3=-2; the counters are "
           "users, s1 to s6, pages, assisted, lang_udm, lang_en, events, "
           "participants"));
  if (!g_ascii_string_to_signed (sign + 1, 10, 1 - KAPKA_JSON_INT_LIMIT, KAPKA_JSON_INT_LIMIT - 1,
                                 &number, NULL) ||
      number == 0)
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("a whole number that is not 0 is expected behind the counter, as in "
           "s3=-2"));
  if (kapka_json_has (adjustment->counts, key))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("each counter may be named once"));
  kapka_json_set_int (adjustment->counts, key, number);
  return TRUE;
}

static gboolean
is_line (const char *text) {
  if (text == NULL || !g_utf8_validate (text, -1, NULL) ||
      g_utf8_strlen (text, -1) > MAX_TEXT_CHARACTERS)
    return FALSE;
  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next))
    if (g_unichar_iscntrl (g_utf8_get_char (next)))
      return FALSE;
  return *text != '\0';
}

static gboolean
check (const KapkaAdjustment *adjustment, KapkaClock *clock, gint64 now_ms, GError **error) {
  g_auto (GStrv) keys = kapka_json_list_keys (adjustment->counts);
  KapkaInstant latest;

  if (!kapka_library_check_day (adjustment->day, error))
    return FALSE;
  kapka_clock_at (clock, now_ms + FARTHEST_EAST_MS, &latest);
  if (strcmp (adjustment->day, latest.day) > 0)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("the day has not come yet"));
  if (keys[0] == NULL)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("at least one count is expected, as in s3=-2"));
  if (!is_line (adjustment->author))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("the author is expected, one line of at most 200 characters"));
  if (!is_line (adjustment->reason))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("the reason is expected, one line of at most 200 characters"));
  return TRUE;
}

static gboolean
mark_dirty (KapkaStore *store, gint64 library_id, const char *day, gint64 now_ms, GError **error) {
  g_autofree char *month = g_strdup_printf ("%.7s-01", day);

  return kapka_store_tell (store, error,
                           "INSERT INTO dirty_month AS t(library_id, month, touched_ms) "
                           "VALUES (?, ?, ?) ON CONFLICT(library_id, month) DO UPDATE SET "
                           "touched_ms = excluded.touched_ms",
                           "iti", library_id, month, now_ms);
}

static gboolean
find_place (KapkaStore *store,
            const KapkaAdjustment *adjustment,
            gint64 *out_library_id,
            gint64 *out_terminal_id,
            GError **error) {
  *out_terminal_id = 0;
  if (adjustment->terminal == NULL)
    return kapka_library_find (store, adjustment->library, out_library_id, error);
  return kapka_terminal_find (store, adjustment->library, adjustment->terminal, out_library_id,
                              out_terminal_id, error);
}

static gboolean
store_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Task *task = user_data;
  const KapkaAdjustment *adjustment = task->adjustment;
  g_autofree char *counts = kapka_json_to_string (adjustment->counts);
  gint64 library_id;
  gint64 terminal_id;

  return find_place (store, adjustment, &library_id, &terminal_id, error) &&
         kapka_store_tell (store, error,
                           "INSERT INTO adjustment(library_id, adjustment_id, terminal_id, day, "
                           "counts, author, reason, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                           "ON CONFLICT DO NOTHING",
                           "ititttti", library_id, adjustment->id, terminal_id, adjustment->day,
                           counts, adjustment->author, adjustment->reason, task->now_ms) &&
         mark_dirty (store, library_id, adjustment->day, task->now_ms, error);
}

gboolean
kapka_adjustment_store (KapkaStore *store,
                        KapkaClock *clock,
                        KapkaAdjustment *adjustment,
                        GError **error) {
  Task task = { .adjustment = adjustment };
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  task.now_ms = now.utc_ms;
  return check (adjustment, clock, task.now_ms, error) &&
         kapka_store_transact (store, KAPKA_STORE_WRITE, store_cb, &task, error);
}

typedef struct {
  const char *id;
  gint64 now_ms;
} Revocation;

static gboolean
revoke_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Revocation *revocation = user_data;
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error, "SELECT library_id, day FROM adjustment WHERE adjustment_id = ?", "t",
      revocation->id);
  gint64 library_id;

  if (rows == NULL)
    return FALSE;
  if (kapka_sql_rows_get_length (rows) == 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, _ ("there is no adjustment %s"),
                 revocation->id);
    return FALSE;
  }
  library_id = kapka_sql_rows_get_int (rows, 0, 0);
  return kapka_store_tell (store, error,
                           "UPDATE adjustment SET revoked_ms = ? WHERE library_id = ? AND "
                           "adjustment_id = ? AND revoked_ms IS NULL",
                           "iit", revocation->now_ms, library_id, revocation->id) &&
         mark_dirty (store, library_id, kapka_sql_rows_get_text (rows, 0, 1), revocation->now_ms,
                     error);
}

gboolean
kapka_adjustment_revoke (KapkaStore *store, KapkaClock *clock, const char *id, GError **error) {
  KapkaInstant now;

  if (!kapka_field_is_uuid (id))
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("the id of an adjustment is expected, as \"adjust list\" shows it"));
  kapka_clock_now (clock, &now);
  return kapka_store_transact (store, KAPKA_STORE_WRITE, revoke_cb, &(Revocation){ id, now.utc_ms },
                               error);
}
