// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/trail-words.h"

#include <glib/gi18n.h>

#include "ui/desk/catalog-words.h"

static gboolean
is_of_act (const KapkaTrailLine *line, const char *act) {
  return g_strcmp0 (line->act, act) == 0;
}

static const KapkaTrailLine *
find_event (GPtrArray *trail, const char *event_id) {
  for (guint i = 0; i < trail->len; i++) {
    const KapkaTrailLine *line = g_ptr_array_index (trail, i);

    if (g_strcmp0 (line->event->event_id, event_id) == 0)
      return line;
  }
  return NULL;
}

static const KapkaTrailLine *
find_first (GPtrArray *trail, const char *act) {
  for (guint i = 0; i < trail->len; i++)
    if (is_of_act (g_ptr_array_index (trail, i), act))
      return g_ptr_array_index (trail, i);
  return NULL;
}

/** Returns: (nullable): the act that @act takes back. */
static const char *
find_undone (GPtrArray *trail, const char *act) {
  for (guint i = 0; i < trail->len; i++) {
    const KapkaTrailLine *line = g_ptr_array_index (trail, i);
    const KapkaTrailLine *target =
        is_of_act (line, act) ? find_event (trail, line->event->corrects) : NULL;

    if (target != NULL && target->act != NULL)
      return target->act;
  }
  return NULL;
}

/** Returns: (transfer full): what all lines of @act count together. */
static GPtrArray *
sum_counts (GPtrArray *trail, const char *act) {
  GPtrArray *sum = kapka_counts_new ();

  for (guint i = 0; i < trail->len; i++) {
    const KapkaTrailLine *line = g_ptr_array_index (trail, i);

    for (guint j = 0; is_of_act (line, act) && j < line->event->counts->len; j++) {
      const KapkaCount *count = g_ptr_array_index (line->event->counts, j);

      kapka_counts_add (sum, count->key, count->delta);
    }
  }
  return sum;
}

static gboolean
is_service (const char *key) {
  return key[0] == 's' && key[1] >= '1' && key[1] <= '6' && key[2] == '\0';
}

/** Returns: (nullable): the first service that @counts change in the direction of @sign. */
static const char *
find_service (GPtrArray *counts, int sign) {
  for (guint i = 0; i < counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (counts, i);

    if (is_service (count->key) && (count->delta > 0) == (sign > 0))
      return count->key;
  }
  return NULL;
}

static const char *
describe_key (KapkaDeskContext *context, const char *key) {
  if (is_service (key))
    return kapka_catalog_words_service (context, key);
  if (strcmp (key, "users") == 0)
    return _ ("users");
  if (strcmp (key, "pages") == 0)
    return _ ("pages");
  return strcmp (key, "assisted") == 0 ? _ ("with help") : NULL;
}

/** Names what changes, but for the counters of the language, which go with the user. */
static char *
list_counts (KapkaDeskContext *context, GPtrArray *counts) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (counts, i);
    const char *words = describe_key (context, count->key);

    if (words != NULL)
      g_string_append_printf (text, "%s%s %s%" G_GINT64_FORMAT, text->len == 0 ? "" : ", ", words,
                              count->delta < 0 ? "−" : "+", ABS (count->delta));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_counts (KapkaDeskContext *context, GPtrArray *trail, const char *act) {
  g_autoptr (GPtrArray) counts = sum_counts (trail, act);
  const char *taken = find_service (counts, -1);
  const char *given = find_service (counts, 1);
  const KapkaCount *only = counts->len == 1 ? g_ptr_array_index (counts, 0) : NULL;
  g_autofree char *list = NULL;

  if (taken != NULL && given != NULL)
    return g_strdup_printf (_ ("Service changed: %s → %s"),
                            kapka_catalog_words_service (context, taken),
                            kapka_catalog_words_service (context, given));
  if (only != NULL && strcmp (only->key, "assisted") == 0)
    return g_strdup (only->delta > 0 ? _ ("Marked as helped by a librarian")
                                     : _ ("The mark of help was taken away"));
  list = list_counts (context, counts);
  return taken != NULL ? g_strdup_printf (_ ("No longer counted: %s"), list)
                       : g_strdup_printf (_ ("Changed: %s"), list);
}

static char *
describe_change (KapkaDeskContext *context, GPtrArray *trail, const char *act) {
  const KapkaTrailLine *first = find_first (trail, act);

  if (first != NULL && g_strcmp0 (first->event->reason, "merged") == 0)
    return g_strdup (_ ("Joined with another visit"));
  return describe_counts (context, trail, act);
}

char *
kapka_trail_words_act (KapkaDeskContext *context, GPtrArray *trail, const char *act) {
  const char *undone = find_undone (trail, act);
  const char *again = undone == NULL ? NULL : find_undone (trail, undone);
  g_autofree char *change = describe_change (context, trail,
                                             again != NULL    ? again
                                             : undone != NULL ? undone
                                                              : act);

  if (again != NULL)
    return g_strdup_printf (_ ("Put back: %s"), change);
  return undone == NULL ? g_steal_pointer (&change) : g_strdup_printf (_ ("Undone: %s"), change);
}

gboolean
kapka_trail_words_is_undoing (GPtrArray *trail, const char *act) {
  return find_undone (trail, act) != NULL;
}

const char *
kapka_trail_words_author (const char *author) {
  return g_strcmp0 (author, "system") == 0 ? _ ("the kiosk itself") : author;
}
