// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/pulse.h"

/* The pause between two questions. */
#define ASK_MS 2000

/* A page at work, on a slow machine, may be silent for seconds. */
#define STOPPED_MS 6000

/* A process that has not answered yet may be starting, on a machine that is busy. */
#define STARTING_MS 20000

/* From then on until there is no hope. */
#define DEAD_MS 20000

/* The page's own scripts do not see the question. */
#define WORLD "kapka-pulse"

struct _KapkaPulse {
  GObject parent_instance;

  WebKitWebView *view;    // Borrowed, outlives the pulse.
  GCancellable *question; // NULL when none is open.
  guint source;           // The next question, or the end of patience with this one.
  gboolean held;
  gboolean begun; // The process has answered once.
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (KapkaPulse, kapka_pulse, G_TYPE_OBJECT)

enum {
  SIGNAL_STOPPED,
  SIGNAL_RETURNED,
  SIGNAL_DEAD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ask_later (KapkaPulse *self);

static void
forget_question (KapkaPulse *self) {
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->question != NULL)
    g_cancellable_cancel (self->question);
  g_clear_object (&self->question);
}

static void
on_no_hope (gpointer user_data) {
  KapkaPulse *self = user_data;

  self->source = 0;
  g_signal_emit (self, signals[SIGNAL_DEAD], 0);
}

static void
await_death (KapkaPulse *self) {
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_once (DEAD_MS, on_no_hope, self);
}

static void
stop (KapkaPulse *self) {
  if (self->stopped || self->held)
    return;
  self->stopped = TRUE;
  await_death (self);
  g_signal_emit (self, signals[SIGNAL_STOPPED], 0);
}

static void
on_no_answer (gpointer user_data) {
  KapkaPulse *self = user_data;

  self->source = 0;
  stop (self);
}

static void
go_on (KapkaPulse *self) {
  gboolean was_stopped = self->stopped;

  self->stopped = FALSE;
  forget_question (self);
  ask_later (self);
  if (was_stopped)
    g_signal_emit (self, signals[SIGNAL_RETURNED], 0);
}

/* What a question takes along: the answer of a hung page may come when nobody asks any more. */
typedef GWeakRef Asker;

static void
asker_free (Asker *asker) {
  g_weak_ref_clear (asker);
  g_free (asker);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asker, asker_free)

/* A page that has just made way for another, or whose process is gone, answers by an error. */
static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (Asker) asker = user_data;
  g_autoptr (KapkaPulse) self = g_weak_ref_get (asker);
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) answer =
      webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->begun = self->begun || answer != NULL;
  go_on (self);
}

static void
await_answer (KapkaPulse *self) {
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_once (self->begun ? STOPPED_MS : STARTING_MS, on_no_answer, self);
}

static void
on_time_to_ask (gpointer user_data) {
  KapkaPulse *self = user_data;
  Asker *asker = g_new0 (Asker, 1);

  g_weak_ref_init (asker, self);
  self->source = 0;
  await_answer (self);
  self->question = g_cancellable_new ();
  webkit_web_view_evaluate_javascript (self->view, "0", -1, WORLD, NULL, self->question,
                                       on_answered, asker);
}

static void
ask_later (KapkaPulse *self) {
  if (!self->held)
    self->source = g_timeout_add_once (ASK_MS, on_time_to_ask, self);
}

/* A page that loops from its first line on never answers, but it has come from a process that
 * lived. */
static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, KapkaPulse *self) {
  if (event != WEBKIT_LOAD_COMMITTED || self->begun)
    return;
  self->begun = TRUE;
  if (self->question != NULL && !self->stopped)
    await_answer (self);
}

static void
on_responsive_changed (WebKitWebView *view, GParamSpec *pspec, KapkaPulse *self) {
  if (!webkit_web_view_get_is_web_process_responsive (view))
    stop (self);
  else if (self->stopped)
    go_on (self);
}

static void
kapka_pulse_dispose (GObject *object) {
  forget_question (KAPKA_PULSE (object));
  G_OBJECT_CLASS (kapka_pulse_parent_class)->dispose (object);
}

static void
kapka_pulse_class_init (KapkaPulseClass *klass) {
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_pulse_dispose;
  signals[SIGNAL_STOPPED] =
      g_signal_new ("stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RETURNED] =
      g_signal_new ("returned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DEAD] =
      g_signal_new ("dead", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_pulse_init (KapkaPulse *self) {
}

KapkaPulse *
kapka_pulse_new (WebKitWebView *view) {
  KapkaPulse *self = g_object_new (KAPKA_TYPE_PULSE, NULL);

  self->view = view;
  g_signal_connect_object (view, "notify::is-web-process-responsive",
                           G_CALLBACK (on_responsive_changed), self, 0);
  g_signal_connect_object (view, "load-changed", G_CALLBACK (on_load_changed), self, 0);
  ask_later (self);
  return self;
}

void
kapka_pulse_hold (KapkaPulse *self, gboolean held) {
  if (self->held == held)
    return;
  self->held = held;
  forget_question (self);
  ask_later (self);
}

void
kapka_pulse_be_patient (KapkaPulse *self) {
  if (self->stopped)
    await_death (self);
}

void
kapka_pulse_restart (KapkaPulse *self) {
  self->begun = FALSE;
  self->stopped = FALSE;
  forget_question (self);
  ask_later (self);
}

gboolean
kapka_pulse_is_stopped (KapkaPulse *self) {
  return self->stopped;
}
