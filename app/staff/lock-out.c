// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/lock-out.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "staff/private-file.h"

#define MAX_BYTES 1024
#define MAX_TRIES 1000000
#define MAX_WAIT_MS (3600 * 1000)

/* Waits after so many wrong tries, in seconds; the last stands for all that follow. */
static const guint waits[] = { 0, 0, 0, 30, 60, 120, 300, 900, 1800, MAX_WAIT_MS / 1000 };

guint
kapka_lock_out_get_wait_seconds (gint64 tries) {
  return waits[CLAMP (tries, 0, (gint64)G_N_ELEMENTS (waits) - 1)];
}

static gint64
left_ms (const KapkaLockOut *lock_out, const KapkaInstant *now, const char *boot_id) {
  gint64 passed_ms = g_str_equal (lock_out->boot_id, boot_id)
                         ? now->boottime_ms - lock_out->boottime_ms
                         : now->utc_ms - lock_out->utc_ms;

  return lock_out->wait_ms - CLAMP (passed_ms, 0, lock_out->wait_ms);
}

guint
kapka_lock_out_get_left_seconds (const KapkaLockOut *lock_out, KapkaClock *clock) {
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  return (guint)((left_ms (lock_out, &now, kapka_clock_get_boot_id (clock)) + 999) / 1000);
}

/* Lets the wait of @lock_out begin at @now. */
static void
begin_wait (KapkaLockOut *lock_out, gint64 wait_ms, const KapkaInstant *now, const char *boot_id) {
  lock_out->wait_ms = wait_ms;
  lock_out->utc_ms = now->utc_ms;
  lock_out->boottime_ms = now->boottime_ms;
  g_strlcpy (lock_out->boot_id, boot_id, sizeof lock_out->boot_id);
}

void
kapka_lock_out_add (KapkaLockOut *lock_out, KapkaClock *clock) {
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  lock_out->tries = MIN (lock_out->tries + 1, MAX_TRIES);
  begin_wait (lock_out, (gint64)kapka_lock_out_get_wait_seconds (lock_out->tries) * 1000, &now,
              kapka_clock_get_boot_id (clock));
}

static gboolean
read_state (const char *text, KapkaLockOut *found, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), MAX_BYTES, NULL, error);
  const char *boot_id;
  gint64 version;

  if (json == NULL || !kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !kapka_json_get_int (json, "tries", 1, MAX_TRIES, &found->tries, error) ||
      !kapka_json_get_int (json, "wait_ms", 0, MAX_WAIT_MS, &found->wait_ms, error) ||
      !kapka_json_get_int (json, "utc_ms", 0, KAPKA_JSON_INT_LIMIT, &found->utc_ms, error) ||
      !kapka_json_get_int (json, "boottime_ms", 0, KAPKA_JSON_INT_LIMIT, &found->boottime_ms,
                           error) ||
      (boot_id = kapka_json_get_string (json, "boot", error)) == NULL)
    return FALSE;
  g_strlcpy (found->boot_id, boot_id, sizeof found->boot_id);
  return TRUE;
}

gboolean
kapka_lock_out_load (const char *state_dir, KapkaClock *clock, KapkaLockOut *out_lock_out) {
  g_autofree char *path = g_build_filename (state_dir, "staff-lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kapka_private_file_read (path, MAX_BYTES, &error);
  const char *boot_id = kapka_clock_get_boot_id (clock);
  KapkaLockOut found = { 0 };
  KapkaInstant now;

  *out_lock_out = (KapkaLockOut){ 0 };
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return FALSE;
  kapka_clock_now (clock, &now);
  if (text == NULL || !read_state (text, &found, NULL)) {
    found.tries = G_N_ELEMENTS (waits) - 1;
    begin_wait (&found, (gint64)kapka_lock_out_get_wait_seconds (found.tries) * 1000, &now,
                boot_id);
  } else if (!g_str_equal (found.boot_id, boot_id)) {
    begin_wait (&found, left_ms (&found, &now, boot_id), &now, boot_id);
  } else {
    *out_lock_out = found;
    return FALSE;
  }
  *out_lock_out = found;
  return TRUE;
}

gboolean
kapka_lock_out_save (const KapkaLockOut *lock_out, const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, "staff-lock", NULL);
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  if (lock_out->tries == 0)
    return kapka_private_file_remove (path, error);
  kapka_json_set_int (json, "v", 1);
  kapka_json_set_int (json, "tries", lock_out->tries);
  kapka_json_set_int (json, "wait_ms", lock_out->wait_ms);
  kapka_json_set_int (json, "utc_ms", lock_out->utc_ms);
  kapka_json_set_int (json, "boottime_ms", lock_out->boottime_ms);
  kapka_json_set_string (json, "boot", lock_out->boot_id);
  line = kapka_json_to_string (json);
  text = g_strconcat (line, "\n", NULL);
  return kapka_private_file_write (path, text, error);
}
