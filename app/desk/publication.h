// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/** KapkaPublication: where the centre was written about. */
typedef struct {
  gint64 no; // 0 while new.
  char day[11];
  char
      *channel; // `library_site` `national_library` `administration_site` `social_network` `media`.
  char *title;
  char *address; // Of the page or the issue, may be empty; shown, never opened.
  char *author;
} KapkaPublication;

void kapka_publication_free (KapkaPublication *publication);

/** Returns: (transfer full) (element-type KapkaPublication): those of the days, newest first. */
GPtrArray *kapka_publication_list (KapkaDesk *desk,
                                   const char *first_day,
                                   const char *last_day,
                                   GError **error);

/** Writes a new one, or the new state of @publication->no. Errors: DATA. */
gboolean
kapka_publication_save (KapkaDesk *desk, const KapkaPublication *publication, GError **error);
gboolean kapka_publication_remove (KapkaDesk *desk, gint64 no, GError **error);
