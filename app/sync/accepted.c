// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/accepted.h"

#include <string.h>

#include "base/json.h"

#define META_KEY "accepted"
#define MAX_BYTES 512

// Of a kiosk that sends for years without an answer; more would say nothing any more.
#define MOST_OPEN 100000

void
kapka_accepted_clear (KapkaAccepted *accepted) {
  g_clear_pointer (&accepted->boot_id, g_free);
}

static void
read_json (KapkaAccepted *accepted, const char *text) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), MAX_BYTES, NULL, NULL);
  gint64 most = KAPKA_JSON_INT_LIMIT - 1;
  KapkaAccepted found = { 0 };

  if (json == NULL || !kapka_json_get_int (json, "last", -1, most, &found.last, NULL) ||
      !kapka_json_get_int (json, "open", 0, MOST_OPEN, &found.open, NULL) ||
      !kapka_json_get_int (json, "ahead", 0, most, &found.ahead, NULL))
    return;
  found.boot_id = g_strdup (kapka_json_get_string (json, "boot", NULL));
  *accepted = found;
}

gboolean
kapka_accepted_load (KapkaAccepted *accepted, KapkaJournal *journal, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = kapka_journal_get_meta (journal, META_KEY, &failure);

  *accepted = (KapkaAccepted){ .last = -1 };
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (text != NULL)
    read_json (accepted, text);
  return TRUE;
}

gboolean
kapka_accepted_save (const KapkaAccepted *accepted, KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  g_autofree char *text = NULL;

  kapka_json_set_int (json, "last", accepted->last);
  kapka_json_set_int (json, "open", accepted->open);
  kapka_json_set_int (json, "ahead", accepted->ahead);
  kapka_json_set_string (json, "boot", accepted->boot_id);
  text = kapka_json_to_string (json);
  return kapka_journal_set_meta (journal, META_KEY, text, error);
}

void
kapka_accepted_send (KapkaAccepted *accepted, gint64 n) {
  accepted->open = MIN (accepted->open + n, MOST_OPEN);
}

/* Of what the figure grew by, @n at most is due to this answer; the rest must be due to what was
 * sent before without an answer. */
gboolean
kapka_accepted_answer (KapkaAccepted *accepted, gint64 n, gint64 figure, const char *boot_id) {
  gboolean known = accepted->last >= 0;
  gboolean lower = known && figure < accepted->last;
  gint64 others = known ? MAX (figure - accepted->last - n, 0) : 0;
  gint64 open = MAX (accepted->open - n, 0);

  if (others > open) {
    g_free (accepted->boot_id);
    accepted->boot_id = g_strdup (boot_id);
  }
  accepted->open = MAX (open - others, 0);
  accepted->last = figure;
  return lower;
}

void
kapka_accepted_end_run (KapkaAccepted *accepted, const char *boot_id) {
  gboolean ahead = g_strcmp0 (accepted->boot_id, boot_id) == 0;

  accepted->ahead = ahead ? accepted->ahead + 1 : 0;
}

gboolean
kapka_accepted_is_frozen (const KapkaAccepted *accepted) {
  return accepted->ahead >= KAPKA_ACCEPTED_FROZEN_RUNS;
}
