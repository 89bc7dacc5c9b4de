// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "ui/shell/idle-watch.h"
#include "ui/shell/visit-dir.h"

struct _KapkaSession {
  GObject parent_instance;

  const KapkaCatalog *catalog; // Borrowed.

  KapkaSettings *settings;
  KapkaClock *clock;
  KapkaJournalWriter *writer;

  KapkaVisit *visit; // NULL on the waiting screen.
  char *visit_dir;
  GCancellable *cancellable; // Of the visit.
  KapkaIdleWatch *watch;
  KapkaPortalStates *portal_states;
};

G_DEFINE_FINAL_TYPE (KapkaSession, kapka_session, G_TYPE_OBJECT)

enum {
  SIGNAL_BEGAN,
  SIGNAL_WARNING,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_warning (KapkaSession *self, guint seconds) {
  g_signal_emit (self, signals[SIGNAL_WARNING], 0, seconds);
}

/* The writer keeps what it cannot write yet and says so by its property `counting`, so there is nothing to do about an error here. */
static void
take_event (KapkaEvent *event, gpointer user_data) {
  KapkaSession *self = user_data;

  kapka_journal_writer_append_async (self->writer, event, NULL, NULL, NULL);
}

static void
drop_visit_dir (KapkaSession *self) {
  g_autoptr (GError) error = NULL;

  if (self->visit_dir != NULL && !kapka_visit_dir_remove (self->visit_dir, &error))
    g_warning ("The files of the visit could not be removed: %s", error->message);
  g_clear_pointer (&self->visit_dir, g_free);
}

static void
kapka_session_dispose (GObject *object) {
  KapkaSession *self = KAPKA_SESSION (object);

  kapka_idle_watch_stop (self->watch);
  drop_visit_dir (self);
  G_OBJECT_CLASS (kapka_session_parent_class)->dispose (object);
}

static void
kapka_session_finalize (GObject *object) {
  KapkaSession *self = KAPKA_SESSION (object);

  g_clear_pointer (&self->visit, kapka_visit_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->watch);
  g_clear_object (&self->portal_states);
  g_clear_pointer (&self->settings, kapka_settings_unref);
  g_clear_pointer (&self->clock, kapka_clock_unref);
  g_clear_object (&self->writer);
  G_OBJECT_CLASS (kapka_session_parent_class)->finalize (object);
}

static void
kapka_session_class_init (KapkaSessionClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = kapka_session_dispose;
  object_class->finalize = kapka_session_finalize;
  signals[SIGNAL_BEGAN] = g_signal_new ("began", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WARNING]
      = g_signal_new ("warning", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_session_init (KapkaSession *self) {
}

KapkaSession *
kapka_session_new (KapkaSettings *settings,
                   const KapkaCatalog *catalog,
                   KapkaClock *clock,
                   KapkaJournalWriter *writer) {
  KapkaSession *self = g_object_new (KAPKA_TYPE_SESSION, NULL);

  self->settings = kapka_settings_ref (settings);
  self->catalog = catalog;
  self->clock = kapka_clock_ref (clock);
  self->writer = g_object_ref (writer);
  self->portal_states = kapka_portal_states_new ();
  self->watch = kapka_idle_watch_new (settings);
  g_signal_connect_object (self->watch, "warning", G_CALLBACK (on_warning), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "over", G_CALLBACK (kapka_session_end), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const KapkaSettings *
kapka_session_get_settings (KapkaSession *self) {
  return self->settings;
}

const KapkaCatalog *
kapka_session_get_catalog (KapkaSession *self) {
  return self->catalog;
}

KapkaPortalStates *
kapka_session_get_portal_states (KapkaSession *self) {
  return self->portal_states;
}

KapkaJournalWriter *
kapka_session_get_writer (KapkaSession *self) {
  return self->writer;
}

KapkaVisit *
kapka_session_get_visit (KapkaSession *self) {
  return self->visit;
}

const char *
kapka_session_get_visit_dir (KapkaSession *self, GError **error) {
  if (self->visit_dir == NULL)
    self->visit_dir = kapka_visit_dir_make (error);
  return self->visit_dir;
}

GCancellable *
kapka_session_get_cancellable (KapkaSession *self) {
  return self->cancellable;
}

const char *
kapka_session_get_language (KapkaSession *self) {
  return self->settings->languages[0];
}

void
kapka_session_begin (KapkaSession *self) {
  if (self->visit != NULL)
    return;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->visit = kapka_visit_new (self->clock, take_event, self);
  kapka_visit_set_language (self->visit, kapka_session_get_language (self));
  kapka_idle_watch_start (self->watch);
  g_signal_emit (self, signals[SIGNAL_BEGAN], 0);
}

void
kapka_session_end (KapkaSession *self, KapkaEndReason reason) {
  g_autoptr (KapkaVisit) visit = g_steal_pointer (&self->visit);

  if (visit == NULL)
    return;
  kapka_idle_watch_stop (self->watch);
  g_cancellable_cancel (self->cancellable);
  kapka_visit_end (visit, reason);
  kapka_portal_states_end_visit (self->portal_states);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  drop_visit_dir (self);
}

void
kapka_session_touch (KapkaSession *self) {
  if (self->visit == NULL)
    return;
  kapka_visit_touch (self->visit);
  kapka_idle_watch_touch (self->watch);
}

void
kapka_session_set_in_portal (KapkaSession *self, gboolean in_portal) {
  kapka_idle_watch_set_in_portal (self->watch, in_portal);
}
