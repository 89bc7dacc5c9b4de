// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/machine-facts.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "journal/ballast.h"
#include "ui/desk/date-words.h"
#include "ui/paper/printer-words.h"

typedef struct {
  KapkaSettings *settings;
  KapkaClock *clock;
} Place;

static void
place_free (gpointer data) {
  Place *place = data;

  kapka_settings_unref (place->settings);
  kapka_clock_unref (place->clock);
  g_free (place);
}

static void
fact_free (gpointer data) {
  KapkaMachineFact *fact = data;

  g_free (fact->label);
  g_free (fact->value);
  g_free (fact);
}

/* Takes @value. */
static void
add (GPtrArray *facts, const char *label, char *value, gboolean good) {
  KapkaMachineFact *fact = g_new0 (KapkaMachineFact, 1);

  fact->label = g_strdup (label);
  fact->value = value;
  fact->good = good;
  g_ptr_array_add (facts, fact);
}

static void
add_printer (GPtrArray *facts, const KapkaSettings *settings) {
  g_autoptr (KapkaPrinter) printer = kapka_printer_look (settings->printer, NULL);
  KapkaPrinterTrouble trouble = printer == NULL ? KAPKA_PRINTER_NONE : printer->trouble;
  KapkaPrinterTrouble paper = KAPKA_PRINTER_NO_PAPER | KAPKA_PRINTER_LOW_PAPER;
  g_autofree char *words = kapka_printer_words (trouble);

  add (facts, _ ("Printer"),
       printer == NULL ? g_strdup (words) : g_strdup_printf ("%s: %s", printer->name, words),
       (trouble & (KapkaPrinterTrouble)~paper) == KAPKA_PRINTER_FINE);
  add (facts, _ ("Paper"), kapka_printer_words_for_paper (trouble),
       (trouble & (paper | KAPKA_PRINTER_NONE)) == 0);
}

static void
add_disk (GPtrArray *facts, const KapkaSettings *settings) {
  g_autoptr (GFile) file = g_file_new_for_path (settings->state_dir);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  gboolean low = kapka_ballast_is_missing (settings->state_dir);
  g_autofree char *size = NULL;

  if (info == NULL) {
    add (facts, _ ("Disk"), g_strdup (_ ("cannot be read")), FALSE);
    return;
  }
  size = g_format_size (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE));
  add (facts, _ ("Disk"),
       g_strdup_printf (low ? _ ("almost full, free: %s") : _ ("free: %s"), size), !low);
}

static void
add_clock (GPtrArray *facts, KapkaClock *clock) {
  KapkaInstant now;
  g_autofree char *moment = NULL;

  kapka_clock_now (clock, &now);
  moment = kapka_date_words_moment (now.utc_ms, now.utc_off_min);
  add (facts, _ ("Clock"),
       g_strdup_printf (now.synced ? _ ("%s, set by the network")
                                   : _ ("%s, not set by the network: please compare it"),
                        moment),
       now.synced);
}

static void
add_versions (GPtrArray *facts) {
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  add (facts, _ ("Version"),
       g_strdup_printf ("Kapka %s, GTK %u.%u.%u, %s", KAPKA_VERSION, gtk_get_major_version (),
                        gtk_get_minor_version (), gtk_get_micro_version (),
                        system == NULL ? "Linux" : system),
       TRUE);
}

static void
read_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  const Place *place = task_data;
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);

  add_printer (facts, place->settings);
  add_disk (facts, place->settings);
  add_clock (facts, place->clock);
  add_versions (facts);
  g_task_return_pointer (task, facts, (GDestroyNotify)g_ptr_array_unref);
}

void
kapka_machine_facts_read_async (const KapkaSettings *settings,
                                KapkaClock *clock,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Place *place = g_new0 (Place, 1);

  place->settings = kapka_settings_ref ((KapkaSettings *)settings);
  place->clock = kapka_clock_ref (clock);
  g_task_set_source_tag (task, kapka_machine_facts_read_async);
  g_task_set_task_data (task, place, place_free);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
kapka_machine_facts_read_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_machine_facts_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
