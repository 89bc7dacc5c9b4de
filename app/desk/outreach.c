// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/outreach.h"

#include <string.h>

#include "desk/desk-private.h"
#include "desk/outreach-lost.h"
#include "desk/outreach-private.h"

#define COLUMNS                                                                                    \
  "id, kind, day, title, host, place, district, audience, participants, exactness, author, utc_ms"

static const char *const exactnesses[] = {
  [KAPKA_PARTICIPANTS_EXACT] = "exact",
  [KAPKA_PARTICIPANTS_MORE] = "more",
  [KAPKA_PARTICIPANTS_ABOUT] = "about",
};

const char *
kapka_participants_to_string (KapkaParticipants exactness) {
  return exactnesses[exactness];
}

KapkaParticipants
kapka_participants_from_string (const char *word) {
  for (guint i = 0; i < G_N_ELEMENTS (exactnesses); i++)
    if (g_strcmp0 (word, exactnesses[i]) == 0)
      return (KapkaParticipants)i;
  return KAPKA_PARTICIPANTS_EXACT;
}

void
kapka_outreach_free (KapkaOutreach *outreach) {
  if (outreach == NULL)
    return;
  g_free (outreach->id);
  g_free (outreach->kind);
  g_free (outreach->title);
  g_free (outreach->host);
  g_free (outreach->place);
  g_free (outreach->district);
  g_free (outreach->audience);
  g_free (outreach->author);
  g_free (outreach);
}

KapkaOutreach *
kapka_outreach_copy (const KapkaOutreach *outreach) {
  KapkaOutreach *copy = g_new (KapkaOutreach, 1);

  *copy = *outreach;
  copy->id = g_strdup (outreach->id);
  copy->kind = g_strdup (outreach->kind);
  copy->title = g_strdup (outreach->title);
  copy->host = g_strdup (outreach->host);
  copy->place = g_strdup (outreach->place);
  copy->district = g_strdup (outreach->district);
  copy->audience = g_strdup (outreach->audience);
  copy->author = g_strdup (outreach->author);
  return copy;
}

static int
compare (gconstpointer a, gconstpointer b) {
  const KapkaOutreach *first = *(const KapkaOutreach *const *)a;
  const KapkaOutreach *second = *(const KapkaOutreach *const *)b;
  int order = strcmp (second->day, first->day);

  if (order != 0)
    return order;
  return (first->at_ms < second->at_ms) - (first->at_ms > second->at_ms);
}

static KapkaOutreach *
read_outreach (KapkaStmt *stmt) {
  KapkaOutreach *outreach = g_new0 (KapkaOutreach, 1);

  outreach->id = g_strdup (kapka_stmt_get_text (stmt, 0));
  outreach->kind = g_strdup (kapka_stmt_get_text (stmt, 1));
  g_strlcpy (outreach->day, kapka_stmt_get_text (stmt, 2), sizeof outreach->day);
  outreach->title = g_strdup (kapka_stmt_get_text (stmt, 3));
  outreach->host = g_strdup (kapka_stmt_get_text (stmt, 4));
  outreach->place = g_strdup (kapka_stmt_get_text (stmt, 5));
  outreach->district = g_strdup (kapka_stmt_get_text (stmt, 6));
  outreach->audience = g_strdup (kapka_stmt_get_text (stmt, 7));
  outreach->participants = kapka_stmt_get_int (stmt, 8);
  outreach->exactness = kapka_participants_from_string (kapka_stmt_get_text (stmt, 9));
  outreach->author = g_strdup (kapka_stmt_get_text (stmt, 10));
  outreach->at_ms = kapka_stmt_get_int (stmt, 11);
  return outreach;
}

static gboolean
read_all (KapkaStmt *stmt, GPtrArray *outreaches, GError **error) {
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (outreaches, read_outreach (stmt));
  return step == KAPKA_STEP_DONE;
}

GPtrArray *
kapka_outreach_list (KapkaDesk *desk, const char *first_day, const char *last_day, GError **error) {
  g_autoptr (GPtrArray) outreaches =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_outreach_free);
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT " COLUMNS " FROM outreach_now WHERE day BETWEEN ? AND ?");

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  if (!read_all (stmt, outreaches, error) ||
      !kapka_outreach_agree (desk, outreaches, first_day, last_day, error))
    return NULL;
  g_ptr_array_sort (outreaches, compare);
  return g_steal_pointer (&outreaches);
}

KapkaOutreach *
kapka_outreach_find (KapkaDesk *desk, const char *id, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT " COLUMNS " FROM outreach_now WHERE id = ?");

  kapka_stmt_add_text (stmt, id);
  switch (kapka_stmt_step (stmt, error)) {
  case KAPKA_STEP_ROW:
    return read_outreach (stmt);
  case KAPKA_STEP_DONE:
    return kapka_outreach_find_lost (desk, id, error);
  case KAPKA_STEP_ERROR:
  default:
    return NULL;
  }
}
