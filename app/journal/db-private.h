// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"

#include <sqlite3.h>

struct _KapkaDb {
  sqlite3 *handle;
  GThread *owner; // Borrowed: the thread that opened it.
  GHashTable
      *statements; // Of owned KapkaStmt by their own text: prepared once, used at each event.
};

/** Translates the last @result of @db into @error; @what says in a few words what was tried. */
void kapka_db_set_error (KapkaDb *db, int result, const char *what, GError **error);

/** Frees a statement that its connection keeps. */
void kapka_stmt_destroy (KapkaStmt *stmt);
