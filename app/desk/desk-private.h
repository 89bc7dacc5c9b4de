// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"
#include "journal/db.h"

struct _KapkaDesk {
  KapkaJournal *journal; // Borrowed.
  KapkaClock *clock;
  KapkaDb *db;
  GError *refusal; // (nullable) Why nothing can be written.
  char *author;    // (nullable) %NULL: only looks.
  KapkaRole role;
  const char *notice; // (nullable) What opening had to do.
  char today[11];
};

/**
 * kapka_desk_begin:
 * @day: (nullable): the day whose figures the act changes; %NULL: it changes none
 *
 * Begins the write of an act: takes the lock for writing of `desk.db`, so that no month can be
 * closed before the act is through, and makes sure that the month of @day is open. An act of more
 * days asks for the others by kapka_desk_require_open(). What it writes into the journal is to be
 * there before the commit (kapka_transaction_commit()); freed without that it leaves no trace at
 * the desk.
 *
 * Errors: DENIED with a sentence that says who closed the month, or when nobody has signed in;
 * BUSY, READ_ONLY, FULL, IO.
 *
 * Returns: (transfer full): the transaction, or %NULL.
 */
KapkaTransaction *kapka_desk_begin (KapkaDesk *desk, const char *day, GError **error);

/** Makes sure, within kapka_desk_begin(), that the month of @day too is open. Errors: DENIED. */
gboolean kapka_desk_require_open (KapkaDesk *desk, const char *day, GError **error);

/** Adds the author and the present moment as the next two parameters of @stmt. */
void kapka_desk_sign (KapkaDesk *desk, KapkaStmt *stmt);

/** Makes sure that @text, without the spaces around it, has @min to @max characters and no control
 * character. @what: names the field in the message, translated. @text: (nullable): as if empty.
 * Errors: DATA. Returns: (transfer full): the text without those spaces, or %NULL. */
char *
kapka_desk_check_text (const char *what, const char *text, guint min, guint max, GError **error);

/** Makes sure that @day is one of the calendar and not in the future. Errors: DATA. */
gboolean kapka_desk_check_day (KapkaDesk *desk, const char *day, GError **error);

/** Makes sure that @word, which may be %NULL, is one of @words. @what: names the field in the
 * message, translated. Errors: DATA. */
gboolean kapka_desk_check_choice (const char *what,
                                  const char *word,
                                  const char *const *words,
                                  GError **error);

/** Makes sure, within kapka_desk_begin(), that @find_sql gives a row for the thing of number @no.
 * Errors: USAGE when it is there no more. */
gboolean
kapka_desk_require_there (KapkaDesk *desk, gint64 no, const char *find_sql, GError **error);
