// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/participants.h"

void
kapka_participant_sum_add (KapkaParticipantSum *sum, const KapkaOutreach *event) {
  switch (event->exactness) {
  case KAPKA_PARTICIPANTS_MORE:
    sum->more += event->participants;
    break;
  case KAPKA_PARTICIPANTS_ABOUT:
    sum->about += event->participants;
    break;
  case KAPKA_PARTICIPANTS_EXACT:
  default:
    sum->exact += event->participants;
  }
}

static void
add_more_and_about (const KapkaParticipantSum *sum, KapkaReportTable *table) {
  g_autofree char *more =
      kapka_cell_format (&(KapkaCell){ KAPKA_CELL_MORE, sum->exact + sum->more, NULL });
  g_autofree char *about = kapka_cell_format (&(KapkaCell){ KAPKA_CELL_ABOUT, sum->about, NULL });
  g_autofree char *text = g_strdup_printf ("%s и %s", more, about);

  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, text);
}

void
kapka_participant_sum_add_cell (const KapkaParticipantSum *sum, KapkaReportTable *table) {
  if (sum->more > 0 && sum->about > 0)
    add_more_and_about (sum, table);
  else if (sum->more > 0)
    kapka_report_table_add_cell (table, KAPKA_CELL_MORE, sum->exact + sum->more, NULL);
  else if (sum->about > 0)
    kapka_report_table_add_cell (table, KAPKA_CELL_ABOUT, sum->exact + sum->about, NULL);
  else
    kapka_report_table_add_number (table, sum->exact);
}

void
kapka_participants_add_cell (const KapkaOutreach *event, KapkaReportTable *table) {
  KapkaParticipantSum sum = { 0 };

  kapka_participant_sum_add (&sum, event);
  kapka_participant_sum_add_cell (&sum, table);
}
