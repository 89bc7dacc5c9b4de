// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/status-facts.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "journal/ballast.h"
#include "journal/visits.h"
#include "report/text-table.h"

static gboolean
read_sum (KapkaJournal *journal,
          const char *day,
          const char *key,
          gint64 *out_sum,
          GError **error) {
  return kapka_journal_sum (journal, key, day, day, out_sum, NULL, error);
}

static gboolean
read_day (KapkaJournal *journal, KapkaStatusFacts *facts, GError **error) {
  facts->visits = kapka_visits_count (journal, facts->day, error);
  if (facts->visits < 0 || !read_sum (journal, facts->day, "users", &facts->users, error))
    return FALSE;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const char key[] = { 's', (char)('1' + i), '\0' };

    if (!read_sum (journal, facts->day, key, &facts->requests[i], error))
      return FALSE;
    facts->all_requests += facts->requests[i];
  }
  return TRUE;
}

gboolean
kapka_status_facts_read (KapkaJournal *journal,
                         const KapkaSettings *settings,
                         KapkaClock *clock,
                         KapkaStatusFacts *facts,
                         GError **error) {
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  g_strlcpy (facts->day, now.day, sizeof facts->day);
  facts->disk_low = kapka_ballast_is_missing (settings->state_dir);
  return read_day (journal, facts, error) &&
         kapka_sync_summary_read (journal, settings, &facts->upload, error);
}

void
kapka_status_facts_clear (KapkaStatusFacts *facts) {
  kapka_sync_summary_clear (&facts->upload);
}

static KapkaJson *
make_day (const KapkaStatusFacts *facts) {
  KapkaJson *day = kapka_json_new_object ();

  kapka_json_set_string (day, "day", facts->day);
  kapka_json_set_int (day, "visits", facts->visits);
  kapka_json_set_int (day, "users", facts->users);
  kapka_json_set_int (day, "requests", facts->all_requests);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const char key[] = { 's', (char)('1' + i), '\0' };

    kapka_json_set_int (day, key, facts->requests[i]);
  }
  return day;
}

static KapkaJson *
make_warnings (const KapkaStatusFacts *facts) {
  g_autoptr (GPtrArray) warnings = kapka_sync_facts_list_warnings (&facts->upload.facts);
  KapkaJson *words = kapka_json_new_array ();

  for (guint i = 0; i < warnings->len; i++) {
    const KapkaSyncWarning *warning = g_ptr_array_index (warnings, i);

    kapka_json_append_string (words, warning->word);
  }
  return words;
}

static KapkaJson *
make_upload (const KapkaStatusFacts *facts) {
  KapkaJson *upload = kapka_json_new_object ();

  kapka_json_set_string (upload, "state", kapka_sync_state_to_string (facts->upload.state));
  kapka_json_set_string (upload, "sentence", facts->upload.sentence);
  kapka_json_set_string (upload, "last_reason", facts->upload.facts.last_reason);
  if (facts->upload.has_success)
    kapka_json_set_int (upload, "last_upload_ms", facts->upload.last_success_ms);
  kapka_json_set_int (upload, "pending_days", facts->upload.facts.pending_days);
  kapka_json_set_string (upload, "oldest_pending", facts->upload.facts.oldest_pending);
  kapka_json_set_int (upload, "pending_fragments", facts->upload.facts.pending_fragments);
  kapka_json_set_int (upload, "damaged_streams", facts->upload.facts.damaged_streams);
  kapka_json_set_take (upload, "warnings", make_warnings (facts));
  return upload;
}

char *
kapka_status_facts_to_json (const KapkaStatusFacts *facts, const KapkaSettings *settings) {
  g_autoptr (KapkaJson) object = kapka_json_new_object ();
  g_autofree char *text = NULL;

  kapka_json_set_string (object, "library", settings->library);
  kapka_json_set_string (object, "terminal", settings->code);
  kapka_json_set_take (object, "today", make_day (facts));
  kapka_json_set_take (object, "upload", make_upload (facts));
  kapka_json_set_boolean (object, "disk_low", facts->disk_low);
  text = kapka_json_to_string (object);
  return g_strconcat (text, "\n", NULL);
}

static void
add_count (KapkaTextTable *table, const char *label, gint64 count) {
  g_autofree char *figure = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  const char *const cells[] = { label, figure, NULL };

  kapka_text_table_add_row (table, cells);
}

static void
print_day (const KapkaStatusFacts *facts, const KapkaCatalog *catalog, GString *text) {
  g_autofree char *heading = g_strdup_printf (_ ("Today, %s"), facts->day);
  const char *const headings[] = { heading, "", NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new (headings);

  add_count (table, _ ("Visits"), facts->visits);
  add_count (table, _ ("Users"), facts->users);
  add_count (table, _ ("Requests"), facts->all_requests);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);
    g_autofree char *label = g_strconcat ("  ", service->name.ru, NULL);

    add_count (table, label, facts->requests[i]);
  }
  kapka_text_table_print (table, text);
}

static char *
format_moment (const KapkaSettings *settings, gint64 utc_ms) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (settings->time_zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static void
print_warnings (const KapkaStatusFacts *facts, GString *text) {
  g_autoptr (GPtrArray) warnings = kapka_sync_facts_list_warnings (&facts->upload.facts);

  for (guint i = 0; i < warnings->len; i++) {
    const KapkaSyncWarning *warning = g_ptr_array_index (warnings, i);

    g_string_append_printf (text, _ ("Attention: %s"), _ (warning->sentence));
    g_string_append_c (text, '\n');
  }
  if (facts->disk_low) {
    g_string_append_printf (text, _ ("Attention: %s"),
                            _ ("The disk is almost full. Visits are still counted, from a reserve "
                               "of about a month; please make room."));
    g_string_append_c (text, '\n');
  }
}

static void
print_upload (const KapkaStatusFacts *facts, const KapkaSettings *settings, GString *text) {
  g_autofree char *moment = facts->upload.has_success
                                ? format_moment (settings, facts->upload.last_success_ms)
                                : g_strdup (_ ("never"));

  g_string_append_printf (text, _ ("Upload: %s"), facts->upload.sentence);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Last successful upload: %s"), moment);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Days to be sent: %u"), (guint)facts->upload.facts.pending_days);
  if (facts->upload.facts.oldest_pending != NULL)
    g_string_append_printf (text, _ (", the oldest %s"), facts->upload.facts.oldest_pending);
  g_string_append_c (text, '\n');
  if (facts->upload.facts.pending_fragments > 0) {
    g_string_append_printf (text, _ ("Surviving records of a damaged journal to be sent: %u"),
                            (guint)facts->upload.facts.pending_fragments);
    g_string_append_c (text, '\n');
  }
  print_warnings (facts, text);
}

char *
kapka_status_facts_to_text (const KapkaStatusFacts *facts,
                            const KapkaSettings *settings,
                            const KapkaCatalog *catalog) {
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s (%s, %s)\n\n", settings->name, settings->library,
                          settings->code);
  print_day (facts, catalog, text);
  g_string_append_c (text, '\n');
  print_upload (facts, settings, text);
  return g_string_free (text, FALSE);
}
