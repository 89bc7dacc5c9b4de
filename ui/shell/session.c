// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session.h"

#include <malloc.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/log.h"
#include "ui/shell/portal-report.h"
#include "ui/visit/visitor.h"
#include "ui/visit/wipe.h"

typedef enum {
  STATE_CLOSED, // What is left of the last visit is not gone for certain.
  STATE_WIPING,
  STATE_READY, // Nobody is here.
  STATE_VISIT,
} State;

#define MIB (1024 * 1024)

struct _KapkaSession {
  GObject parent_instance;

  KapkaSettings *settings;
  KapkaCatalogs *catalogs;
  KapkaLayouts *layouts;
  KapkaClock *clock;
  KapkaJournalWriter *writer;
  char *config_path;
  char *data_dir;

  State state;
  KapkaVisitor *visitor;     // While a visit goes on or is wiped.
  gboolean awaited;          // Somebody has touched the screen before it was open.
  KapkaDocuments *documents; // While a visit goes on.
  KapkaIdleWatch *watch;
  KapkaDrives *drives;
  KapkaPortalStates *portal_states;
  KapkaPortalReport *portal_report;
  KapkaOften *often;
  char *language;
  KapkaSight *sight;
};

G_DEFINE_FINAL_TYPE (KapkaSession, kapka_session, G_TYPE_OBJECT)

enum {
  SIGNAL_BEGAN,
  SIGNAL_ENDED,
  SIGNAL_WIPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_LANGUAGE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
on_alive (KapkaSession *self) {
  if (self->state == STATE_VISIT)
    kapka_visit_touch (kapka_visitor_get_accounts (self->visitor));
}

/* The writer keeps what it cannot write yet and says so by its property `counting`, so there is
 * nothing to do about an error here. */
static void
take_event (KapkaEvent *event, gpointer user_data) {
  KapkaSession *self = user_data;

  kapka_journal_writer_append_async (self->writer, event, NULL, NULL, NULL);
}

static void
kapka_session_dispose (GObject *object) {
  KapkaSession *self = KAPKA_SESSION (object);

  kapka_idle_watch_stop (self->watch);
  G_OBJECT_CLASS (kapka_session_parent_class)->dispose (object);
}

static void
kapka_session_finalize (GObject *object) {
  KapkaSession *self = KAPKA_SESSION (object);

  g_clear_object (&self->visitor);
  g_clear_object (&self->documents);
  g_clear_object (&self->watch);
  g_clear_object (&self->drives);
  g_clear_object (&self->portal_report);
  g_clear_object (&self->portal_states);
  g_clear_object (&self->often);
  g_clear_object (&self->sight);
  g_free (self->language);
  g_free (self->config_path);
  g_free (self->data_dir);
  g_clear_object (&self->catalogs);
  g_clear_pointer (&self->settings, kapka_settings_unref);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->clock, kapka_clock_unref);
  g_clear_object (&self->writer);
  G_OBJECT_CLASS (kapka_session_parent_class)->finalize (object);
}

static void
kapka_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  if (id == PROP_LANGUAGE)
    g_value_set_string (value, KAPKA_SESSION (object)->language);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kapka_session_class_init (KapkaSessionClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = kapka_session_dispose;
  object_class->finalize = kapka_session_finalize;
  object_class->get_property = kapka_session_get_property;
  properties[PROP_LANGUAGE] =
      g_param_spec_string ("language", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_BEGAN] =
      g_signal_new ("began", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] =
      g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WIPED] = g_signal_new ("wiped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kapka_session_init (KapkaSession *self) {
}

KapkaSession *
kapka_session_new (KapkaSettings *settings,
                   KapkaCatalogs *catalogs,
                   KapkaLayouts *layouts,
                   KapkaClock *clock,
                   KapkaJournalWriter *writer) {
  KapkaSession *self = g_object_new (KAPKA_TYPE_SESSION, NULL);

  self->settings = kapka_settings_ref (settings);
  self->catalogs = g_object_ref (catalogs);
  self->layouts = g_ptr_array_ref (layouts);
  self->clock = kapka_clock_ref (clock);
  self->writer = g_object_ref (writer);
  self->portal_states = kapka_portal_states_new ();
  self->portal_report = kapka_portal_report_new (settings->state_dir, self->portal_states);
  self->often = kapka_often_new (catalogs, clock, writer);
  self->language = g_strdup (settings->languages[0]);
  kapka_i18n_set_language (self->language);
  self->sight = kapka_sight_new ();
  self->watch = kapka_idle_watch_new (settings);
  self->drives = kapka_drives_new (settings->media_dir);
  g_signal_connect_object (self->watch, "alive", G_CALLBACK (on_alive), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "over", G_CALLBACK (kapka_session_end), self,
                           G_CONNECT_SWAPPED);
  return self;
}

KapkaDrives *
kapka_session_get_drives (KapkaSession *self) {
  return self->drives;
}

void
kapka_session_set_files (KapkaSession *self, const char *config_path, const char *data_dir) {
  self->config_path = g_strdup (config_path);
  self->data_dir = g_strdup (data_dir);
}

KapkaHealthPlace
kapka_session_get_health_place (KapkaSession *self) {
  return (KapkaHealthPlace){ .config_path = self->config_path,
                             .data_dir = self->data_dir,
                             .root = "",
                             .in_use = self->settings };
}

const KapkaSettings *
kapka_session_get_settings (KapkaSession *self) {
  return self->settings;
}

const KapkaCatalog *
kapka_session_get_catalog (KapkaSession *self) {
  return kapka_catalogs_get (self->catalogs);
}

KapkaCatalogs *
kapka_session_get_catalogs (KapkaSession *self) {
  return self->catalogs;
}

KapkaLayouts *
kapka_session_get_layouts (KapkaSession *self) {
  return self->layouts;
}

KapkaClock *
kapka_session_get_clock (KapkaSession *self) {
  return self->clock;
}

KapkaPortalStates *
kapka_session_get_portal_states (KapkaSession *self) {
  return self->portal_states;
}

KapkaOften *
kapka_session_get_often (KapkaSession *self) {
  return self->often;
}

KapkaJournalWriter *
kapka_session_get_writer (KapkaSession *self) {
  return self->writer;
}

/* A visit that is being wiped takes nothing any more. */
static KapkaVisitor *
get_visitor (KapkaSession *self) {
  return self->state == STATE_VISIT ? self->visitor : NULL;
}

KapkaVisit *
kapka_session_get_visit (KapkaSession *self) {
  KapkaVisitor *visitor = get_visitor (self);

  return visitor == NULL ? NULL : kapka_visitor_get_accounts (visitor);
}

const char *
kapka_session_get_visit_dir (KapkaSession *self, GError **error) {
  KapkaVisitor *visitor = get_visitor (self);

  if (visitor != NULL)
    return kapka_visitor_get_directory (visitor, error);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "the visit is over");
  return NULL;
}

KapkaIdleWatch *
kapka_session_get_idle_watch (KapkaSession *self) {
  return self->watch;
}

KapkaDocuments *
kapka_session_get_documents (KapkaSession *self) {
  return self->state == STATE_VISIT ? self->documents : NULL;
}

GCancellable *
kapka_session_get_cancellable (KapkaSession *self) {
  KapkaVisitor *visitor = get_visitor (self);

  return visitor == NULL ? NULL : kapka_visitor_get_cancellable (visitor);
}

void
kapka_session_add_trace (KapkaSession *self, KapkaTrace *trace) {
  g_return_if_fail (self->state == STATE_VISIT);

  kapka_visitor_add_trace (self->visitor, trace);
}

const char *
kapka_session_get_language (KapkaSession *self) {
  return self->language;
}

void
kapka_session_set_language (KapkaSession *self, const char *language) {
  KapkaVisit *visit = kapka_session_get_visit (self);

  g_return_if_fail (g_strv_contains ((const char *const *)self->settings->languages, language));

  if (visit != NULL)
    kapka_visit_set_language (visit, language);
  if (g_str_equal (self->language, language))
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  kapka_i18n_set_language (language);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

KapkaSight *
kapka_session_get_sight (KapkaSession *self) {
  return self->sight;
}

void
kapka_session_drop_choices (KapkaSession *self) {
  kapka_session_set_language (self, self->settings->languages[0]);
  kapka_sight_reset (self->sight);
}

void
kapka_session_begin (KapkaSession *self) {
  self->awaited = self->state == STATE_WIPING;
  if (self->state != STATE_READY)
    return;
  kapka_catalogs_renew (self->catalogs);
  self->state = STATE_VISIT;
  self->visitor = kapka_visitor_new (kapka_visit_new (self->clock, take_event, self));
  kapka_session_drop_choices (self);
  self->documents = kapka_documents_new ((guint64)self->settings->max_mib * MIB,
                                         (guint64)self->settings->max_total_mib * MIB);
  kapka_idle_watch_start (self->watch);
  g_signal_emit (self, signals[SIGNAL_BEGAN], 0);
}

/* What the visit has freed goes back to the system, so that a year of visits takes no more than
 * one. */
static void
finish_wipe (KapkaSession *self, const GError *error) {
  malloc_trim (0);
  self->state = error == NULL ? STATE_READY : STATE_CLOSED;
  if (error != NULL)
    kapka_log_detail (G_LOG_LEVEL_WARNING, "kiosk-closed", "The kiosk is closed to visitors",
                      error->message);
  kapka_catalogs_renew (self->catalogs);
  kapka_often_refresh (self->often);
  g_signal_emit (self, signals[SIGNAL_WIPED], 0, error == NULL);
  if (self->awaited)
    kapka_session_begin (self);
}

static void
on_visitor_wiped (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaSession) self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_visitor_wipe_finish (self->visitor, result, &error);
  g_clear_object (&self->visitor);
  finish_wipe (self, error);
}

void
kapka_session_end (KapkaSession *self, KapkaEndReason reason) {
  if (self->state != STATE_VISIT)
    return;
  kapka_idle_watch_stop (self->watch);
  self->state = STATE_WIPING;
  kapka_visitor_leave (self->visitor, reason);
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "visit-end", "A visit has ended", "reason=%s",
                   kapka_end_reason_to_string (reason));
  kapka_portal_states_end_visit (self->portal_states);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  g_clear_object (&self->documents);
  kapka_visitor_wipe_async (self->visitor, on_visitor_wiped, g_object_ref (self));
}

static void
on_leftovers_wiped (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaSession) self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_wipe_finish (result, &error);
  finish_wipe (self, error);
}

void
kapka_session_wipe_leftovers (KapkaSession *self, GPtrArray *traces) {
  g_return_if_fail (self->state == STATE_CLOSED);

  self->state = STATE_WIPING;
  kapka_wipe_async (traces, on_leftovers_wiped, g_object_ref (self));
}

gboolean
kapka_session_is_wiping (KapkaSession *self) {
  return self->state == STATE_WIPING;
}

void
kapka_session_touch (KapkaSession *self) {
  KapkaVisit *visit = kapka_session_get_visit (self);

  if (visit == NULL)
    return;
  kapka_visit_touch (visit);
  kapka_idle_watch_touch (self->watch);
}

void
kapka_session_set_in_portal (KapkaSession *self, gboolean in_portal) {
  kapka_idle_watch_set_in_portal (self->watch, in_portal);
}
