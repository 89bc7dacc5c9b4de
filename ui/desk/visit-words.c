// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-words.h"

#include <glib/gi18n.h>

#include "ui/desk/catalog-words.h"
#include "ui/desk/date-words.h"

typedef struct {
  const char *code;
  const char *words;
} Word;

static const Word ends[] = {
  { "finished", N_ ("ended by the visitor") },
  { "idle", N_ ("the visitor went away") },
  { "limit", N_ ("time was up") },
  { "staff", N_ ("ended by staff") },
  { "crash", N_ ("the kiosk failed") },
  { "power", N_ ("power was cut") },
};

static const Word reasons[] = {
  { "wrong_service", N_ ("Wrong service was chosen") },
  { "not_a_visit", N_ ("It was not a visit") },
  { "test", N_ ("The kiosk was being tested") },
  { "duplicate", N_ ("Counted twice") },
  { "missed", N_ ("It was not noted at the time") },
  { "paper", N_ ("From the paper diary") },
  { "tally", N_ ("Counted at the desk") },
  { "clock", N_ ("The clock was wrong") },
  { "merged", N_ ("Two parts of one visit") },
  { "other", N_ ("Another reason") },
};

static const char *
find_words (const Word *words, gsize n_words, const char *code) {
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].code, code) == 0)
      return _ (words[i].words);
  return code;
}

const char *
kapka_visit_words_reason (const char *reason) {
  return find_words (reasons, G_N_ELEMENTS (reasons), reason);
}

const char *
kapka_visit_words_end_reason (const char *end_reason) {
  return find_words (ends, G_N_ELEMENTS (ends), end_reason);
}

const char *
kapka_visit_words_end (const KapkaVisitLine *line) {
  if (line->by_hand)
    return kapka_visit_words_reason (line->end_reason);
  return line->end_reason == NULL ? _ ("goes on") : kapka_visit_words_end_reason (line->end_reason);
}

static void
append (GString *text, const char *separator, const char *part) {
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* A tile that was opened by two doors is named once. */
char *
kapka_visit_words_tiles (KapkaDeskContext *context, const KapkaVisitLine *line) {
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (char **item = line->items; item != NULL && *item != NULL; item++) {
    const char *colon = strchr (*item, ':');
    const char *tile = colon == NULL ? *item : colon + 1;

    if (strcmp (tile, "-") != 0 && g_hash_table_add (seen, (gpointer)tile))
      append (text, ", ", kapka_catalog_words_tile (context, tile));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_number (GString *text, const char *format, gint64 number) {
  char part[128];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_snprintf (part, sizeof part, format, (int)number);
#pragma GCC diagnostic pop
  append (text, " · ", part);
}

char *
kapka_visit_words_notes (const KapkaVisitLine *line) {
  g_autoptr (GString) text = g_string_new (NULL);

  if (line->users > 1)
    append_number (text, _ ("users: %d"), line->users);
  else if (line->users == 0)
    append (text, " · ", _ ("no user"));
  if (line->pages != 0)
    append_number (text, _ ("pages: %d"), line->pages);
  if (line->assisted != 0)
    append (text, " · ", _ ("with help"));
  if (line->n_corrections > 0)
    append (text, " · ", C_ ("visit", "corrected"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
kapka_visit_words_length (const KapkaVisitLine *line) {
  if (line->by_hand || line->end_ms < 0)
    return g_strdup ("");
  return kapka_date_words_length ((line->end_ms - line->begin_ms) / 1000);
}

guint
kapka_visit_words_services (const KapkaVisitLine *line) {
  guint services = 0;

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (line->services[i] != 0)
      services |= 1u << i;
  return services;
}

static void
append_services (GString *text, KapkaDeskContext *context, const KapkaVisitLine *line) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const char id[] = { 's', (char)('1' + i), '\0' };

    if (line->services[i] != 0)
      append (text, ", ", kapka_catalog_words_service (context, id));
    if (line->services[i] > 1)
      g_string_append_printf (text, " (%" G_GINT64_FORMAT ")", line->services[i]);
  }
}

char *
kapka_visit_words_title (const KapkaVisitLine *line) {
  g_autofree char *time = kapka_date_words_time (line->begin_ms, line->utc_off_min);
  g_autofree char *length = kapka_visit_words_length (line);

  return *length == '\0' ? g_steal_pointer (&time) : g_strdup_printf ("%s, %s", time, length);
}

char *
kapka_visit_words_details (KapkaDeskContext *context, const KapkaVisitLine *line) {
  g_autofree char *tiles = kapka_visit_words_tiles (context, line);
  g_autofree char *notes = kapka_visit_words_notes (line);
  g_autoptr (GString) text = g_string_new (kapka_visit_words_end (line));

  append_services (text, context, line);
  append (text, ", ", tiles);
  append (text, ", ", notes);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
kapka_visit_words_whole (KapkaDeskContext *context, const KapkaVisitLine *line) {
  g_autofree char *title = kapka_visit_words_title (line);
  g_autofree char *details = kapka_visit_words_details (context, line);

  return g_strdup_printf ("%s, %s", title, details);
}
