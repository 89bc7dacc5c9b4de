// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/outreach.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "desk/month.h"
#include "test-desk-place.h"

static KapkaOutreach *
forum (void) {
  KapkaOutreach *outreach = g_new0 (KapkaOutreach, 1);

  outreach->kind = g_strdup ("forum");
  g_strlcpy (outreach->day, "2026-02-10", sizeof outreach->day);
  outreach->title = g_strdup (" Библиотека. Власть. Общество ");
  outreach->host = g_strdup ("Центральная библиотека");
  outreach->place = g_strdup ("");
  outreach->audience = g_strdup ("residents");
  outreach->participants = 500;
  outreach->exactness = KAPKA_PARTICIPANTS_MORE;
  return outreach;
}

static void
assert_list (KapkaDeskPlace *place, const char *expected) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outreaches =
      kapka_outreach_list (place->desk, "2026-01-01", "2026-12-31", &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < outreaches->len; i++) {
    const KapkaOutreach *outreach = g_ptr_array_index (outreaches, i);

    g_string_append_printf (text, "%s %s «%s» %s %d:%" G_GINT64_FORMAT " %s\n", outreach->day,
                            outreach->kind, outreach->title, outreach->audience,
                            outreach->exactness, outreach->participants, outreach->author);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

#define FORUM "2026-02-10 forum «Библиотека. Власть. Общество» residents 1:500 Анна\n"

/** What the journal counts from @first_day to @last_day. */
static void
assert_counted (KapkaDeskPlace *place,
                const char *first_day,
                const char *last_day,
                gint64 events,
                gint64 participants) {
  g_autoptr (GError) error = NULL;
  gint64 sum;

  kapka_journal_sum (place->journal, "events", first_day, last_day, &sum, NULL, &error);
  g_assert_cmpint (sum, ==, events);
  kapka_journal_sum (place->journal, "participants", first_day, last_day, &sum, NULL, &error);
  g_assert_cmpint (sum, ==, participants);
  kapka_journal_check (place->journal, &error);
  g_assert_no_error (error);
}

static void
assert_february (KapkaDeskPlace *place, gint64 events, gint64 participants) {
  assert_counted (place, "2026-02-01", "2026-02-28", events, participants);
}

static void
save (KapkaDeskPlace *place, const KapkaOutreach *outreach) {
  g_autoptr (GError) error = NULL;

  kapka_outreach_save (place->desk, outreach, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM pending"), ==, 0);
}

/** Returns: (transfer full): the first of the list. */
static KapkaOutreach *
get_first (KapkaDeskPlace *place) {
  g_autoptr (GPtrArray) outreaches =
      kapka_outreach_list (place->desk, "2026-01-01", "2026-12-31", NULL);

  g_assert_cmpuint (outreaches->len, >, 0);
  return kapka_outreach_copy (g_ptr_array_index (outreaches, 0));
}

/** A desk with the forum. */
static KapkaDeskPlace *
hold_forum (void) {
  KapkaDeskPlace *place = kapka_desk_place_new ();
  g_autoptr (KapkaOutreach) outreach = forum ();

  save (place, outreach);
  return place;
}

static void
test_save (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaOutreach) outreach = get_first (place);

  assert_list (place, FORUM);
  assert_february (place, 1, 500);
  g_assert_cmpstr (outreach->district, ==, "");
  g_assert_cmpstr (outreach->host, ==, "Центральная библиотека");
  g_assert_cmpint (kapka_place_read_int (place->place,
                                         "SELECT count(*) FROM event WHERE kind = 'outreach'"
                                         " AND item = 'forum' AND reason = 'more'"
                                         " AND author = 'Анна' AND day = '2026-02-10'"),
                   ==, 1);
}

static void
test_change (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaOutreach) outreach = get_first (place);

  kapka_desk_place_reopen (place, "Вера", KAPKA_ROLE_LIBRARIAN);
  outreach->participants = 520;
  g_free (outreach->title);
  outreach->title = g_strdup ("Форум");
  save (place, outreach);
  assert_list (place, "2026-02-10 forum «Форум» residents 1:520 Вера\n");
  assert_february (place, 1, 520);
  // A change of what the journal does not know writes nothing there.
  g_free (outreach->place);
  outreach->place = g_strdup ("Алнаши");
  save (place, outreach);
  g_assert_cmpint (kapka_place_read_int (place->place, "SELECT count(*) FROM event"), ==, 2);

  outreach->day[6] = '1';
  g_free (outreach->kind);
  outreach->kind = g_strdup ("seminar");
  save (place, outreach);
  assert_list (place, "2026-01-10 seminar «Форум» residents 1:520 Вера\n");
  assert_february (place, 0, 0);
  assert_counted (place, "2026-01-10", "2026-01-10", 1, 520);

  outreach->exactness = KAPKA_PARTICIPANTS_EXACT;
  outreach->participants = 0;
  save (place, outreach);
  assert_counted (place, "2026-01-01", "2026-12-31", 1, 0);
  assert_list (place, "2026-01-10 seminar «Форум» residents 0:0 Вера\n");
}

static void
test_remove (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaOutreach) outreach = get_first (place);
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_outreach_remove (place->desk, outreach->id, "a whim", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_clear_error (&error);
  kapka_outreach_remove (place->desk, outreach->id, "duplicate", &error);
  g_assert_no_error (error);
  assert_list (place, "");
  assert_february (place, 0, 0);
  g_assert_cmpint (kapka_place_read_int (place->place,
                                         "SELECT count(*) FROM event WHERE kind = 'correction'"
                                         " AND reason = 'duplicate' AND author = 'Анна'"),
                   ==, 1);
  g_assert_false (kapka_outreach_remove (place->desk, outreach->id, "duplicate", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (kapka_outreach_save (place->desk, outreach, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  // The log keeps all.
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM outreach_line"), ==, 2);
}

static void
refuse (KapkaDeskPlace *place, KapkaOutreach *outreach, int code, const char *part) {
  g_autoptr (KapkaOutreach) owned = outreach;
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_outreach_save (place->desk, owned, &error));
  g_assert_error (error, KAPKA_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("expected \"%s\", got \"%s\"", part, error->message);
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM pending"), ==, 0);
}

static void
replace (char **text, const char *other) {
  if (other == NULL)
    return;
  g_free (*text);
  *text = g_strdup (other);
}

static KapkaOutreach *
forum_with (KapkaOutreach changed) {
  KapkaOutreach *outreach = forum ();

  replace (&outreach->kind, changed.kind);
  replace (&outreach->title, changed.title);
  replace (&outreach->audience, changed.audience);
  if (changed.participants != 0)
    outreach->participants = changed.participants;
  if (*changed.day != '\0')
    g_strlcpy (outreach->day, changed.day, sizeof outreach->day);
  return outreach;
}

static void
test_refused (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
#define REFUSE(part, ...)                                                                          \
  refuse (place, forum_with ((KapkaOutreach){ __VA_ARGS__ }), KAPKA_ERROR_DATA, part)

  REFUSE ("kind", .kind = (char *)"concert");
  REFUSE ("title", .title = (char *)" ");
  REFUSE ("audience", .audience = (char *)"all");
  REFUSE ("participants", .participants = -1);
  REFUSE ("participants", .participants = 1000000);
  REFUSE ("no such day", .day = "2026-02-29");
  REFUSE ("no such day", .day = "2026-2-9");
  REFUSE ("not here yet", .day = "2026-03-03");
  assert_list (place, "");
  g_assert_cmpint (kapka_place_read_int (place->place, "SELECT count(*) FROM event"), ==, 0);
}

static void
test_closed (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaOutreach) outreach = get_first (place);

  g_assert_true (kapka_month_close (place->desk, "2026-02", &error));
  refuse (place, forum (), KAPKA_ERROR_DENIED, "closed");
  refuse (place, kapka_outreach_copy (outreach), KAPKA_ERROR_DENIED, "closed");
  g_strlcpy (outreach->day, "2026-01-10", sizeof outreach->day);
  refuse (place, kapka_outreach_copy (outreach), KAPKA_ERROR_DENIED, "closed");
  g_assert_false (kapka_outreach_remove (place->desk, outreach->id, "test", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED);
  assert_list (place, FORUM);
  assert_february (place, 1, 500);
}

/** As a crash leaves it: the desk has the line, the journal has not heard of it. */
#define CRASH(line)                                                                                \
  "INSERT INTO outreach_line(id, event_id, gone, kind, day, title, host, place, district,"         \
  " audience, participants, exactness, reason, author, utc_ms) SELECT " line ";"                   \
  "INSERT INTO pending SELECT max(line) FROM outreach_line"
#define EVENT "'0b0e0000-0000-4000-8000-000000000003'"

static void
test_crash_new (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();

  g_assert_true (kapka_desk_place_run (
      place, CRASH (EVENT ", " EVENT ", 0, 'forum', '2026-02-10', 'Библиотека. Власть. Общество',"
                          " '', '', '', 'residents', 500, 'more', NULL, 'Анна', 1")));
  assert_february (place, 0, 0);
  assert_list (place, FORUM);
  kapka_desk_place_restart (place);
  assert_list (place, FORUM);
  assert_february (place, 1, 500);
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM pending"), ==, 0);
}

static void
test_crash_change (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();

  g_assert_true (kapka_desk_place_run (
      place, CRASH ("id, " EVENT ", 0, 'training', '2026-01-05', title, host, place, district,"
                    " audience, 7, exactness, NULL, 'Вера', 2 FROM outreach_line")));
  kapka_desk_place_restart (place);
  assert_list (place, "2026-01-05 training «Библиотека. Власть. Общество» residents 1:7 Вера\n");
  assert_february (place, 0, 0);
  assert_counted (place, "2026-01-05", "2026-01-05", 1, 7);

  // The next crash comes when the journal has taken the old figures back already.
  g_assert_true (kapka_desk_place_run (
      place, CRASH ("id, event_id, 1, kind, day, title, host, place, district, audience,"
                    " participants, exactness, 'test', author, 3 FROM outreach_now")));
  kapka_desk_place_restart (place);
  g_assert_true (kapka_desk_place_run (place, "INSERT INTO pending VALUES(3)"));
  kapka_desk_place_restart (place);
  assert_list (place, "");
  assert_counted (place, "2026-01-01", "2026-12-31", 0, 0);
}

/** A month that is closed by another program first hears of what was written at the desk. */
static void
test_crash_closing (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaMonthState) state = NULL;

  g_assert_true (kapka_desk_place_run (
      place, CRASH ("id, event_id, 0, kind, day, title, host, place, district, audience,"
                    " 600, exactness, NULL, author, 3 FROM outreach_now")));
  g_assert_true (kapka_month_close (place->desk, "2026-02", NULL));
  assert_february (place, 1, 600);
  kapka_desk_place_restart (place);
  state = kapka_month_get_state (place->desk, "2026-02", NULL);
  g_assert_true (state->closed);
  g_assert_false (state->changed);
}

/** What the journal refuses, the desk does not keep. */
static void
test_journal_refuses (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaOutreach) outreach = get_first (place);

  // Nothing more may be written into the journal.
  g_assert_true (kapka_place_run (place->place,
                                  "CREATE TRIGGER full BEFORE INSERT ON event BEGIN"
                                  " SELECT RAISE(ABORT, 'no'); END",
                                  NULL));
  refuse (place, forum (), KAPKA_ERROR_DATA, "no");
  outreach->participants = 5;
  g_assert_false (kapka_outreach_save (place->desk, outreach, NULL));
  g_assert_false (kapka_outreach_remove (place->desk, outreach->id, "test", NULL));
  g_strlcpy (outreach->day, "2026-02-11", sizeof outreach->day);
  g_assert_false (kapka_outreach_save (place->desk, outreach, NULL));
  assert_list (place, FORUM);
  assert_february (place, 1, 500);
  g_assert_true (kapka_place_run (place->place, "DROP TRIGGER full", NULL));
  kapka_desk_place_restart (place);
  assert_list (place, FORUM);
  assert_february (place, 1, 500);
  save (place, outreach);
  assert_list (place, "2026-02-11 forum «Библиотека. Власть. Общество» residents 1:5 Анна\n");
  assert_february (place, 1, 5);
}

/** A desk that is older than the journal: figures hold, and a title can be given again. */
static void
test_lost (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaOutreach) outreach = NULL;

  g_clear_pointer (&place->desk, kapka_desk_close);
  g_assert_cmpint (remove (place->path), ==, 0);
  kapka_desk_place_reopen (place, NULL, KAPKA_ROLE_LIBRARIAN);
  assert_list (place, "2026-02-10 forum «» residents 1:500 Анна\n");
  kapka_desk_place_restart (place);
  outreach = get_first (place);
  g_free (outreach->title);
  outreach->title = g_strdup ("Форум");
  outreach->participants = 510;
  save (place, outreach);
  assert_list (place, "2026-02-10 forum «Форум» residents 1:510 Анна\n");
  assert_february (place, 1, 510);
}

/** A removal that the desk has forgotten, and one of what it never knew. */
static void
test_lost_removal (void) {
  g_autoptr (KapkaDeskPlace) place = hold_forum ();
  g_autoptr (KapkaOutreach) outreach = get_first (place);
  g_autofree char *older = g_strconcat (place->path, ".older", NULL);

  kapka_place_copy (place->path, older);
  g_assert_true (kapka_outreach_remove (place->desk, outreach->id, "test", NULL));
  g_clear_pointer (&place->desk, kapka_desk_close);
  g_assert_cmpint (rename (older, place->path), ==, 0);
  kapka_desk_place_restart (place);
  assert_list (place, "");

  g_clear_pointer (&outreach, kapka_outreach_free);
  outreach = forum ();
  save (place, outreach);
  g_clear_pointer (&place->desk, kapka_desk_close);
  g_assert_cmpint (remove (place->path), ==, 0);
  kapka_desk_place_restart (place);
  g_clear_pointer (&outreach, kapka_outreach_free);
  outreach = get_first (place);
  g_assert_true (kapka_outreach_remove (place->desk, outreach->id, "test", NULL));
  assert_list (place, "");
  assert_february (place, 0, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outreach/save", test_save);
  g_test_add_func ("/outreach/change", test_change);
  g_test_add_func ("/outreach/remove", test_remove);
  g_test_add_func ("/outreach/refused", test_refused);
  g_test_add_func ("/outreach/closed", test_closed);
  g_test_add_func ("/outreach/crash-new", test_crash_new);
  g_test_add_func ("/outreach/crash-change", test_crash_change);
  g_test_add_func ("/outreach/crash-closing", test_crash_closing);
  g_test_add_func ("/outreach/journal-refuses", test_journal_refuses);
  g_test_add_func ("/outreach/lost", test_lost);
  g_test_add_func ("/outreach/lost-removal", test_lost_removal);
  return g_test_run ();
}
