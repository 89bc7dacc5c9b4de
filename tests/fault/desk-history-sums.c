// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history-sums.h"

#include "base/day.h"

GPtrArray *
desk_history_parse_sums (const char *text) {
  g_auto (GStrv) words = g_strsplit (text == NULL ? "" : text, " ", -1);
  GPtrArray *sums = kapka_counts_new ();

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i += 3) {
    g_autofree char *name = g_strconcat (words[i], " ", words[i + 1], NULL);

    kapka_counts_add (sums, name, g_ascii_strtoll (words[i + 2], NULL, 10));
  }
  return sums;
}

GPtrArray *
desk_history_read_sums (DeskHistory *history, const char *sql) {
  g_autofree char *text = kapka_place_read_text (history->place->place, sql);

  return desk_history_parse_sums (text);
}

void
desk_history_assert_same (GPtrArray *sums, GPtrArray *expected) {
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);

  kapka_counts_print (sums, found);
  kapka_counts_print (expected, wanted);
  g_assert_cmpstr (found->str, ==, wanted->str);
}

GPtrArray *
desk_history_gather (GPtrArray *sums, const char *period) {
  GPtrArray *gathered = kapka_counts_new ();

  for (guint i = 0; i < sums->len; i++) {
    const KapkaCount *one = g_ptr_array_index (sums, i);

    if (g_str_has_prefix (one->key, period))
      kapka_counts_add (gathered, one->key + KAPKA_DAY_LENGTH + 1, one->delta);
  }
  return gathered;
}
