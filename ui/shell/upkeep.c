// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/upkeep.h"

#include "base/log.h"
#include "health/upkeep.h"

#define LOOK_SECONDS 30

struct _KapkaUpkeep {
  GObject parent_instance;

  // Borrowed
  KapkaWindow *window;

  // Owned
  KapkaSession *session;
  guint source;
  gboolean working;
  char failed_day[11]; // What has failed is tried on the next day.
};

G_DEFINE_FINAL_TYPE (KapkaUpkeep, kapka_upkeep, G_TYPE_OBJECT)

enum { SIGNAL_DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What the thread of the journal is given. */
typedef struct {
  KapkaHealthPlace place;
  KapkaInstant now;
} Work;

static gpointer
do_work (KapkaJournal *journal, gpointer data, GError **error) {
  const Work *work = data;
  gboolean done = FALSE;

  kapka_upkeep_run (journal, &work->place, &work->now, &done, error);
  return GINT_TO_POINTER (done);
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaUpkeep) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (kapka_journal_writer_run_finish (result, &error));
  KapkaInstant now;

  self->working = FALSE;
  if (self->source == 0)
    return;
  if (error != NULL) {
    kapka_clock_now (kapka_session_get_clock (self->session), &now);
    g_strlcpy (self->failed_day, now.day, sizeof self->failed_day);
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "night-failed", "The work of the night", error->message);
  }
  if (done && kapka_window_is_idle (self->window))
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static gboolean
is_time (KapkaUpkeep *self, const KapkaInstant *now) {
  gint64 hour = (now->utc_ms / (60 * 1000) + now->utc_off_min) / 60 % 24;

  return hour == kapka_session_get_settings (self->session)->maintenance_hour && !self->working &&
         !g_str_equal (self->failed_day, now->day) && kapka_window_is_idle (self->window);
}

static gboolean
on_look (gpointer user_data) {
  KapkaUpkeep *self = user_data;
  KapkaInstant now;
  Work *work;

  kapka_clock_now (kapka_session_get_clock (self->session), &now);
  if (!is_time (self, &now))
    return G_SOURCE_CONTINUE;
  work = g_new0 (Work, 1);
  work->place = kapka_session_get_health_place (self->session);
  work->now = now;
  self->working = TRUE;
  kapka_journal_writer_run_async (kapka_session_get_writer (self->session), do_work, work, g_free,
                                  NULL, NULL, on_worked, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
kapka_upkeep_dispose (GObject *object) {
  KapkaUpkeep *self = KAPKA_UPKEEP (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_upkeep_parent_class)->dispose (object);
}

static void
kapka_upkeep_class_init (KapkaUpkeepClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_upkeep_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", KAPKA_TYPE_UPKEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
kapka_upkeep_init (KapkaUpkeep *self) {
}

KapkaUpkeep *
kapka_upkeep_new (KapkaWindow *window, KapkaSession *session) {
  KapkaUpkeep *self = g_object_new (KAPKA_TYPE_UPKEEP, NULL);

  self->window = window;
  self->session = g_object_ref (session);
  self->source = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
  return self;
}
