// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/** KapkaPromo: a printed thing that tells people of the centre. */
typedef struct {
  gint64 no; // 0 while new.
  char day[11];
  char *kind; // `card` `booklet` `poster` `flyer` `bookmark` `other`.
  char *title;
  gint64 print_run;
  char *author;
} KapkaPromo;

void kapka_promo_free (KapkaPromo *promo);

/** Returns: (transfer full) (element-type KapkaPromo): those of the days, newest first. */
GPtrArray *
kapka_promo_list (KapkaDesk *desk, const char *first_day, const char *last_day, GError **error);

/** Writes a new one, or the new state of @promo->no. Errors: DATA. */
gboolean kapka_promo_save (KapkaDesk *desk, const KapkaPromo *promo, GError **error);
gboolean kapka_promo_remove (KapkaDesk *desk, gint64 no, GError **error);
