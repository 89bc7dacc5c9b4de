// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/support.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"
#include "journal/upload.h"
#include "kapkactl/support-config.h"
#include "kapkactl/support-log.h"
#include "kapkactl/support-names.h"

#define MAX_RUNS 100

static void
begin_section (GString *text, const char *title) {
  g_string_append_printf (text, "\n==== %s ====\n", title);
}

/* Adds what a program says, as it would say it to the administrator. */
static void
add_output (GString *text, const char *const *argv) {
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, NULL);
  g_autofree char *output = NULL;

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL))
    g_string_append_printf (text, "%s does not answer\n", argv[0]);
  else
    g_string_append (text, output);
}

/* Another command of this program, with the same options before it. */
static void
add_command (GString *text, const KapkaCommandContext *context, const char *const *words) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *title = g_strjoinv (" ", (char **)words);
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (builder, "/proc/self/exe", "--config",
                           kapka_command_get_config_path (context), "--data-dir",
                           kapka_command_get_data_dir (context), NULL);
  g_strv_builder_addv (builder, (const char **)words);
  argv = g_strv_builder_end (builder);
  begin_section (text, title);
  add_output (text, (const char *const *)argv);
}

/* A package that is not installed is none that runs here. */
static void
add_versions (GString *text) {
  const char *const argv[] = { "sh", "-c",
                               "exec dpkg-query -W -f='${Package} ${Version}\\n' kapka "
                               "kapka-tools cage systemd cups libcups2 libglib2.0-0 libgtk-4-1 "
                               "libwebkitgtk-6.0-4 libsqlite3-0 libcurl4 libpoppler-glib8 "
                               "libsodium23 2>/dev/null",
                               NULL };
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  struct utsname kernel;

  begin_section (text, "versions");
  g_string_append_printf (text, "kapkactl %s\n%s\n", KAPKA_VERSION, system == NULL ? "-" : system);
  if (uname (&kernel) == 0)
    g_string_append_printf (text, "%s %s %s\n", kernel.sysname, kernel.release, kernel.machine);
  add_output (text, argv);
}

/* The details of a run may name addresses: they stay here. */
static void
add_run (GString *text, const KapkaSyncRun *run, GTimeZone *zone) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (run->started_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *time = g_date_time_format (local, "%F %T");

  g_string_append_printf (text,
                          "%s reason=%s exit=%d attempts=%d sent=%d acked=%d http=%d curl=%d\n",
                          time, run->reason, run->exit_code, run->attempts, run->sent, run->acked,
                          run->http_status, run->curl_code);
}

static GPtrArray *
read_runs (const KapkaSettings *settings, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (settings->time_zone, error);
  g_autoptr (KapkaJournal) journal = NULL;

  if (clock == NULL)
    return NULL;
  journal = kapka_journal_open (settings->state_dir, NULL, clock, KAPKA_JOURNAL_READ, NULL, error);
  return journal == NULL ? NULL : kapka_upload_list_runs (journal, MAX_RUNS, error);
}

static void
add_runs (GString *text, const KapkaSettings *settings, GTimeZone *zone) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = read_runs (settings, &error);

  begin_section (text, "uploads, the newest first");
  if (runs == NULL)
    g_string_append_printf (text, "%s\n", error->message);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    add_run (text, g_ptr_array_index (runs, i), zone);
}

static char *
compose (const KapkaCommandContext *context, const KapkaSettings *settings, guint days) {
  const char *const check[] = { "check", NULL };
  const char *const check_json[] = { "check", "--json", NULL };
  const char *const status[] = { "status", "--json", NULL };
  g_autoptr (KapkaCatalog) catalog = kapka_command_load_catalog (context, settings, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (settings->time_zone);
  g_autoptr (GString) text = g_string_new (
      _ ("Kapka, for those who help from afar. Please read this before you send it: nobody is to "
         "be named here, and nothing is to tell of a visitor.\n"));

  add_versions (text);
  begin_section (text, "kapka.conf");
  kapka_support_add_config (text, kapka_command_get_config_path (context));
  add_command (text, context, check);
  add_command (text, context, check_json);
  add_command (text, context, status);
  add_runs (text, settings, zone);
  begin_section (text, "log");
  kapka_support_add_log (text, days, zone);
  return kapka_support_hide_names (text->str, settings, catalog);
}

static gboolean
write_and_close (int fd, const char *text) {
  gboolean good = kapka_durable_write (fd, text, strlen (text)) && fsync (fd) == 0;

  return close (fd) == 0 && good;
}

gboolean
kapka_support_write (const KapkaCommandContext *context,
                     const KapkaSettings *settings,
                     guint days,
                     const char *path,
                     GError **error) {
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  g_autofree char *text = NULL;
  int saved_errno;

  if (fd >= 0) {
    text = compose (context, settings, days);
    if (write_and_close (fd, text))
      return TRUE;
  }
  saved_errno = errno;
  if (fd >= 0)
    g_unlink (path);
  kapka_error_set_errno (error, saved_errno, path);
  return FALSE;
}
