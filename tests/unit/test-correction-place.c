// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-correction-place.h"

#include <string.h>

void
kapka_correction_place_visit (KapkaDeskPlace *self,
                              const char *visit,
                              const char *requests,
                              const char *end_reason) {
  g_auto (GStrv) words = g_strsplit (requests, " ", -1);

  kapka_place_append (self->journal, kapka_place_begin (self->place, visit));
  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], ":", 2);

    kapka_place_append (self->journal,
                        kapka_place_request (self->place, visit, pair[0], pair[1], i == 0));
  }
  if (end_reason != NULL)
    kapka_place_append (self->journal, kapka_place_end (self->place, visit, end_reason));
}

void
kapka_correction_place_print (KapkaDeskPlace *self, const char *visit, gint64 pages) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_PRINT, self->place->clock);

  event->visit = g_strdup (visit);
  event->item = g_strdup ("form");
  event->service = g_strdup ("s4");
  kapka_event_add_count (event, "s4", 1);
  kapka_event_add_count (event, "pages", pages);
  kapka_place_append (self->journal, event);
}

char *
kapka_correction_place_find (KapkaDeskPlace *self, const char *visit, const char *item_service) {
  g_autofree char *sql =
      g_strdup_printf ("SELECT event_id FROM event WHERE visit = '%s' AND kind <> 'correction'"
                       " AND item || ':' || service = '%s'",
                       visit, item_service);
  char *id = kapka_place_read_text (self->place, sql);

  g_assert_nonnull (id);
  return id;
}

char *
kapka_correction_place_find_last (KapkaDeskPlace *self) {
  char *id =
      kapka_place_read_text (self->place, "SELECT event_id FROM event WHERE kind = 'correction'"
                                          " ORDER BY stream_no DESC, seq DESC LIMIT 1");

  g_assert_nonnull (id);
  return id;
}

void
kapka_correction_place_assert (KapkaDeskPlace *self, const char *day, const char *counts) {
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce(group_concat(key || '=' || value, ' '), '') FROM (SELECT key, value FROM"
      " day_count WHERE day = '%s' AND value <> 0 ORDER BY key)",
      day);
  g_autofree char *found = kapka_place_read_text (self->place, sql);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (found, ==, counts);
  kapka_journal_check (self->journal, &error);
  g_assert_no_error (error);
}

void
kapka_correction_place_assert_refused (gboolean good, GError **error, KapkaError code) {
  g_assert_false (good);
  g_assert_error (*error, KAPKA_ERROR, (int)code);
  g_clear_error (error);
}
