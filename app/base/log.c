// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "kapka"

/* An entry that is being put together; its texts live as long as it does. */
typedef struct {
  GArray *fields;   // Of GLogField.
  GPtrArray *texts; // Owned.
} Entry;

static void
entry_clear (Entry *entry) {
  g_array_unref (entry->fields);
  g_ptr_array_unref (entry->texts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static Entry
entry_new (void) {
  return (Entry){ g_array_new (FALSE, FALSE, sizeof (GLogField)),
                  g_ptr_array_new_with_free_func (g_free) };
}

/* @key is a literal or a text of the entry. */
static void
entry_add (Entry *entry, const char *key, const char *value) {
  char *text = g_strdup (value);
  GLogField field = { key, text, -1 };

  g_ptr_array_add (entry->texts, text);
  g_array_append_val (entry->fields, field);
}

/* syslog(3) knows the levels by numbers. */
static const char *
get_priority (GLogLevelFlags level) {
  if (level & G_LOG_LEVEL_ERROR)
    return "3";
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    return "4";
  return level & G_LOG_LEVEL_MESSAGE ? "5" : "6";
}

static void
entry_begin (Entry *entry, GLogLevelFlags level, const char *event, const char *message) {
  entry_add (entry, "MESSAGE", message);
  entry_add (entry, "PRIORITY", get_priority (level));
  entry_add (entry, "GLIB_DOMAIN", DOMAIN);
  entry_add (entry, "KAPKA_EVENT", event);
}

static void
entry_log (const Entry *entry, GLogLevelFlags level) {
  g_log_structured_array (level, (const GLogField *)(gpointer)entry->fields->data,
                          entry->fields->len);
}

/* Returns the text of @key, or NULL. */
static char *
dup_field (const GLogField *fields, gsize n_fields, const char *key) {
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key))
      return fields[i].length < 0 ? g_strdup (fields[i].value)
                                  : g_strndup (fields[i].value, (gsize)fields[i].length);
  return NULL;
}

static void
send_entry (const char *program, Entry *entry, GLogLevelFlags level) {
  entry_add (entry, "SYSLOG_IDENTIFIER", program);
  g_log_writer_journald (level, (const GLogField *)(gpointer)entry->fields->data,
                         entry->fields->len, NULL);
}

static void
send_own (const char *program, GLogLevelFlags level, const GLogField *fields, gsize n_fields) {
  g_auto (Entry) entry = entry_new ();

  g_array_append_vals (entry.fields, fields, (guint)n_fields);
  send_entry (program, &entry, level);
}

/* What GLib says for a mistake of ours, as of an argument that is NULL, names our code alone. What
 * a library says is kept by its name. */
static void
send_other (const char *program, GLogLevelFlags level, const GLogField *fields, gsize n_fields) {
  g_autofree char *domain = dup_field (fields, n_fields, "GLIB_DOMAIN");
  g_autofree char *message = dup_field (fields, n_fields, "MESSAGE");
  const char *library = domain != NULL && kapka_log_is_word (domain) ? domain : "-";
  g_autofree char *text = g_strdup_printf ("A library complains (domain=%s)", library);
  gboolean own = g_str_has_prefix (library, DOMAIN) && message != NULL;
  g_auto (Entry) entry = entry_new ();

  entry_begin (&entry, level, own ? "fault" : "library-message", own ? message : text);
  entry_add (&entry, "KAPKA_DOMAIN", library);
  send_entry (program, &entry, level);
}

static GLogWriterOutput
write_to_journal (GLogLevelFlags level,
                  const GLogField *fields,
                  gsize n_fields,
                  gpointer user_data) {
  g_autofree char *event = dup_field (fields, n_fields, "KAPKA_EVENT");

  if (event != NULL)
    send_own (user_data, level, fields, n_fields);
  else if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) == 0)
    send_other (user_data, level, fields, n_fields);
  return G_LOG_WRITER_HANDLED;
}

gboolean
kapka_log_is_kept (int fd) {
  return g_log_writer_is_journald (fd);
}

gboolean
kapka_log_init (const char *program) {
  if (!kapka_log_is_kept (STDERR_FILENO))
    return FALSE;
  g_log_set_writer_func (write_to_journal, (gpointer)program, NULL);
  return TRUE;
}

int
kapka_log_shut_streams (void) {
  int saved = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (nowhere >= 0) {
    dup2 (nowhere, STDOUT_FILENO);
    dup2 (nowhere, STDERR_FILENO);
    close (nowhere);
  }
  return saved;
}

void
kapka_log_open_streams (int saved) {
  if (saved < 0)
    return;
  dup2 (saved, STDOUT_FILENO);
  dup2 (saved, STDERR_FILENO);
}

void
kapka_log_fact (GLogLevelFlags level, const char *event, const char *message) {
  g_auto (Entry) entry = entry_new ();

  g_return_if_fail (kapka_log_get_side (event) != KAPKA_LOG_UNKNOWN);

  entry_begin (&entry, level, event, message);
  entry_log (&entry, level);
}

/* @text is `name=value`. Returns what is kept of the value, NULL for nothing: what follows a space
 * in a value is no word. */
static const char *
add_word (Entry *entry, const char *text) {
  const char *value = strchr (text, '=');
  g_autofree char *upper = value == NULL ? NULL : g_ascii_strup (text, value - text);
  char *key = g_strconcat ("KAPKA_", upper, NULL);

  g_ptr_array_add (entry->texts, key);
  if (value == NULL)
    return NULL;
  g_return_val_if_fail (kapka_log_has_field (key), NULL);

  value = kapka_log_is_word (value + 1) ? value + 1 : "?";
  entry_add (entry, key, value);
  return value;
}

static char *
add_words (Entry *entry, const char *message, char **words) {
  GString *text = g_string_new (message);

  for (guint i = 0; words[i] != NULL; i++) {
    const char *value = add_word (entry, words[i]);

    if (value != NULL)
      g_string_append_printf (text, "%s%.*s=%s", i == 0 ? " (" : " ", (int)strcspn (words[i], "="),
                              words[i], value);
  }
  return g_string_free (g_string_append_c (text, ')'), FALSE);
}

void
kapka_log_words (GLogLevelFlags level,
                 const char *event,
                 const char *message,
                 const char *format,
                 ...) {
  g_auto (Entry) entry = entry_new ();
  g_autofree char *all = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  va_list arguments;

  g_return_if_fail (kapka_log_get_side (event) != KAPKA_LOG_UNKNOWN);

  va_start (arguments, format);
  all = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  words = g_strsplit (all, " ", -1);
  text = add_words (&entry, message, words);
  entry_begin (&entry, level, event, text);
  entry_log (&entry, level);
}

void
kapka_log_detail (GLogLevelFlags level,
                  const char *event,
                  const char *message,
                  const char *detail) {
  g_autofree char *text =
      message == NULL ? g_strdup (detail) : g_strconcat (message, ": ", detail, NULL);

  kapka_log_fact (level, event, text);
}

void
kapka_log_tell (GLogLevelFlags level, const char *event, const char *detail) {
  if (kapka_log_is_kept (STDERR_FILENO))
    kapka_log_detail (level, event, NULL, detail);
  else
    g_printerr ("%s\n", detail);
}

/* GLib calls its domains quarks, which says nothing to anybody; libraries call theirs as they like.
 */
char *
kapka_log_describe_error (const GError *error) {
  g_autofree char *domain = g_strdup (g_quark_to_string (error->domain));

  if (g_str_has_suffix (domain, "-quark"))
    domain[strlen (domain) - strlen ("-quark")] = '\0';
  g_strcanon (domain, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-", '-');
  return g_strdup_printf ("%s:%d", domain, error->code);
}

void
kapka_log_error (GLogLevelFlags level,
                 const char *event,
                 const char *message,
                 const GError *error) {
  g_autofree char *kind = kapka_log_describe_error (error);

  kapka_log_words (level, event, message, "error=%s", kind);
}
