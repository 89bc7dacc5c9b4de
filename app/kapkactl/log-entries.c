// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/log-entries.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/json.h"
#include "base/log.h"

#define JOURNALCTL "journalctl"

/* An entry of ours has a dozen short fields; the journal of the system adds some forty. */
#define MAX_LINE_BYTES 65536

static const char *const programs[] = { "kapka",    "kapka-guard",   "kapka-session", "kapka-sync",
                                        "kapkactl", "kapka-central", "kapka-paper",   NULL };

typedef void (*TakeLine) (KapkaJson *line, gpointer user_data);

static void
entry_free (gpointer data) {
  KapkaLogEntry *entry = data;

  g_free (entry->program);
  g_free (entry->event);
  g_free (entry->message);
  g_strfreev (entry->words);
  g_free (entry);
}

void
kapka_log_entries_free (KapkaLogEntries *entries) {
  if (entries == NULL)
    return;
  g_ptr_array_unref (entries->list);
  g_free (entries);
}

static gboolean
is_ours (const char *program) {
  return g_strv_contains (programs, program);
}

/* Adds `name=value` of @key. Returns: FALSE for a field or a value that Kapka does not write. */
static gboolean
add_word (GStrvBuilder *words, KapkaJson *line, const char *key) {
  const char *value = kapka_json_get_string (line, key, NULL);
  g_autofree char *name = g_ascii_strdown (key + strlen ("KAPKA_"), -1);
  g_autofree char *word = value == NULL ? NULL : g_strconcat (name, "=", value, NULL);

  if (!kapka_log_has_field (key) || value == NULL ||
      !(kapka_log_is_word (value) || g_str_equal (value, "?")))
    return FALSE;
  if (!g_str_equal (key, "KAPKA_EVENT"))
    g_strv_builder_add (words, word);
  return TRUE;
}

/* Returns NULL when the fields are not those of Kapka. */
static GStrv
read_words (KapkaJson *line) {
  g_auto (GStrv) keys = kapka_json_list_keys (line);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **key = keys; *key != NULL; key++)
    if (g_str_has_prefix (*key, "KAPKA_") && !add_word (words, line, *key))
      return NULL;
  return g_strv_builder_end (words);
}

static gboolean
read_time (KapkaJson *line, gint64 *out_us) {
  const char *text = kapka_json_get_string (line, "__REALTIME_TIMESTAMP", NULL);

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, out_us, NULL);
}

/* Whoever writes under our name may want it to look like several entries. */
static char *
make_printable (const char *text) {
  GString *printable = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar letter = g_utf8_get_char (text);

    g_string_append_unichar (printable, g_unichar_isprint (letter) ? letter : '?');
  }
  return g_string_free (printable, FALSE);
}

/* Returns NULL for what is none of ours. */
static KapkaLogEntry *
read_entry (KapkaJson *line) {
  const char *program = kapka_json_get_string (line, "SYSLOG_IDENTIFIER", NULL);
  const char *event = kapka_json_get_string (line, "KAPKA_EVENT", NULL);
  const char *message = kapka_json_get_string (line, "MESSAGE", NULL);
  g_auto (GStrv) words = read_words (line);
  KapkaLogEntry *entry;
  gint64 time_us;

  if (program == NULL || !is_ours (program) || event == NULL || message == NULL || words == NULL ||
      kapka_log_get_side (event) == KAPKA_LOG_UNKNOWN || !read_time (line, &time_us))
    return NULL;
  entry = g_new0 (KapkaLogEntry, 1);
  entry->time_us = time_us;
  entry->program = g_strdup (program);
  entry->event = g_strdup (event);
  entry->message = make_printable (message);
  entry->words = g_steal_pointer (&words);
  return entry;
}

static void
take_entry (KapkaJson *line, gpointer user_data) {
  KapkaLogEntries *entries = user_data;
  KapkaLogEntry *entry = line == NULL ? NULL : read_entry (line);

  if (entry == NULL)
    entries->dropped++;
  else
    g_ptr_array_add (entries->list, entry);
}

static void
count_other (KapkaJson *line, gpointer user_data) {
  GHashTable *counts = user_data;
  const char *program =
      line == NULL ? NULL : kapka_json_get_string (line, "SYSLOG_IDENTIFIER", NULL);
  guint count;

  if (program == NULL || !kapka_log_is_word (program))
    program = "-";
  if (is_ours (program))
    return;
  count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, program));
  g_hash_table_insert (counts, g_strdup (program), GUINT_TO_POINTER (count + 1));
}

/* @take gets NULL for a line that is not understood. */
static gboolean
read_lines (GInputStream *pipe, TakeLine take, gpointer user_data, GError **error) {
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (pipe);
  g_autoptr (GError) local_error = NULL;
  gsize length;
  char *text;

  while ((text = g_data_input_stream_read_line (lines, &length, NULL, &local_error)) != NULL) {
    g_autofree char *owned = text;
    g_autoptr (KapkaJson) line = kapka_json_parse (owned, length, MAX_LINE_BYTES, NULL, NULL);

    take (line, user_data);
  }
  if (local_error == NULL)
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, local_error->message);
  return FALSE;
}

static gboolean
set_no_journal (GError **error) {
  g_set_error_literal (
      error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND,
      _ ("There is no journal of the system here, or you may not read it. Where Kapka is not "
         "started by systemd, it writes its log to standard error."));
  return FALSE;
}

static GSubprocess *
start (const char *const *options, GSubprocessFlags flags) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (builder, JOURNALCTL, "--no-pager", "--quiet", NULL);
  g_strv_builder_addv (builder, (const char **)options);
  argv = g_strv_builder_end (builder);
  return g_subprocess_newv ((const char *const *)argv, flags, NULL);
}

/* Without a single file, journalctl answers as if nothing had been logged. */
static gboolean
check_journal (GError **error) {
  const char *const options[] = { "--header", NULL };
  g_autoptr (GSubprocess) process =
      start (options, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GBytes) header = NULL;

  if (process != NULL)
    g_subprocess_communicate (process, NULL, NULL, &header, NULL, NULL);
  return (header != NULL && g_bytes_get_size (header) > 0) || set_no_journal (error);
}

static gboolean
ask (const char *const *options, TakeLine take, gpointer user_data, GError **error) {
  g_autoptr (GSubprocess) process = NULL;

  if (!check_journal (error))
    return FALSE;
  process = start (options, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (process == NULL)
    return set_no_journal (error);
  if (!read_lines (g_subprocess_get_stdout_pipe (process), take, user_data, error))
    return FALSE;
  if (g_subprocess_wait_check (process, NULL, NULL))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO,
                       _ ("the journal of the system could not be read"));
  return FALSE;
}

KapkaLogEntries *
kapka_log_entries_read (gint64 since_us, GError **error) {
  g_autoptr (KapkaLogEntries) entries = g_new0 (KapkaLogEntries, 1);
  g_autofree char *since =
      g_strdup_printf ("--since=@%" G_GINT64_FORMAT, since_us / G_USEC_PER_SEC);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) options = NULL;

  entries->list = g_ptr_array_new_with_free_func (entry_free);
  g_strv_builder_add_many (builder, "--output=json", since, NULL);
  for (guint i = 0; programs[i] != NULL; i++)
    g_strv_builder_add_many (builder, "--identifier", programs[i], NULL);
  options = g_strv_builder_end (builder);
  if (!ask ((const char *const *)options, take_entry, entries, error))
    return NULL;
  return g_steal_pointer (&entries);
}

GHashTable *
kapka_log_entries_count_others (gint64 since_us, GError **error) {
  g_autofree char *since =
      g_strdup_printf ("--since=@%" G_GINT64_FORMAT, since_us / G_USEC_PER_SEC);
  const char *const options[] = { "--output=json", since, "--priority=warning",
                                  "--output-fields=SYSLOG_IDENTIFIER", NULL };
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!ask (options, count_other, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}
