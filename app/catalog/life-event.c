// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/life-event.h"

#include "catalog/row.h"

static const char *const plain_keys[] = { NULL };
static const char *const local_keys[] = { "Name", "Keywords", NULL };

KapkaLifeEvent *
kapka_life_event_read (const KapkaIniGroup *group, KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };
  KapkaLifeEvent *event = g_new0 (KapkaLifeEvent, 1);

  event->id = g_strdup (group->name);
  kapka_row_check_id (&row);
  kapka_row_check_keys (&row, plain_keys, local_keys);
  kapka_row_required_local_text (&row, "Name", &event->name);
  kapka_local_text_read (&event->keywords, group, "Keywords");
  if (row.bad)
    g_clear_pointer (&event, kapka_life_event_free);
  return event;
}

void
kapka_life_event_free (KapkaLifeEvent *event) {
  if (event == NULL)
    return;
  g_free (event->id);
  kapka_local_text_clear (&event->name);
  kapka_local_text_clear (&event->keywords);
  g_free (event);
}
