// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notices.h"

#include <glib/gi18n.h>

#include "ui/shell/cover.h"
#include "visit/idle.h"

/* How long goodbye stays; a touch leaves it at once. */
#define GOODBYE_SECONDS 10

/* How many documents are called by their names. */
#define NAMED_DOCUMENTS 3

struct _KapkaNotices {
  GObject parent_instance;

  // Borrowed
  KapkaNotice *notice;
  KapkaNotice *countdown;

  // Owned
  KapkaSession *session;
  KapkaCover *notice_cover;
  KapkaCover *countdown_cover;
  gboolean parting;     // The visitor has not been told of the end of the wiping.
  gboolean limit_shown; // The notice that shows is the one about the time limit.
  guint limit_waiting;  // Minutes left, for that notice after a countdown; 0: none waits.
  guint goodbye_source;
};

G_DEFINE_FINAL_TYPE (KapkaNotices, kapka_notices, G_TYPE_OBJECT)

enum {
  SIGNAL_UNCOVERED,
  SIGNAL_COUNTING,
  SIGNAL_PARTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
hide_cover (KapkaNotices *self, KapkaCover *cover) {
  gboolean focused = kapka_cover_hide (cover);

  g_signal_emit (self, signals[SIGNAL_UNCOVERED], 0, focused);
}

static void
show (KapkaNotices *self) {
  self->limit_shown = FALSE;
  kapka_cover_show (self->notice_cover);
}

void
kapka_notices_hide (KapkaNotices *self) {
  g_clear_handle_id (&self->goodbye_source, g_source_remove);
  self->limit_shown = FALSE;
  hide_cover (self, self->notice_cover);
}

static void
part (KapkaNotices *self) {
  kapka_notices_hide (self);
  g_signal_emit (self, signals[SIGNAL_PARTED], 0);
}

void
kapka_notices_close (KapkaNotices *self) {
  if (self->goodbye_source != 0)
    part (self);
  else
    kapka_notices_hide (self);
}

/* Something to read, with or without a button that closes it. */
static void
show_calm (KapkaNotices *self,
           const char *icon,
           const char *title,
           const char *text,
           const char *close) {
  kapka_notice_set (self->notice, icon, title, text);
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_CALM);
  kapka_notice_set_buttons (self->notice, close, close == NULL ? NULL : "win.close-notice", NULL,
                            NULL);
}

void
kapka_notices_show_help (KapkaNotices *self) {
  show_calm (self, "kapka-help-symbolic", _ ("Please call a librarian"),
             _ ("The librarian will gladly help you. Your page stays open meanwhile."),
             _ ("Go on"));
  show (self);
}

/* Few are named, so that the buttons stay in sight. */
static char *
name_documents (GPtrArray *documents) {
  g_autoptr (GString) names = g_string_new (NULL);
  guint others = documents->len - MIN (documents->len, NAMED_DOCUMENTS);

  for (guint i = 0; i < documents->len - others; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ",
                            kapka_saved_document_get_name (g_ptr_array_index (documents, i)));
  if (others > 0)
    g_string_append_printf (names, g_dngettext (NULL, " and %u more", " and %u more", others),
                            others);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

void
kapka_notices_show_unkept (KapkaNotices *self, GPtrArray *documents) {
  g_autofree char *names = name_documents (documents);
  g_autofree char *text = g_strdup_printf (
      _ ("%s. You can print what you need or save it to a flash drive. When you finish, it will be "
         "erased."),
      names);

  show_calm (self, "kapka-documents-symbolic", _ ("Your documents are not saved yet"), text, NULL);
  kapka_notice_set_buttons (self->notice, _ ("Open my documents"), "win.documents",
                            _ ("Finish and erase all"), "win.end-anyway");
  show (self);
}

void
kapka_notices_show_preparing (KapkaNotices *self) {
  show_calm (self, "kapka-clock-symbolic", _ ("One moment, please"),
             _ ("The computer is getting ready for you."), NULL);
  show (self);
}

void
kapka_notices_show_wiping (KapkaNotices *self) {
  self->parting = TRUE;
  show_calm (self, "kapka-clock-symbolic", _ ("Everything from your visit is being erased"),
             _ ("One moment, please. If you have printed something, take your sheets."), NULL);
  show (self);
}

static void
show_closed (KapkaNotices *self) {
  kapka_notice_set (self->notice, "kapka-warning-symbolic", _ ("Please call a librarian"),
                    _ ("Not everything from the last visit could be erased, so this computer is "
                       "closed for now."));
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_URGENT);
  kapka_notice_set_buttons (self->notice, NULL, NULL, NULL, NULL);
  show (self);
}

static void
on_goodbye_over (gpointer user_data) {
  KapkaNotices *self = user_data;

  self->goodbye_source = 0;
  part (self);
}

static void
show_goodbye (KapkaNotices *self) {
  kapka_notice_set (self->notice, "kapka-check-symbolic",
                    _ ("Thank you. Everything has been erased"),
                    _ ("Please do not forget your passport, SNILS, papers and flash drive."));
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_GOOD);
  kapka_notice_set_buttons (self->notice, _ ("OK"), "win.close-notice", NULL, NULL);
  show (self);
  self->goodbye_source = g_timeout_add_once (GOODBYE_SECONDS * 1000, on_goodbye_over, self);
}

void
kapka_notices_show_wiped (KapkaNotices *self, gboolean clean) {
  if (!clean)
    show_closed (self);
  else if (self->parting)
    show_goodbye (self);
  else
    kapka_notices_hide (self);
  self->parting = FALSE;
}

static void
show_limit (KapkaNotices *self, guint minutes) {
  g_autofree char *title = g_strdup_printf (
      g_dngettext (NULL, "Your visit ends in %u minute", "Your visit ends in %u minutes", minutes),
      minutes);

  show_calm (self, "kapka-clock-symbolic", title,
             _ ("Please finish what you are doing and print what you need. "
                "Then everything you typed and opened here will be erased."),
             _ ("Go on"));
  if (!kapka_cover_is_shown (self->notice_cover))
    show (self);
  self->limit_shown = TRUE;
}

void
kapka_notices_show_limit (KapkaNotices *self, guint minutes) {
  gboolean due =
      minutes == KAPKA_IDLE_FIRST_NOTICE_MINUTES || minutes == KAPKA_IDLE_LAST_NOTICE_MINUTES;

  if (!due && !self->limit_shown && self->limit_waiting == 0)
    return;
  if (kapka_notices_is_counting (self))
    self->limit_waiting = minutes;
  else
    show_limit (self, minutes);
}

static void
begin_counting (KapkaNotices *self) {
  if (kapka_notices_is_counting (self))
    return;
  g_signal_emit (self, signals[SIGNAL_COUNTING], 0, TRUE);
  kapka_cover_show (self->countdown_cover);
}

/* Who comes back finds all as it was: the field, the keyboard, the notice that was open. */
static void
end_counting (KapkaNotices *self) {
  guint minutes = self->limit_waiting;

  if (!kapka_notices_is_counting (self))
    return;
  hide_cover (self, self->countdown_cover);
  g_signal_emit (self, signals[SIGNAL_COUNTING], 0, FALSE);
  self->limit_waiting = 0;
  if (minutes != 0 && kapka_session_get_visit (self->session) != NULL)
    show_limit (self, minutes);
}

void
kapka_notices_show_countdown (KapkaNotices *self, guint seconds) {
  g_autofree char *text =
      g_strdup_printf (g_dngettext (NULL, "Everything will be erased in %u second.",
                                    "Everything will be erased in %u seconds.", seconds),
                       seconds);

  kapka_notice_set (self->countdown, "kapka-clock-symbolic", _ ("Are you still here?"), text);
  kapka_notice_set_buttons (self->countdown, _ ("I need more time"), "win.more-time", _ ("Finish"),
                            "win.end-anyway");
  kapka_notice_set_number (self->countdown, seconds);
  if (seconds != 0)
    begin_counting (self);
  else
    end_counting (self);
}

gboolean
kapka_notices_is_counting (KapkaNotices *self) {
  return kapka_cover_is_shown (self->countdown_cover);
}

static void
kapka_notices_dispose (GObject *object) {
  KapkaNotices *self = KAPKA_NOTICES (object);

  g_clear_handle_id (&self->goodbye_source, g_source_remove);
  g_clear_object (&self->notice_cover);
  g_clear_object (&self->countdown_cover);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_notices_parent_class)->dispose (object);
}

static void
kapka_notices_class_init (KapkaNoticesClass *klass) {
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_notices_dispose;
  signals[SIGNAL_UNCOVERED] = g_signal_new ("uncovered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_COUNTING] = g_signal_new ("counting", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_PARTED] =
      g_signal_new ("parted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_notices_init (KapkaNotices *self) {
}

KapkaNotices *
kapka_notices_new (KapkaSession *session,
                   KapkaNotice *notice,
                   GtkWidget *content,
                   KapkaNotice *countdown,
                   GtkWidget *pages) {
  KapkaNotices *self = g_object_new (KAPKA_TYPE_NOTICES, NULL);

  self->session = g_object_ref (session);
  self->notice = notice;
  self->countdown = countdown;
  self->notice_cover = kapka_cover_new (GTK_WIDGET (notice), content);
  self->countdown_cover = kapka_cover_new (GTK_WIDGET (countdown), pages);
  kapka_notice_set_tone (countdown, KAPKA_NOTICE_URGENT);
  return self;
}
