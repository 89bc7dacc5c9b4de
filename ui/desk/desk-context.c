// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk-context.h"

struct _KapkaDeskContext {
  GObject parent_instance;

  KapkaSession *session;
  char *name;
  KapkaRole role;
};

G_DEFINE_FINAL_TYPE (KapkaDeskContext, kapka_desk_context, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_TOLD, N_SIGNALS };
static guint signals[N_SIGNALS];

/** KapkaDeskJob: work on its way to the thread of the journal. Settings, catalogue and clock belong
 * to the application and outlive the writer with all its jobs. */
typedef struct {
  GWeakRef context;
  const KapkaSettings *settings;
  const KapkaCatalog *catalog;
  KapkaClock *clock;
  char *name;
  KapkaRole role;
  KapkaDeskWork work;
  gpointer data;
  GDestroyNotify free_data; // (nullable)
} KapkaDeskJob;

static void
job_free (gpointer data) {
  KapkaDeskJob *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_weak_ref_clear (&job->context);
  g_free (job->name);
  g_free (job);
}

/** KapkaDeskTale: what a job has to tell, on its way to the screen. */
typedef struct {
  KapkaDeskContext *context;
  char *text;
} KapkaDeskTale;

static void
tale_free (gpointer data) {
  KapkaDeskTale *tale = data;

  g_object_unref (tale->context);
  g_free (tale->text);
  g_free (tale);
}

static gboolean
tell_cb (gpointer data) {
  KapkaDeskTale *tale = data;

  g_signal_emit (tale->context, signals[SIGNAL_TOLD], 0, tale->text);
  return G_SOURCE_REMOVE;
}

/** Has the screen tell @text, unless the person has left. */
static void
tell (KapkaDeskJob *job, const char *text) {
  KapkaDeskContext *context = g_weak_ref_get (&job->context);
  KapkaDeskTale *tale;

  if (context == NULL)
    return;
  tale = g_new0 (KapkaDeskTale, 1);
  tale->context = context;
  tale->text = g_strdup (text);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, tale, tale_free);
}

static gpointer
run_job (KapkaJournal *journal, gpointer data, GError **error) {
  KapkaDeskJob *job = data;
  const KapkaDeskPerson person = { job->name, job->role };
  g_autoptr (KapkaDesk) desk =
      kapka_desk_open (journal, job->settings->state_dir, job->clock, &person, error);
  const KapkaReportSource source = { desk, job->settings, job->catalog };

  if (desk == NULL)
    return NULL;
  if (kapka_desk_get_notice (desk) != NULL)
    tell (job, kapka_desk_get_notice (desk));
  return job->work (&source, job->data, error);
}

static void
kapka_desk_context_finalize (GObject *object) {
  KapkaDeskContext *self = KAPKA_DESK_CONTEXT (object);

  g_clear_object (&self->session);
  g_free (self->name);
  G_OBJECT_CLASS (kapka_desk_context_parent_class)->finalize (object);
}

static void
kapka_desk_context_class_init (KapkaDeskContextClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_desk_context_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_DESK_CONTEXT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOLD] = g_signal_new ("told", KAPKA_TYPE_DESK_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kapka_desk_context_init (KapkaDeskContext *self) {
}

KapkaDeskContext *
kapka_desk_context_new (KapkaSession *session, const char *name, KapkaRole role) {
  KapkaDeskContext *self = g_object_new (KAPKA_TYPE_DESK_CONTEXT, NULL);

  self->session = g_object_ref (session);
  self->name = g_strdup (name);
  self->role = role;
  return self;
}

KapkaSession *
kapka_desk_context_get_session (KapkaDeskContext *self) {
  return self->session;
}

const char *
kapka_desk_context_get_name (KapkaDeskContext *self) {
  return self->name;
}

KapkaRole
kapka_desk_context_get_role (KapkaDeskContext *self) {
  return self->role;
}

void
kapka_desk_context_note_change (KapkaDeskContext *self) {
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
kapka_desk_context_run_async (KapkaDeskContext *self,
                              KapkaDeskWork work,
                              gpointer data,
                              GDestroyNotify free_data,
                              GDestroyNotify free_result,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data) {
  KapkaDeskJob *job = g_new0 (KapkaDeskJob, 1);

  g_weak_ref_init (&job->context, self);
  job->settings = kapka_session_get_settings (self->session);
  job->catalog = kapka_session_get_catalog (self->session);
  job->clock = kapka_session_get_clock (self->session);
  job->name = g_strdup (self->name);
  job->role = self->role;
  job->work = work;
  job->data = data;
  job->free_data = free_data;
  kapka_journal_writer_run_async (kapka_session_get_writer (self->session), run_job, job, job_free,
                                  free_result, cancellable, callback, user_data);
}

gpointer
kapka_desk_context_run_finish (GAsyncResult *result, GError **error) {
  return kapka_journal_writer_run_finish (result, error);
}
