// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/writer.h"

#include "base/error.h"
#include "journal/writer-session.h"

#define DEFAULT_RETRY_MS 5000
// The kiosk has better things to do while it starts.
#define DEFAULT_CARE_DELAY_MS (10 * 60 * 1000)

struct _KapkaJournalWriter {
  GObject parent_instance;

  // Set at construction, then read by both threads.
  char *state_dir;
  char *runtime_dir; // (nullable)
  KapkaClock *clock;
  guint retry_ms;
  char *backup_dir; // (nullable)
  gboolean with_centre;
  guint care_delay_ms;
  gint64 start_usec;     // When it was made.
  GMainContext *context; // Where properties are notified.

  GThread *thread; // (nullable) %NULL after stop.
  KapkaEventQueue *events;
  KapkaJobQueue *jobs;

  GMutex lock; // Guards all below.
  GCond changed;
  gboolean woken; // An event came since the last try.
  gboolean stopping;
  gboolean counting;
  char *trouble;         // (nullable)
  GSource *notification; // (nullable) On its way to the main context.

  guint n_kept; // How many of the events left at the end are in the spool; read after the thread.

  // Used by the main context alone.
  char *shown_trouble; // (nullable) What the property `trouble` shows.
  gboolean shown_counting;
  guint shown_waiting;
};

typedef enum {
  PROP_STATE_DIR = 1,
  PROP_RUNTIME_DIR,
  PROP_CLOCK,
  PROP_RETRY_MS,
  PROP_BACKUP_DIR,
  PROP_WITH_CENTRE,
  PROP_CARE_DELAY_MS,
  PROP_COUNTING,
  PROP_TROUBLE,
  PROP_WAITING,
} WriterProperty;

static GParamSpec *properties[PROP_WAITING + 1];

G_DEFINE_FINAL_TYPE (KapkaJournalWriter, kapka_journal_writer, G_TYPE_OBJECT)

/** Brings the properties up to date; in the main context, so that what a caller got as `trouble`
 * stays until it returns there. */
static void
show_state (KapkaJournalWriter *self) {
  g_autofree char *trouble = NULL;
  gboolean counting;
  guint waiting;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->notification, g_source_unref);
  trouble = g_strdup (self->trouble);
  counting = self->counting;
  g_mutex_unlock (&self->lock);

  // What changes from here on is announced anew.
  waiting = kapka_event_queue_get_length (self->events);
  kapka_event_queue_forget_answered (self->events);
  g_object_freeze_notify (G_OBJECT (self));
  if (counting != self->shown_counting) {
    self->shown_counting = counting;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTING]);
  }
  if (g_strcmp0 (trouble, self->shown_trouble) != 0) {
    g_free (self->shown_trouble);
    self->shown_trouble = g_steal_pointer (&trouble);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  }
  if (waiting != self->shown_waiting) {
    self->shown_waiting = waiting;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
show_state_cb (gpointer data) {
  show_state (data);
  return G_SOURCE_REMOVE;
}

/** Has the main context look at the state; called with the lock held, by either thread. */
static void
announce (KapkaJournalWriter *self) {
  if (self->notification != NULL)
    return;
  self->notification = g_idle_source_new ();
  g_source_set_priority (self->notification, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->notification, show_state_cb, g_object_ref (self), g_object_unref);
  g_source_attach (self->notification, self->context);
}

static void
note_success (KapkaJournalWriter *self) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->counting = TRUE;
  g_clear_pointer (&self->trouble, g_free);
  announce (self);
}

static void
note_failure (KapkaJournalWriter *self, const GError *error) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->counting = FALSE;
  g_free (self->trouble);
  self->trouble = g_strdup (error->message);
  announce (self);
}

/** Writes what waits. Returns: whether all was written. */
static gboolean
try_to_write (KapkaJournalWriter *self, KapkaWriterSession *session) {
  g_autoptr (GError) error = NULL;

  if (kapka_writer_session_write (session, &error))
    note_success (self);
  else
    note_failure (self, error);
  return error == NULL;
}

/** Does all there is to do. Returns: after how many milliseconds there is more. */
static guint
work (KapkaJournalWriter *self, KapkaWriterSession *session) {
  gboolean written = try_to_write (self, session);

  kapka_writer_session_run_jobs (session);
  // A job that met an error of the disk has cost the session.
  if (written && session->care == NULL)
    return kapka_job_queue_is_empty (self->jobs) ? self->retry_ms : 0;
  return written ? kapka_writer_session_take_care (session) : self->retry_ms;
}

/** Waits until there is something to do, at most for @pause_ms. Returns: %FALSE when that is to
 * stop. */
static gboolean
wait_for_work (KapkaJournalWriter *self, guint pause_ms) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 deadline_usec = g_get_monotonic_time () + (gint64)pause_ms * 1000;

  while (!self->woken && !self->stopping)
    if (!g_cond_wait_until (&self->changed, &self->lock, deadline_usec))
      break;
  self->woken = FALSE;
  return !self->stopping;
}

static gpointer
writer_thread (gpointer data) {
  KapkaJournalWriter *self = data;
  const KapkaWriterPlace place = {
    .state_dir = self->state_dir,
    .runtime_dir = self->runtime_dir,
    .clock = self->clock,
    .backup_dir = self->backup_dir,
    .with_centre = self->with_centre,
    .daily_usec = self->start_usec + (gint64)self->care_delay_ms * 1000,
  };
  KapkaWriterSession session = { .place = &place, .events = self->events, .jobs = self->jobs };
  guint pause_ms;

  do {
    pause_ms = work (self, &session);
  } while (wait_for_work (self, pause_ms));
  if (kapka_event_queue_peek (self->events) != NULL)
    try_to_write (self, &session);
  self->n_kept = session.n_spooled;
  kapka_writer_session_close (&session);
  return NULL;
}

static void
kapka_journal_writer_constructed (GObject *object) {
  KapkaJournalWriter *self = KAPKA_JOURNAL_WRITER (object);

  G_OBJECT_CLASS (kapka_journal_writer_parent_class)->constructed (object);
  self->context = g_main_context_ref_thread_default ();
  self->start_usec = g_get_monotonic_time ();
  self->thread = g_thread_new ("journal", writer_thread, self);
}

static void
kapka_journal_writer_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec) {
  KapkaJournalWriter *self = KAPKA_JOURNAL_WRITER (object);

  switch ((WriterProperty)property_id) {
  case PROP_STATE_DIR:
    self->state_dir = g_value_dup_string (value);
    break;
  case PROP_RUNTIME_DIR:
    self->runtime_dir = g_value_dup_string (value);
    break;
  case PROP_CLOCK:
    self->clock = kapka_clock_ref (g_value_get_pointer (value));
    break;
  case PROP_RETRY_MS:
    self->retry_ms = g_value_get_uint (value);
    break;
  case PROP_BACKUP_DIR:
    self->backup_dir = g_value_dup_string (value);
    break;
  case PROP_WITH_CENTRE:
    self->with_centre = g_value_get_boolean (value);
    break;
  case PROP_CARE_DELAY_MS:
    self->care_delay_ms = g_value_get_uint (value);
    break;
  case PROP_COUNTING:
  case PROP_TROUBLE:
  case PROP_WAITING:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kapka_journal_writer_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec) {
  KapkaJournalWriter *self = KAPKA_JOURNAL_WRITER (object);

  switch ((WriterProperty)property_id) {
  case PROP_COUNTING:
    g_value_set_boolean (value, self->shown_counting);
    break;
  case PROP_TROUBLE:
    g_value_set_string (value, self->shown_trouble);
    break;
  case PROP_WAITING:
    g_value_set_uint (value, self->shown_waiting);
    break;
  case PROP_STATE_DIR:
  case PROP_RUNTIME_DIR:
  case PROP_CLOCK:
  case PROP_RETRY_MS:
  case PROP_BACKUP_DIR:
  case PROP_WITH_CENTRE:
  case PROP_CARE_DELAY_MS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kapka_journal_writer_dispose (GObject *object) {
  kapka_journal_writer_stop (KAPKA_JOURNAL_WRITER (object));
  G_OBJECT_CLASS (kapka_journal_writer_parent_class)->dispose (object);
}

static void
kapka_journal_writer_finalize (GObject *object) {
  KapkaJournalWriter *self = KAPKA_JOURNAL_WRITER (object);

  kapka_event_queue_free (self->events);
  kapka_job_queue_free (self->jobs);
  g_free (self->state_dir);
  g_free (self->runtime_dir);
  g_free (self->backup_dir);
  g_clear_pointer (&self->clock, kapka_clock_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->trouble);
  g_free (self->shown_trouble);
  G_OBJECT_CLASS (kapka_journal_writer_parent_class)->finalize (object);
}

static void
install_construction_properties (void) {
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_STATE_DIR] = g_param_spec_string ("state-dir", NULL, NULL, NULL, flags);
  properties[PROP_RUNTIME_DIR] = g_param_spec_string ("runtime-dir", NULL, NULL, NULL, flags);
  properties[PROP_CLOCK] = g_param_spec_pointer ("clock", NULL, NULL, flags);
  properties[PROP_RETRY_MS] =
      g_param_spec_uint ("retry-ms", NULL, NULL, 1, G_MAXUINT, DEFAULT_RETRY_MS, flags);
  properties[PROP_BACKUP_DIR] = g_param_spec_string ("backup-dir", NULL, NULL, NULL, flags);
  properties[PROP_WITH_CENTRE] = g_param_spec_boolean ("with-centre", NULL, NULL, TRUE, flags);
  properties[PROP_CARE_DELAY_MS] =
      g_param_spec_uint ("care-delay-ms", NULL, NULL, 0, G_MAXUINT, DEFAULT_CARE_DELAY_MS, flags);
}

static void
kapka_journal_writer_class_init (KapkaJournalWriterClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kapka_journal_writer_constructed;
  object_class->set_property = kapka_journal_writer_set_property;
  object_class->get_property = kapka_journal_writer_get_property;
  object_class->dispose = kapka_journal_writer_dispose;
  object_class->finalize = kapka_journal_writer_finalize;
  install_construction_properties ();
  properties[PROP_COUNTING] = g_param_spec_boolean ("counting", NULL, NULL, TRUE, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kapka_journal_writer_init (KapkaJournalWriter *self) {
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->events = kapka_event_queue_new ();
  self->jobs = kapka_job_queue_new ();
  self->counting = TRUE;
  self->shown_counting = TRUE;
}

KapkaJournalWriter *
kapka_journal_writer_new (const char *state_dir, const char *runtime_dir, KapkaClock *clock) {
  return g_object_new (KAPKA_TYPE_JOURNAL_WRITER, "state-dir", state_dir, "runtime-dir",
                       runtime_dir, "clock", clock, NULL);
}

void
kapka_journal_writer_append_async (KapkaJournalWriter *writer,
                                   KapkaEvent *event,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data) {
  GTask *task;

  g_return_if_fail (KAPKA_IS_JOURNAL_WRITER (writer));
  g_return_if_fail (writer->thread != NULL);
  task = g_task_new (writer, cancellable, callback, user_data);
  g_task_set_source_tag (task, kapka_journal_writer_append_async);
  g_task_set_task_data (task, event, (GDestroyNotify)kapka_event_free);
  kapka_event_queue_push (writer->events, task);
  g_mutex_lock (&writer->lock);
  writer->woken = TRUE;
  announce (writer);
  g_cond_signal (&writer->changed);
  g_mutex_unlock (&writer->lock);
}

gboolean
kapka_journal_writer_append_finish (KapkaJournalWriter *writer,
                                    GAsyncResult *result,
                                    GError **error) {
  g_return_val_if_fail (g_task_is_valid (result, writer), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kapka_journal_writer_run_async (KapkaJournalWriter *writer,
                                KapkaJournalJob job,
                                gpointer data,
                                GDestroyNotify free_data,
                                GDestroyNotify free_result,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data) {
  // Without the writer as its source: the thread may let the last reference to a task go.
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (KAPKA_IS_JOURNAL_WRITER (writer));
  g_return_if_fail (writer->thread != NULL);
  g_task_set_source_tag (task, kapka_journal_writer_run_async);
  kapka_job_queue_push (writer->jobs, job, data, free_data, free_result, task);
  g_mutex_lock (&writer->lock);
  writer->woken = TRUE;
  g_cond_signal (&writer->changed);
  g_mutex_unlock (&writer->lock);
}

gpointer
kapka_journal_writer_run_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_journal_writer_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fail_jobs (KapkaJournalWriter *self) {
  g_autoptr (GError) error =
      g_error_new_literal (KAPKA_ERROR, KAPKA_ERROR_IO, "the journal was closed");

  kapka_job_queue_fail (self->jobs, error);
}

static void
end_thread (KapkaJournalWriter *self) {
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
}

guint
kapka_journal_writer_stop (KapkaJournalWriter *writer) {
  guint lost = 0;

  g_return_val_if_fail (KAPKA_IS_JOURNAL_WRITER (writer), 0);
  if (writer->thread == NULL)
    return 0;
  end_thread (writer);
  fail_jobs (writer);
  for (; kapka_event_queue_peek (writer->events) != NULL; lost++)
    kapka_event_queue_answer_first (writer->events,
                                    g_error_new (KAPKA_ERROR, KAPKA_ERROR_IO,
                                                 "the event could not be written: %s",
                                                 writer->trouble == NULL ? "" : writer->trouble));
  lost -= MIN (lost, writer->n_kept);
  // The source on its way holds a reference, and the main context may never run again.
  if (writer->notification != NULL)
    g_source_destroy (writer->notification);
  show_state (writer);
  return lost;
}

gboolean
kapka_journal_writer_get_counting (KapkaJournalWriter *writer) {
  g_return_val_if_fail (KAPKA_IS_JOURNAL_WRITER (writer), FALSE);
  return writer->shown_counting;
}

const char *
kapka_journal_writer_get_trouble (KapkaJournalWriter *writer) {
  g_return_val_if_fail (KAPKA_IS_JOURNAL_WRITER (writer), NULL);
  return writer->shown_trouble;
}
