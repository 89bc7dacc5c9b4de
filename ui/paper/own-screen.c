// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/own-screen.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/log.h"
#include "files/file-format.h"
#include "ui/paper/drive-chooser.h"
#include "ui/paper/print-sheet.h"
#include "ui/shell/screen.h"

#define MIB (1024 * 1024)

struct _KapkaOwnScreen {
  GtkWidget parent_instance;

  KapkaDriveChooser *chooser; // Child.

  // Owned
  KapkaSession *session;
  GCancellable *cancellable; // (nullable): of the file that is being copied.
};

static void kapka_own_screen_screen_init (KapkaScreenInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaOwnScreen,
                               kapka_own_screen,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_SCREEN,
                                                      kapka_own_screen_screen_init))

/* Every file is shown: whoever looks for a text is to read why it does not open, not to wonder
 * where it is. */
static const KapkaDriveWish wish = {
  .title = N_ ("Print from a flash drive"),
  .none = N_ ("There is nothing here."),
};

/* Returns why a file with the name @name does not open; %NULL when it may. */
static const char *
words_for_name (const char *name) {
  const KapkaFileFormat *format = kapka_file_format_find (name);

  switch (format == NULL ? KAPKA_FILE_KIND_XML : format->kind) {
  case KAPKA_FILE_KIND_PDF:
  case KAPKA_FILE_KIND_PICTURE:
    return NULL;
  case KAPKA_FILE_KIND_TEXT:
  case KAPKA_FILE_KIND_TABLE:
  case KAPKA_FILE_KIND_SLIDES:
    return N_ (
        "Texts and tables of Word, Excel and the like do not open here, only PDF documents "
        "and pictures do. Please save this file as PDF where it opens, or call a librarian.");
  case KAPKA_FILE_KIND_ARCHIVE:
    return N_ ("An archive does not open here, only PDF documents and pictures do. Please take the "
               "files out of it where it opens, or call a librarian.");
  case KAPKA_FILE_KIND_XML:
  case KAPKA_FILE_KIND_SIGNATURE:
  default:
    return N_ ("This file does not open here, only PDF documents and pictures do.");
  }
}

static const char *
words_for_error (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    return N_ ("This is too large to be printed here. Please choose a smaller file.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return N_ ("The file is not there any more. If the flash drive was taken out, please put it in "
               "again.");
  return N_ ("This file cannot be read. Please choose another or call a librarian.");
}

static void
stop_copying (KapkaOwnScreen *self) {
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->chooser), TRUE);
  kapka_drive_chooser_say (self->chooser, NULL, NULL);
}

static void
say_error (KapkaOwnScreen *self, const GError *error) {
  kapka_log_error (G_LOG_LEVEL_MESSAGE, "document-failed",
                   "A file of a flash drive cannot be taken", error);
  kapka_drive_chooser_say (self->chooser, "bad", words_for_error (error));
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaOwnScreen) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = kapka_attachments_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_copying (self);
  if (paths != NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.paper", "(sus)", "",
                                (guint32)KAPKA_PAPER_OWN, paths[0]);
  } else {
    say_error (self, error);
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  }
}

static void
copy (KapkaOwnScreen *self, const char *directory, const KapkaFileSource *source) {
  const KapkaSettings *settings = kapka_session_get_settings (self->session);
  g_autoptr (GPtrArray) sources =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_file_source_free);

  g_ptr_array_add (sources, kapka_file_source_new (
                                source->drive, (const char *const *)source->folder, source->name));
  stop_copying (self);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->chooser), FALSE);
  kapka_drive_chooser_say (self->chooser, "wait", N_ ("Reading the file…"));
  kapka_attachments_make_async (directory, sources, (guint64)settings->max_mib * MIB,
                                (guint64)settings->max_total_mib * MIB, self->cancellable,
                                on_copied, g_object_ref (self));
}

static void
on_chosen (KapkaOwnScreen *self, const KapkaFileSource *source) {
  const char *words = words_for_name (source->name);
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (self->session, &error);

  if (words != NULL)
    kapka_drive_chooser_say (self->chooser, "bad", words);
  else if (directory == NULL)
    say_error (self, error);
  else
    copy (self, directory, source);
}

static gboolean
go_back (KapkaScreen *screen) {
  KapkaOwnScreen *self = KAPKA_OWN_SCREEN (screen);

  stop_copying (self);
  return kapka_drive_chooser_go_back (self->chooser);
}

static void
kapka_own_screen_screen_init (KapkaScreenInterface *iface) {
  iface->go_back = go_back;
}

/* Whoever turns to another screen is not to be called back by a slow drive. */
static void
kapka_own_screen_unmap (GtkWidget *widget) {
  stop_copying (KAPKA_OWN_SCREEN (widget));
  GTK_WIDGET_CLASS (kapka_own_screen_parent_class)->unmap (widget);
}

static void
kapka_own_screen_dispose (GObject *object) {
  KapkaOwnScreen *self = KAPKA_OWN_SCREEN (object);
  GtkWidget *chooser = GTK_WIDGET (g_steal_pointer (&self->chooser));

  g_clear_pointer (&chooser, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_own_screen_parent_class)->dispose (object);
}

static void
kapka_own_screen_class_init (KapkaOwnScreenClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_own_screen_dispose;
  widget_class->unmap = kapka_own_screen_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kapka_own_screen_init (KapkaOwnScreen *self) {
}

GtkWidget *
kapka_own_screen_new (KapkaSession *session) {
  KapkaOwnScreen *self = g_object_new (KAPKA_TYPE_OWN_SCREEN, NULL);

  self->session = g_object_ref (session);
  self->chooser = KAPKA_DRIVE_CHOOSER (kapka_drive_chooser_new (session, &wish));
  gtk_widget_set_parent (GTK_WIDGET (self->chooser), GTK_WIDGET (self));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
