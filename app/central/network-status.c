// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-status.h"

#include <string.h>

#include "central/store-ask.h"
#include "sync/status-file.h"

#define MS_PER_DAY (G_TIME_SPAN_DAY / 1000)

/* A slow network and a clock without seconds explain so much. */
#define MAX_SKEW_MS (10 * G_TIME_SPAN_MINUTE / 1000)

/* The kiosks of a terminal come in the order in which they were heard, the last one last. */
#define TERMINALS                                                                                  \
  "SELECT l.library_id, t.terminal_id, l.code, p.name, t.code, i.install_id, i.enrolled_ms, "      \
  "s.last_seen_ms, s.clone_ms, s.status, i.status FROM terminal t "                                \
  "JOIN library l ON l.library_id = t.library_id "                                                 \
  "LEFT JOIN library_span p ON p.library_id = t.library_id AND p.first_month <= ? "                \
  "AND p.end_month > ? "                                                                           \
  "LEFT JOIN install i ON i.library_id = t.library_id AND i.terminal_id = t.terminal_id "          \
  "LEFT JOIN install_seen s ON s.library_id = i.library_id AND s.install_id = i.install_id "       \
  "WHERE t.retired_on IS NULL OR t.retired_on > ? "                                                \
  "ORDER BY l.library_id, t.terminal_id, coalesce(s.last_seen_ms, 0)"

/* Days are indexed by library, so they are looked for library by library: SQLite keeps the order of
 * a CROSS JOIN. */
#define PRESENCE_OF(from, where)                                                                   \
  "SELECT d.library_id, d.terminal_id, c.key, max(CAST(d.day AS text)) FROM " from                 \
  " CROSS JOIN jsonb_each_text(d.counts) c WHERE " where                                           \
  "d.day >= ? AND c.key IN ('_on', 'users') "                                                      \
  "AND CAST(c.value AS bigint) > 0 GROUP BY d.library_id, d.terminal_id, c.key"
#define DAY_PRESENCE                                                                               \
  PRESENCE_OF ("library l CROSS JOIN day_report d", "d.library_id = l.library_id AND ")
#define FRAGMENT_PRESENCE PRESENCE_OF ("fragment d", "")

#define CONFLICTS                                                                                  \
  "SELECT l.code, t.code, r.install_id, c.stream_id, c.day, c.revision, c.versions "               \
  "FROM day_conflict c JOIN day_report r ON r.library_id = c.library_id "                          \
  "AND r.stream_id = c.stream_id AND r.day = c.day "                                               \
  "JOIN library l ON l.library_id = c.library_id "                                                 \
  "LEFT JOIN terminal t ON t.library_id = r.library_id AND t.terminal_id = r.terminal_id "         \
  "ORDER BY l.code, c.day, c.stream_id, c.revision"

typedef struct {
  KapkaNetworkStatus *status;
  GHashTable *terminals; // `library_id terminal_id` → borrowed KapkaTerminalStatus.
  char today[11];
  char since[11];
} Collector;

static void
terminal_free (KapkaTerminalStatus *terminal) {
  g_free (terminal->library);
  g_free (terminal->name);
  g_free (terminal->terminal);
  g_free (terminal->last_on);
  g_free (terminal->last_users);
  g_free (terminal->install_id);
  g_free (terminal->state);
  g_free (terminal->last_reason);
  g_free (terminal->oldest_pending);
  g_clear_pointer (&terminal->findings, kapka_json_unref);
  g_free (terminal);
}

static void
conflict_free (KapkaDayConflict *conflict) {
  g_free (conflict->library);
  g_free (conflict->terminal);
  g_free (conflict->install_id);
  g_free (conflict->stream_id);
  g_free (conflict->day);
  g_free (conflict);
}

void
kapka_network_status_free (KapkaNetworkStatus *status) {
  if (status == NULL)
    return;
  g_ptr_array_unref (status->terminals);
  g_ptr_array_unref (status->conflicts);
  g_free (status);
}

static char *
make_key (const KapkaSqlRows *rows, guint row) {
  return g_strdup_printf ("%s %s", kapka_sql_rows_get_text (rows, row, 0),
                          kapka_sql_rows_get_text (rows, row, 1));
}

static KapkaTerminalStatus *
find_terminal (Collector *collector, const KapkaSqlRows *rows, guint row) {
  g_autofree char *key = make_key (rows, row);
  KapkaTerminalStatus *terminal = g_hash_table_lookup (collector->terminals, key);

  if (terminal != NULL)
    return terminal;
  terminal = g_new0 (KapkaTerminalStatus, 1);
  terminal->library = g_strdup (kapka_sql_rows_get_text (rows, row, 2));
  terminal->name = g_strdup (kapka_sql_rows_get_text (rows, row, 3));
  terminal->terminal = g_strdup (kapka_sql_rows_get_text (rows, row, 4));
  g_ptr_array_add (collector->status->terminals, terminal);
  g_hash_table_insert (collector->terminals, g_steal_pointer (&key), terminal);
  return terminal;
}

static void
set_text (char **field, const KapkaJson *json, const char *key) {
  g_free (*field);
  *field = g_strdup (kapka_json_get_string (json, key, NULL));
}

static gint64
get_int (const KapkaJson *json, const char *key) {
  gint64 number = 0;

  kapka_json_get_int (json, key, 0, KAPKA_JSON_INT_LIMIT - 1, &number, NULL);
  return number;
}

static void
judge_clock (KapkaTerminalStatus *terminal, const KapkaJson *json) {
  const char *sent_at = kapka_json_get_string (json, "sent_at", NULL);
  g_autoptr (GDateTime) sent =
      sent_at == NULL ? NULL : g_date_time_new_from_iso8601 (sent_at, NULL);
  gboolean synced = TRUE;

  terminal->skew_ms = sent == NULL ? 0 : g_date_time_to_unix (sent) * 1000 - terminal->last_seen_ms;
  kapka_json_get_boolean (json, "clock_synced", &synced, NULL);
  if (!synced || ABS (terminal->skew_ms) > MAX_SKEW_MS ||
      g_strcmp0 (terminal->last_reason, "tls_clock") == 0)
    terminal->troubles |= KAPKA_TROUBLE_CLOCK;
}

/* Days that are sent are pending until they are acked, so a kiosk that is well has some, too. */
static void
judge_pending (KapkaTerminalStatus *terminal) {
  if (g_strcmp0 (terminal->state, "late") == 0 || g_strcmp0 (terminal->state, "failing") == 0)
    terminal->troubles |= KAPKA_TROUBLE_PENDING;
}

static void
judge_journal (KapkaTerminalStatus *terminal, const KapkaJson *json) {
  const char *quick_check = kapka_json_get_string (json, "quick_check", NULL);

  if (get_int (json, "damaged_streams") > 0 ||
      (quick_check != NULL && !g_str_equal (quick_check, "ok")))
    terminal->troubles |= KAPKA_TROUBLE_JOURNAL;
}

/* What it has noted may be meant; the rest is for somebody to look after. */
static void
take_finding (KapkaTerminalStatus *terminal, const char *code, const char *severity) {
  if (severity == NULL || !kapka_status_is_code (code) || !kapka_status_is_severity (severity))
    return;
  kapka_json_set_string (terminal->findings, code, severity);
  if (!g_str_equal (severity, "note"))
    terminal->troubles |= KAPKA_TROUBLE_FINDINGS;
}

static void
take_findings (KapkaTerminalStatus *terminal, const KapkaJson *json) {
  const KapkaJson *findings = kapka_json_get_object (json, "findings", NULL);
  g_auto (GStrv) codes = findings == NULL ? NULL : kapka_json_list_keys (findings);

  g_clear_pointer (&terminal->findings, kapka_json_unref);
  if (codes == NULL)
    return;
  terminal->findings = kapka_json_new_object ();
  for (guint i = 0; codes[i] != NULL; i++)
    take_finding (terminal, codes[i], kapka_json_get_string (findings, codes[i], NULL));
}

/* Takes what a kiosk says of itself; only what is well formed is there for us. */
static void
take_word (KapkaTerminalStatus *terminal, const char *text) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), strlen (text), NULL, NULL);

  terminal->troubles = 0;
  if (json == NULL)
    return;
  set_text (&terminal->state, json, "state");
  set_text (&terminal->last_reason, json, "last_reason");
  set_text (&terminal->oldest_pending, json, "oldest_pending");
  terminal->pending_days = get_int (json, "pending_days");
  judge_clock (terminal, json);
  judge_pending (terminal);
  judge_journal (terminal, json);
  take_findings (terminal, json);
}

/* A kiosk that may no longer upload has been replaced: its copies do no harm. */
static void
take_kiosk (KapkaTerminalStatus *terminal, const KapkaSqlRows *rows, guint row) {
  gint64 enrolled_ms = kapka_sql_rows_get_int (rows, row, 6);
  const char *word = kapka_sql_rows_get_text (rows, row, 9);
  gboolean active = g_strcmp0 (kapka_sql_rows_get_text (rows, row, 10), "active") == 0;

  if (enrolled_ms != 0 && (terminal->enrolled_ms == 0 || enrolled_ms < terminal->enrolled_ms))
    terminal->enrolled_ms = enrolled_ms;
  if (word == NULL)
    return;
  g_free (terminal->install_id);
  terminal->install_id = g_strdup (kapka_sql_rows_get_text (rows, row, 5));
  terminal->last_seen_ms = kapka_sql_rows_get_int (rows, row, 7);
  if (active)
    terminal->clone_ms = MAX (terminal->clone_ms, kapka_sql_rows_get_int (rows, row, 8));
  take_word (terminal, word);
}

static gboolean
collect_terminals (Collector *collector, KapkaStore *store, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (store, error, TERMINALS, "ttt", collector->today,
                                                   collector->today, collector->today);

  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++)
    take_kiosk (find_terminal (collector, rows, i), rows, i);
  return rows != NULL;
}

static gboolean
collect_presence (Collector *collector, KapkaStore *store, const char *sql, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (store, error, sql, "t", collector->since);

  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++) {
    g_autofree char *key = make_key (rows, i);
    KapkaTerminalStatus *terminal = g_hash_table_lookup (collector->terminals, key);
    const char *day = kapka_sql_rows_get_text (rows, i, 3);
    char **field;

    if (terminal == NULL)
      continue;
    field = g_str_equal (kapka_sql_rows_get_text (rows, i, 2), "_on") ? &terminal->last_on
                                                                      : &terminal->last_users;
    if (g_strcmp0 (*field, day) >= 0)
      continue;
    g_free (*field);
    *field = g_strdup (day);
  }
  return rows != NULL;
}

static gboolean
collect_conflicts (Collector *collector, KapkaStore *store, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (store, error, CONFLICTS, "");

  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++) {
    KapkaDayConflict *conflict = g_new0 (KapkaDayConflict, 1);

    conflict->library = g_strdup (kapka_sql_rows_get_text (rows, i, 0));
    conflict->terminal = g_strdup (kapka_sql_rows_get_text (rows, i, 1));
    conflict->install_id = g_strdup (kapka_sql_rows_get_text (rows, i, 2));
    conflict->stream_id = g_strdup (kapka_sql_rows_get_text (rows, i, 3));
    conflict->day = g_strdup (kapka_sql_rows_get_text (rows, i, 4));
    conflict->revision = kapka_sql_rows_get_int (rows, i, 5);
    conflict->n_versions = kapka_sql_rows_get_int (rows, i, 6);
    g_ptr_array_add (collector->status->conflicts, conflict);
  }
  return rows != NULL;
}

static gboolean
collect_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Collector *collector = user_data;

  g_hash_table_remove_all (collector->terminals);
  g_ptr_array_set_size (collector->status->terminals, 0);
  g_ptr_array_set_size (collector->status->conflicts, 0);
  return collect_terminals (collector, store, error) &&
         collect_presence (collector, store, DAY_PRESENCE, error) &&
         collect_presence (collector, store, FRAGMENT_PRESENCE, error) &&
         collect_conflicts (collector, store, error);
}

/* A kiosk that was connected a day ago cannot have been still for a week. */
static void
judge_silence (KapkaTerminalStatus *terminal, gint64 since_ms) {
  if (terminal->last_seen_ms == 0)
    terminal->troubles |= KAPKA_TROUBLE_NEVER;
  else if (terminal->last_seen_ms < since_ms)
    terminal->troubles |= KAPKA_TROUBLE_SILENT;
  else if (terminal->enrolled_ms > since_ms)
    return;
  else if (terminal->last_on == NULL)
    terminal->troubles |= KAPKA_TROUBLE_NO_PRESENCE;
  else if (terminal->last_users == NULL)
    terminal->troubles |= KAPKA_TROUBLE_NO_USERS;
}

static int
compare_terminals (gconstpointer a, gconstpointer b) {
  const KapkaTerminalStatus *first = *(KapkaTerminalStatus *const *)a;
  const KapkaTerminalStatus *second = *(KapkaTerminalStatus *const *)b;
  int order = strcmp (first->library, second->library);

  return order != 0 ? order : strcmp (first->terminal, second->terminal);
}

static void
judge (KapkaNetworkStatus *status) {
  gint64 since_ms = status->now_ms - status->n_days * MS_PER_DAY;

  for (guint i = 0; i < status->terminals->len; i++) {
    KapkaTerminalStatus *terminal = g_ptr_array_index (status->terminals, i);

    judge_silence (terminal, since_ms);
    if (terminal->clone_ms != 0)
      terminal->troubles |= KAPKA_TROUBLE_CLONE;
  }
  g_ptr_array_sort (status->terminals, compare_terminals);
}

KapkaNetworkStatus *
kapka_network_status_new (KapkaStore *store, KapkaClock *clock, guint n_days, GError **error) {
  g_autoptr (KapkaNetworkStatus) status = g_new0 (KapkaNetworkStatus, 1);
  g_autoptr (GHashTable) terminals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collector collector = { status, terminals };
  KapkaInstant now;
  KapkaInstant then;

  kapka_clock_now (clock, &now);
  kapka_clock_at (clock, now.utc_ms - n_days * MS_PER_DAY, &then);
  g_strlcpy (collector.today, now.day, sizeof collector.today);
  g_strlcpy (collector.since, then.day, sizeof collector.since);
  status->now_ms = now.utc_ms;
  status->n_days = n_days;
  status->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify)terminal_free);
  status->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)conflict_free);
  if (!kapka_store_transact (store, KAPKA_STORE_READ, collect_cb, &collector, error))
    return NULL;
  judge (status);
  return g_steal_pointer (&status);
}

const char *
kapka_trouble_to_string (KapkaTrouble trouble) {
  static const char *const words[KAPKA_N_TROUBLES] = { "never",    "silent",  "no_presence",
                                                       "no_users", "pending", "clock",
                                                       "journal",  "clone",   "findings" };

  return words[g_bit_nth_lsf (trouble, -1)];
}

guint
kapka_network_status_count (const KapkaNetworkStatus *status, KapkaTrouble trouble) {
  guint n = 0;

  for (guint i = 0; i < status->terminals->len; i++) {
    const KapkaTerminalStatus *terminal = g_ptr_array_index (status->terminals, i);

    n += (terminal->troubles & trouble) != 0 ? 1 : 0;
  }
  return n;
}
