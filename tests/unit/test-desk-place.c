// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-desk-place.h"

#include "desk/desk-file.h"
#include "journal/db.h"

static void
open_journal (KapkaDeskPlace *self) {
  self->journal = kapka_place_open (self->place);
}

KapkaDeskPlace *
kapka_desk_place_new (void) {
  KapkaDeskPlace *self = g_new0 (KapkaDeskPlace, 1);

  self->place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  self->path = g_build_filename (self->place->state_dir, KAPKA_DESK_FILE, NULL);
  open_journal (self);
  kapka_desk_place_reopen (self, "Анна", KAPKA_ROLE_LIBRARIAN);
  return self;
}

void
kapka_desk_place_free (KapkaDeskPlace *self) {
  g_clear_pointer (&self->desk, kapka_desk_close);
  g_clear_pointer (&self->journal, kapka_journal_close);
  kapka_place_free (self->place);
  g_free (self->path);
  g_free (self);
}

void
kapka_desk_place_reopen (KapkaDeskPlace *self, const char *name, KapkaRole role) {
  const KapkaDeskPerson person = { name, role };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->desk, kapka_desk_close);
  self->desk =
      kapka_desk_open (self->journal, self->place->state_dir, self->place->clock, &person, &error);
  g_assert_no_error (error);
}

void
kapka_desk_place_restart (KapkaDeskPlace *self) {
  g_clear_pointer (&self->desk, kapka_desk_close);
  g_clear_pointer (&self->journal, kapka_journal_close);
  open_journal (self);
  kapka_desk_place_reopen (self, "Анна", KAPKA_ROLE_LIBRARIAN);
}

void
kapka_desk_place_visit (KapkaDeskPlace *self) {
  g_autofree char *visit = g_uuid_string_random ();

  kapka_place_append (self->journal, kapka_place_begin (self->place, visit));
  kapka_place_append (self->journal,
                      kapka_place_request (self->place, visit, "gosuslugi", "s3", TRUE));
  kapka_place_append (self->journal, kapka_place_end (self->place, visit, "finished"));
}

gint64
kapka_desk_place_read_int (KapkaDeskPlace *self, const char *sql) {
  g_autoptr (KapkaDb) db = kapka_db_open (self->path, KAPKA_DB_READ, NULL);
  gint64 value;

  g_assert_nonnull (db);
  g_assert_true (kapka_db_read_int (db, sql, &value, NULL));
  return value;
}

gboolean
kapka_desk_place_run (KapkaDeskPlace *self, const char *sql) {
  g_autoptr (KapkaDb) db = kapka_db_open (self->path, KAPKA_DB_WRITE, NULL);

  g_assert_nonnull (db);
  return kapka_db_run_script (db, sql, NULL);
}
