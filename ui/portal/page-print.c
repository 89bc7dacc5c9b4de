// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/page-print.h"

static void
on_failed (WebKitPrintOperation *operation, GError *error, GTask *task) {
  g_object_set_data_full (G_OBJECT (task), "failure", g_error_copy (error),
                          (GDestroyNotify)g_error_free);
}

/* `finished` follows `failed` too, so the task is answered here alone. It also comes, and alone,
 * when the process of the page has ended on the way. */
static void
on_finished (WebKitPrintOperation *operation, GTask *task) {
  GError *failure = g_object_get_data (G_OBJECT (task), "failure");

  if (failure != NULL)
    g_task_return_error (task, g_error_copy (failure));
  else if (!g_file_test (g_task_get_task_data (task), G_FILE_TEST_EXISTS))
    g_task_return_new_error (task, WEBKIT_PRINT_ERROR, WEBKIT_PRINT_ERROR_GENERAL,
                             "Nothing has been printed");
  else
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
  g_object_unref (task);
}

static GtkPrintSettings *
settings_for_file (const char *path) {
  GtkPrintSettings *settings = gtk_print_settings_new ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  /* The printer that is a file goes by a name that GTK has translated. */
  gtk_print_settings_set_printer (settings, g_dgettext ("gtk40", "Print to File"));
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  return settings;
}

void
kapka_page_print_async (WebKitWebView *view,
                        const char *directory,
                        GAsyncReadyCallback callback,
                        gpointer user_data) {
  g_autofree char *name =
      g_strdup_printf ("page-%" G_GINT64_FORMAT ".pdf", g_get_monotonic_time ());
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (WebKitPrintOperation) operation = webkit_print_operation_new (view);
  g_autoptr (GtkPrintSettings) settings = settings_for_file (path);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GTask *task = g_task_new (view, NULL, callback, user_data);

  gtk_page_setup_set_paper_size (setup, paper);
  g_task_set_task_data (task, g_steal_pointer (&path), g_free);
  webkit_print_operation_set_print_settings (operation, settings);
  webkit_print_operation_set_page_setup (operation, setup);
  g_signal_connect (operation, "failed", G_CALLBACK (on_failed), task);
  g_signal_connect (operation, "finished", G_CALLBACK (on_finished), task);
  webkit_print_operation_print (operation);
}

char *
kapka_page_print_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}
