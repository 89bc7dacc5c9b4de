// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "central/local-time.h"
#include "central/network-status.h"
#include "sync/reason.h"

#define MS_PER_MINUTE (G_TIME_SPAN_MINUTE / 1000)

static char *
describe_last_seen (const KapkaTerminalStatus *terminal) {
  g_autofree char *seen = kapka_local_time_format (terminal->last_seen_ms);

  return terminal->last_seen_ms == 0 ? g_strdup ("") : g_strdup_printf (_ ("heard %s"), seen);
}

static char *
describe_last_on (const KapkaTerminalStatus *terminal) {
  return g_strdup_printf (_ ("on %s"), terminal->last_on);
}

/* What the kiosk said when it was heard last. */
static char *
describe_pending (const KapkaTerminalStatus *terminal) {
  KapkaSyncReason reason;
  g_autofree char *seen = describe_last_seen (terminal);
  g_autofree char *why =
      kapka_sync_reason_from_string (terminal->last_reason, &reason)
          ? kapka_sync_reason_sentence (reason, NULL)
          : g_strdup (terminal->last_reason != NULL ? terminal->last_reason : "");

  return g_strdup_printf (_ ("%s, days waiting: %d, oldest %s. %s"), seen,
                          (int)terminal->pending_days,
                          terminal->oldest_pending != NULL ? terminal->oldest_pending : "—", why);
}

static char *
describe_clock (const KapkaTerminalStatus *terminal) {
  g_autofree char *minutes =
      g_strdup_printf ("%+" G_GINT64_FORMAT, terminal->skew_ms / MS_PER_MINUTE);

  if (ABS (terminal->skew_ms) < MS_PER_MINUTE)
    return g_strdup (_ ("not synchronised"));
  return g_strdup_printf (_ ("differs by minutes: %s"), minutes);
}

static char *
describe_clone (const KapkaTerminalStatus *terminal) {
  g_autofree char *noticed = kapka_local_time_format (terminal->clone_ms);

  return g_strdup_printf (_ ("noticed %s"), noticed);
}

/* The codes of README; those that the kiosk only notes are left out. */
static char *
describe_findings (const KapkaTerminalStatus *terminal) {
  g_auto (GStrv) codes = kapka_json_list_keys (terminal->findings);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; codes[i] != NULL; i++)
    if (!g_str_equal (kapka_json_get_string (terminal->findings, codes[i], NULL), "note"))
      g_ptr_array_add (words, codes[i]);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **)words->pdata);
}

static const struct {
  KapkaTrouble trouble;
  const char *heading; // Marked for translation.
  char *(*describe) (const KapkaTerminalStatus *terminal);
} sections[] = {
  { KAPKA_TROUBLE_SILENT, N_ ("Not heard in these days"), describe_last_seen },
  { KAPKA_TROUBLE_NEVER, N_ ("Never heard: the kiosk is not connected yet"), describe_last_seen },
  { KAPKA_TROUBLE_NO_PRESENCE, N_ ("Heard, but the screen of the kiosk was not on"),
    describe_last_seen },
  { KAPKA_TROUBLE_NO_USERS, N_ ("On, but without users"), describe_last_on },
  { KAPKA_TROUBLE_PENDING, N_ ("Cannot send everything"), describe_pending },
  { KAPKA_TROUBLE_CLOCK, N_ ("The clock is wrong"), describe_clock },
  { KAPKA_TROUBLE_JOURNAL, N_ ("The journal was damaged; what survived comes event by event"),
    describe_last_seen },
  { KAPKA_TROUBLE_CLONE, N_ ("Two machines report as one: a copied disk; connect one of them anew"),
    describe_clone },
  { KAPKA_TROUBLE_FINDINGS, N_ ("Has found something wrong with itself; the codes are in README"),
    describe_findings },
};

static void
append_terminal (GString *text, const KapkaTerminalStatus *terminal, const char *detail) {
  g_string_append_printf (text, "  %s %s", terminal->library, terminal->terminal);
  if (terminal->name != NULL)
    g_string_append_printf (text, "  %s", terminal->name);
  if (*detail != '\0')
    g_string_append_printf (text, "  (%s)", detail);
  g_string_append_c (text, '\n');
}

static void
append_section (GString *text, const KapkaNetworkStatus *status, gsize index) {
  guint n = kapka_network_status_count (status, sections[index].trouble);

  if (n == 0)
    return;
  g_string_append_printf (text, "\n%s: %u\n", _ (sections[index].heading), n);
  for (guint i = 0; i < status->terminals->len; i++) {
    const KapkaTerminalStatus *terminal = g_ptr_array_index (status->terminals, i);
    g_autofree char *detail = NULL;

    if ((terminal->troubles & sections[index].trouble) == 0)
      continue;
    detail = sections[index].describe (terminal);
    append_terminal (text, terminal, detail);
  }
}

/* Whose stream it is says whom to ask. */
static void
append_conflicts (GString *text, const KapkaNetworkStatus *status) {
  if (status->conflicts->len == 0)
    return;
  g_string_append_c (text, '\n');
  g_string_append_printf (text,
                          _ ("Two copies of a journal differ; decide by \"adjust\" which days were "
                             "counted wrong: %u"),
                          status->conflicts->len);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < status->conflicts->len; i++) {
    const KapkaDayConflict *conflict = g_ptr_array_index (status->conflicts, i);
    g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, conflict->revision);

    g_string_append_printf (text, "  %s %s  %s  ", conflict->library,
                            conflict->terminal != NULL ? conflict->terminal : "—", conflict->day);
    g_string_append_printf (text, _ ("stream %s, revision %s, versions %d"), conflict->stream_id,
                            revision, (int)conflict->n_versions);
    g_string_append_c (text, '\n');
  }
}

char *
kapka_network_status_to_text (const KapkaNetworkStatus *status) {
  GString *text = g_string_new (NULL);
  guint n_quiet = kapka_network_status_count (status, KAPKA_TROUBLE_SILENT | KAPKA_TROUBLE_NEVER);
  guint n_well = status->terminals->len - kapka_network_status_count (status, ~0U);

  g_string_append_printf (text, _ ("Terminals in service: %u, heard in the last %u days: %u"),
                          status->terminals->len, status->n_days, status->terminals->len - n_quiet);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Nothing to look after: %u"), n_well);
  g_string_append_c (text, '\n');
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    append_section (text, status, i);
  append_conflicts (text, status);
  return g_string_free (text, FALSE);
}
