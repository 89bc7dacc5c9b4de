// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/journal.h"
#include "journal/mark.h"

struct _KapkaJournal {
  char *directory; // Of journal.db, absolute and without symbolic links.
  KapkaDb *db;
  KapkaClock *clock;
  KapkaMark *mark;
  gboolean writes_on;  // This is the kiosk: `on` goes before the first event of a day.
  gint64 on_stream_no; // Stream and day of the `on` last seen, so that most events need not look
                       // for it; 0: none.
  char on_day[11];
};
