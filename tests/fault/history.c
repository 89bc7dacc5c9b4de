// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"

#include <glib/gstdio.h>

#include "history-disk.h"

/* Long ago, so that no day lies in the future of the centre, however often years pass. */
#define START_MS G_GINT64_CONSTANT (1577865600000) /* 2020-01-01 12:00 in Samara */

/* Where each kiosk stands at first. */
static const char *const places[HISTORY_N_KIOSKS] = { "18-0001", "18-0001", "18-0002" };

static void
image_free (HistoryImage *image) {
  history_disk_remove (image->path);
  g_free (image->path);
  g_free (image->boot_id);
  g_free (image);
}

static void
make_kiosks (History *history) {
  const HistoryWorld world = { history->root, history->rand, history->ledger, history->story };

  for (guint i = 0; i < HISTORY_N_KIOSKS; i++) {
    g_autofree char *name = g_strdup_printf ("PC-%u", i + 1);

    history->kiosks[i] = history_kiosk_new (&world, name, places[i]);
    history_kiosk_boot (history->kiosks[i], history->now_ms);
  }
}

History *
history_new (HistoryCentre *centre, const char *root, guint32 seed) {
  History *history = g_new0 (History, 1);

  // Streams, events and requests get their names from here.
  g_random_set_seed (seed);
  history->seed = seed;
  history->root = g_strdup (root);
  history->rand = g_rand_new_with_seed (seed);
  history->now_ms = START_MS;
  history->story = history_story_new ();
  history->ledger = history_ledger_new ();
  history->centre = centre;
  history->line = history_line_new (centre, history->rand, history->story);
  history->images = g_ptr_array_new_with_free_func ((GDestroyNotify)image_free);
  g_assert_cmpint (g_mkdir (root, 0700), ==, 0);
  history_centre_begin (centre);
  make_kiosks (history);
  return history;
}

void
history_free (History *history) {
  for (guint i = 0; i < HISTORY_N_KIOSKS; i++)
    history_kiosk_free (history->kiosks[i]);
  g_ptr_array_unref (history->images);
  history_line_free (history->line);
  history_ledger_free (history->ledger);
  history_story_free (history->story);
  g_rand_free (history->rand);
  history_disk_remove (history->root);
  g_free (history->root);
  g_free (history);
}

void
history_pass_time (History *history, gint64 ms) {
  history->now_ms += ms;
  for (guint i = 0; i < HISTORY_N_KIOSKS; i++)
    kapka_clock_set_utc_ms (history->kiosks[i]->clock, history->now_ms);
}
