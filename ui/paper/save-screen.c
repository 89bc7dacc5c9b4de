// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/save-screen.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "ui/access/announcer.h"
#include "ui/paper/drive-picker.h"
#include "ui/paper/drive-words.h"
#include "ui/paper/saving.h"
#include "ui/shell/answer.h"
#include "ui/shell/screen.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaSaveScreen {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *what;
  GtkScrolledWindow *scroller;
  KapkaDrivePicker *drives;
  GtkLabel *answer;
  GtkWidget *done;

  // Owned
  KapkaSession *session;
  GPtrArray *documents; // (element-type KapkaSavedDocument)
  KapkaSaving *saving;  // (nullable) The last.
  gboolean busy;
  GError *error; // (nullable) Why the last did not end well.
};

static void kapka_save_screen_screen_init (KapkaScreenInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaSaveScreen,
                               kapka_save_screen,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_SCREEN,
                                                      kapka_save_screen_screen_init))

static void
show_what (KapkaSaveScreen *self) {
  guint n = self->documents->len;
  g_autofree char *number =
      g_strdup_printf (g_dngettext (NULL, "%u document", "%u documents", n), n);

  gtk_label_set_label (
      self->what,
      n > 1 ? number : kapka_saved_document_get_name (g_ptr_array_index (self->documents, 0)));
}

static char *
join_names (GPtrArray *names) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (names, i));
  all = g_strv_builder_end (builder);
  return g_strjoinv (", ", all);
}

static char *
describe_work (KapkaSaveScreen *self) {
  guint n = kapka_saving_get_n_documents (self->saving);
  guint number = MIN (kapka_saving_get_names (self->saving)->len + 1, n);

  return n == 1 ? g_strdup (_ ("Writing. Please do not take the flash drive out…"))
                : g_strdup_printf (_ ("Writing %u of %u. Please do not take the flash drive out…"),
                                   number, n);
}

/* What got there before it went wrong is whole, and may be told. */
static char *
describe_end (KapkaSaveScreen *self) {
  GPtrArray *names = kapka_saving_get_names (self->saving);
  g_autofree char *list = join_names (names);

  if (self->error == NULL)
    return g_strdup_printf (_ ("Written: %s. The flash drive may be taken out."), list);
  if (names->len == 0)
    return g_strdup (_ (kapka_drive_words_for_error (self->error)));
  return g_strdup_printf (_ ("%s Written before: %s."),
                          _ (kapka_drive_words_for_error (self->error)), list);
}

static void
show_answer (KapkaSaveScreen *self) {
  g_autofree char *text = NULL;

  if (self->saving == NULL)
    return;
  text = self->busy ? describe_work (self) : describe_end (self);
  kapka_answer_show (self->answer,
                     self->busy            ? "wait"
                     : self->error == NULL ? "good"
                                           : "bad",
                     text);
}

static void
show_state (KapkaSaveScreen *self) {
  gboolean done = self->saving != NULL && !self->busy && self->error == NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->drives), !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), !done);
  gtk_widget_set_visible (self->done, done);
  show_answer (self);
  if (done)
    gtk_widget_grab_focus (self->done);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaSaveScreen) self = user_data;

  self->busy = FALSE;
  if (!kapka_saving_finish (KAPKA_SAVING (source), result, &self->error))
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "save-failed", "Not saved", self->error);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    show_state (self);
}

static void
on_drive_chosen (KapkaSaveScreen *self, const KapkaDrive *drive) {
  if (self->busy || kapka_session_get_visit (self->session) == NULL)
    return;
  g_clear_object (&self->saving);
  g_clear_error (&self->error);
  self->busy = TRUE;
  self->saving = kapka_saving_start_async (self->session, drive, self->documents, on_saved,
                                           g_object_ref (self));
  g_signal_connect_object (self->saving, "moved", G_CALLBACK (show_answer), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}

static void
on_language_changed (KapkaSaveScreen *self) {
  show_what (self);
  kapka_drive_picker_translate (self->drives);
  show_answer (self);
}

/* Whoever leaves while it is written would pull the drive too early. */
static gboolean
go_back (KapkaScreen *screen) {
  KapkaSaveScreen *self = KAPKA_SAVE_SCREEN (screen);

  if (self->busy)
    kapka_announce (GTK_WIDGET (self), gtk_label_get_text (self->answer));
  return self->busy;
}

static void
kapka_save_screen_screen_init (KapkaScreenInterface *iface) {
  iface->go_back = go_back;
}

static void
kapka_save_screen_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_SAVE_SCREEN);
  G_OBJECT_CLASS (kapka_save_screen_parent_class)->dispose (object);
}

static void
kapka_save_screen_finalize (GObject *object) {
  KapkaSaveScreen *self = KAPKA_SAVE_SCREEN (object);

  g_clear_object (&self->saving);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->documents);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (kapka_save_screen_parent_class)->finalize (object);
}

static void
kapka_save_screen_class_init (KapkaSaveScreenClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_save_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_save_screen_finalize;
  g_type_ensure (KAPKA_TYPE_DRIVE_PICKER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/save-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaSaveScreen, what);
  gtk_widget_class_bind_template_child (widget_class, KapkaSaveScreen, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaSaveScreen, drives);
  gtk_widget_class_bind_template_child (widget_class, KapkaSaveScreen, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaSaveScreen, done);
  gtk_widget_class_bind_template_callback (widget_class, on_drive_chosen);
}

static void
kapka_save_screen_init (KapkaSaveScreen *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_save_screen_new (KapkaSession *session, GPtrArray *documents) {
  KapkaSaveScreen *self = g_object_new (KAPKA_TYPE_SAVE_SCREEN, NULL);

  self->session = g_object_ref (session);
  self->documents = g_ptr_array_ref (documents);
  show_what (self);
  kapka_drive_picker_set_drives (self->drives, kapka_session_get_drives (session));
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
