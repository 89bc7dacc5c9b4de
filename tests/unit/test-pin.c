// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets in by a PIN, who does not, and how long a wrong one has to wait.

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "staff/entrance.h"
#include "staff/lock-out.h"
#include "staff/pin.h"
#include "staff/private-file.h"
#include "staff/roster.h"
#include "tmpdir.h"

#define BOOT "11111111-1111-4111-8111-111111111111"
#define OTHER_BOOT "22222222-2222-4222-8222-222222222222"
#define START_MS G_GINT64_CONSTANT (1780000000000)

#define ADMINISTRATOR_PIN "4711"
#define LIBRARIAN_PIN "290375"
#define WRONG_PIN "8520"

#define MANY 8
#define N_ADDED 3

/* A file as the first Kapka wrote it: it has to be understood for ever. */
#define ADMINISTRATOR_HASH                                                                         \
  "$argon2id$v=19$m=65536,t=2,p=1$UfJq9vNXH11pZUI9qZ4c+Q$"                                         \
  "yJPxdhIt0BRjkajHESVU5ZKwRx7zf4xXQ77IzoIgb84"
#define LIBRARIAN_HASH                                                                             \
  "$argon2id$v=19$m=65536,t=2,p=1$6C6pYTdSjApFUsQfWU1vqQ$+jaEI5fmvEcInWe/"                         \
  "IEnh7Ghoig0H4b8cTq0Yy2em/Jw"
#define PERSON(name, hash, role)                                                                   \
  "{\"name\":\"" name "\",\"pin\":\"" hash "\",\"role\":\"" role "\"}"
#define STAFF_FILE                                                                                 \
  "{\"people\":[" PERSON ("Заведующая", ADMINISTRATOR_HASH, "administrator") "," PERSON (          \
      "Абонемент", LIBRARIAN_HASH, "librarian") "],\"v\":1}\n"

typedef struct {
  KapkaTestDir *dir;
  const char *state_dir;
  char *path;
  KapkaClock *clock;
  KapkaEntrance *entrance;
} Fixture;

/* The machine starts anew at @utc_ms, as its clock has it. */
static void
boot (Fixture *fixture, gint64 utc_ms, const char *boot_id) {
  g_clear_pointer (&fixture->entrance, kapka_entrance_unref);
  g_clear_pointer (&fixture->clock, kapka_clock_unref);
  fixture->clock = kapka_clock_new_manual ("Europe/Samara", utc_ms, boot_id);
  fixture->entrance = kapka_entrance_new (fixture->state_dir, fixture->clock);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->state_dir = kapka_test_dir_get_path (fixture->dir);
  fixture->path = kapka_test_dir_join (fixture->dir, "staff");
  boot (fixture, START_MS, BOOT);
}

static void
set_up_people (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  set_up (fixture, data);
  kapka_private_file_write (fixture->path, STAFF_FILE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_entrance_unref (fixture->entrance);
  kapka_clock_unref (fixture->clock);
  g_free (fixture->path);
  kapka_test_dir_free (fixture->dir);
}

static void
assert_answer (Fixture *fixture, const char *pin, KapkaEntranceState state, guint wait_seconds) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEntranceAnswer) answer = kapka_entrance_ask (fixture->entrance, pin, &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->state, ==, state);
  g_assert_cmpuint (answer->wait_seconds, ==, wait_seconds);
}

static void
assert_nobody_gets_in (Fixture *fixture, int code) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEntranceAnswer) answer =
      kapka_entrance_ask (fixture->entrance, ADMINISTRATOR_PIN, &error);

  g_assert_null (answer);
  g_assert_error (error, KAPKA_ERROR, code);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
pass (Fixture *fixture, guint seconds) {
  KapkaInstant now;

  kapka_clock_now (fixture->clock, &now);
  kapka_clock_set_utc_ms (fixture->clock, now.utc_ms + (gint64)seconds * 1000);
}

static void
fail_times (Fixture *fixture, guint times) {
  for (guint i = 1; i <= times; i++) {
    assert_answer (fixture, WRONG_PIN, KAPKA_ENTRANCE_WRONG, kapka_lock_out_get_wait_seconds (i));
    if (i < times)
      pass (fixture, kapka_lock_out_get_wait_seconds (i));
  }
}

static void
test_nobody (Fixture *fixture, gconstpointer data) {
  assert_answer (fixture, NULL, KAPKA_ENTRANCE_NOBODY, 0);
  assert_answer (fixture, "0000", KAPKA_ENTRANCE_NOBODY, 0);
}

static void
test_right_pins (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaEntranceAnswer) first =
      kapka_entrance_ask (fixture->entrance, ADMINISTRATOR_PIN, NULL);
  g_autoptr (KapkaEntranceAnswer) second =
      kapka_entrance_ask (fixture->entrance, LIBRARIAN_PIN, NULL);

  g_assert_cmpint (first->state, ==, KAPKA_ENTRANCE_OPEN);
  g_assert_cmpstr (first->name, ==, "Заведующая");
  g_assert_cmpint (first->role, ==, KAPKA_ROLE_ADMINISTRATOR);
  g_assert_cmpint (second->state, ==, KAPKA_ENTRANCE_OPEN);
  g_assert_cmpstr (second->name, ==, "Абонемент");
  g_assert_cmpint (second->role, ==, KAPKA_ROLE_LIBRARIAN);
}

/* What is written is what is read: the file of Kapka itself, byte by byte but for the salt. */
static void
test_saved (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaPeople) people = kapka_people_load (fixture->state_dir, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct stat info;

  g_assert_true (kapka_people_save (people, fixture->state_dir, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, STAFF_FILE);
  kapka_people_set (people, "Абонемент", KAPKA_ROLE_LIBRARIAN, "58091234", &error);
  g_assert_no_error (error);
  g_assert_true (kapka_people_save (people, fixture->state_dir, NULL));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "58091234"));
  g_assert_null (strstr (text, LIBRARIAN_HASH));
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, 0600);
  assert_answer (fixture, "58091234", KAPKA_ENTRANCE_OPEN, 0);
}

static void
test_new_pins (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *pin;
    gboolean good;
  } rows[] = {
    { "4711", TRUE },  { "290375290375", TRUE }, { "1357", TRUE },           { "8080", TRUE },
    { "", FALSE },     { "471", FALSE },         { "2903752903751", FALSE }, { "47 1", FALSE },
    { "471a", FALSE }, { "-471", FALSE },        { "0000", FALSE },          { "123456", FALSE },
    { "9876", FALSE }, { "٤٧١١", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].pin);
    g_assert_cmpint (kapka_pin_check_new (rows[i].pin, &error), ==, rows[i].good);
    if (!rows[i].good)
      g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

/* The kiosk asks for a PIN alone, so it must tell who that is. */
static void
test_same_pin (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaPeople) people = kapka_people_load (fixture->state_dir, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      kapka_people_set (people, "Читальный зал", KAPKA_ROLE_LIBRARIAN, LIBRARIAN_PIN, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_assert_cmpuint (kapka_people_get_length (people), ==, 2);
  g_assert_true (
      kapka_people_set (people, "Абонемент", KAPKA_ROLE_ADMINISTRATOR, LIBRARIAN_PIN, NULL));
  g_assert_cmpuint (kapka_people_get_length (people), ==, 2);
}

static void
test_names (Fixture *fixture, gconstpointer data) {
  static const char *const bad[] = {
    "", " Абонемент", "Абонемент ", "Або\nнемент", "\xff\xfe", "АбонементАбонементАбонементАбонем",
  };
  g_autoptr (KapkaPeople) people = kapka_people_load (fixture->state_dir, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (kapka_people_set (people, bad[i], KAPKA_ROLE_LIBRARIAN, "4712", &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

static void
test_two_administrators (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaPeople) people = kapka_people_load (fixture->state_dir, NULL);

  g_assert_true (
      kapka_people_set (people, "Читальный зал", KAPKA_ROLE_ADMINISTRATOR, "4712", NULL));
  kapka_people_remove (people, "Заведующая");
  g_assert_true (kapka_people_has_administrator (people));
  g_assert_true (kapka_people_save (people, fixture->state_dir, NULL));
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WRONG, 0);
  assert_answer (fixture, "4712", KAPKA_ENTRANCE_OPEN, 0);
  kapka_people_remove (people, "Читальный зал");
  g_assert_false (kapka_people_has_administrator (people));
}

static gboolean
change (Fixture *fixture, const KapkaRosterChange *wish, int code) {
  g_autoptr (GError) error = NULL;
  gboolean changed = kapka_roster_change (fixture->state_dir, wish, &error);

  if (changed)
    g_assert_no_error (error);
  else
    g_assert_error (error, KAPKA_ERROR, code);
  return changed;
}

/* The last administrator stays, whichever way; a role can change without the PIN. */
static void
test_roster (Fixture *fixture, gconstpointer data) {
  const KapkaRole librarian = KAPKA_ROLE_LIBRARIAN;
  const KapkaRole administrator = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange demote = { .name = "Заведующая", .role = &librarian };
  KapkaRosterChange remove = { .name = "Заведующая", .remove = TRUE };
  KapkaRosterChange promote = { .name = "Абонемент", .role = &administrator };
  KapkaRosterChange nameless = { .name = "Читальный зал", .role = &librarian };

  g_assert_false (change (fixture, &demote, KAPKA_ERROR_DENIED));
  g_assert_false (change (fixture, &remove, KAPKA_ERROR_DENIED));
  g_assert_false (change (fixture, &nameless, KAPKA_ERROR_USAGE));
  g_assert_true (change (fixture, &promote, 0));
  assert_answer (fixture, LIBRARIAN_PIN, KAPKA_ENTRANCE_OPEN, 0);
  g_assert_true (change (fixture, &remove, 0));
  g_assert_false (change (fixture, &remove, KAPKA_ERROR_NOT_FOUND));
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WRONG, 0);
}

/* The first start adds the first, and nobody after: it could be a stranger who answers. */
static void
test_first (Fixture *fixture, gconstpointer data) {
  const KapkaRole administrator = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange first = {
    .name = "Заведующая", .role = &administrator, .pin = ADMINISTRATOR_PIN, .first = TRUE
  };

  g_assert_true (change (fixture, &first, 0));
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
  first.name = "Кто-то";
  first.pin = "8642";
  g_assert_false (change (fixture, &first, KAPKA_ERROR_DENIED));
  assert_answer (fixture, "8642", KAPKA_ENTRANCE_WRONG, 0);
}

/* A new PIN ends the wait that the old one brought about; a new role does not. */
static void
test_roster_and_wait (Fixture *fixture, gconstpointer data) {
  const KapkaRole administrator = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange promote = { .name = "Абонемент", .role = &administrator };
  KapkaRosterChange renew = { .name = "Абонемент", .pin = "8642" };

  fail_times (fixture, 3);
  g_assert_true (change (fixture, &promote, 0));
  assert_answer (fixture, "8642", KAPKA_ENTRANCE_WAIT, 30);
  g_assert_true (change (fixture, &renew, 0));
  assert_answer (fixture, "8642", KAPKA_ENTRANCE_OPEN, 0);
}

static gpointer
add_many (gpointer data) {
  Fixture *fixture = data;
  const KapkaRole librarian = KAPKA_ROLE_LIBRARIAN;

  for (int i = 0; i < N_ADDED; i++) {
    g_autofree char *name = g_strdup_printf ("Первый %d", i);
    g_autofree char *pin = g_strdup_printf ("8%d42", i);

    g_assert_true (
        change (fixture, &(KapkaRosterChange){ .name = name, .role = &librarian, .pin = pin }, 0));
  }
  return NULL;
}

/* Two administrators who add people at the same time lose none of them. */
static void
test_two_at_a_time (Fixture *fixture, gconstpointer data) {
  const KapkaRole librarian = KAPKA_ROLE_LIBRARIAN;
  GThread *other = g_thread_new ("other", add_many, fixture);
  g_autoptr (KapkaPeople) people = NULL;

  for (int i = 0; i < N_ADDED; i++) {
    g_autofree char *name = g_strdup_printf ("Второй %d", i);
    g_autofree char *pin = g_strdup_printf ("9%d53", i);

    g_assert_true (
        change (fixture, &(KapkaRosterChange){ .name = name, .role = &librarian, .pin = pin }, 0));
  }
  g_thread_join (other);
  people = kapka_people_load (fixture->state_dir, NULL);
  g_assert_cmpuint (kapka_people_get_length (people), ==, 2 + 2 * N_ADDED);
}

static void
test_wrong_mode (Fixture *fixture, gconstpointer data) {
  static const guint modes[] = { 0644, 0640, 0660, 0601, 0700, 0400, 04600 };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_assert_cmpint (g_chmod (fixture->path, (int)modes[i]), ==, 0);
    assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
  }
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

static void
test_wrong_kind (Fixture *fixture, gconstpointer data) {
  g_autofree char *target = kapka_test_dir_join (fixture->dir, "target");

  g_assert_cmpint (g_rename (fixture->path, target), ==, 0);
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0600), ==, 0);
  assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
}

/* Root alone can give files away; whoever cannot owns both and has nothing to try. */
static void
test_wrong_owner (Fixture *fixture, gconstpointer data) {
  if (geteuid () != 0)
    return;
  g_assert_cmpint (chown (fixture->path, 65534, 65534), ==, 0);
  assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (chown (fixture->state_dir, 65534, 65534), ==, 0);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
  g_assert_true (kapka_private_file_write (fixture->path, STAFF_FILE, NULL));
  assert_answer (fixture, NULL, KAPKA_ENTRANCE_ASK, 0);
}

/* Returns the good file with @from replaced by @to. */
static char *
spoil (const char *from, const char *to) {
  g_auto (GStrv) parts = g_strsplit (STAFF_FILE, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
test_wrong_content (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *from;
    const char *to;
  } rows[] = {
    { "\"v\":1", "\"v\":2" },
    { "\"v\":1", "\"v\":1,\"w\":1" },
    { "\"v\":1", "\"v\":1,\"v\":1" },
    { "\"administrator\"", "\"director\"" },
    { "\"librarian\"", "\"librarian\",\"more\":1" },
    { "\"librarian\"", "null" },
    { "Заведующая", "Абонемент" },
    { "Заведующая", "" },
    { "$argon2id$", "$argon2i$" },
    { "m=65536", "m=8" },
    { "m=65536", "m=4194304" },
    { "\"$argon2id$", "\"\",\"x\":\"" },
    { "}\n", "" },
    { "}\n", "}x" },
    { "{", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = spoil (rows[i].from, rows[i].to);

    g_test_message ("%s", text);
    g_assert_true (kapka_private_file_write (fixture->path, text, NULL));
    assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
  }
  g_assert_true (kapka_private_file_write (fixture->path, "", NULL));
  assert_nobody_gets_in (fixture, KAPKA_ERROR_CONFIG);
}

/* An earlier try that was cut off leaves nothing that stops the next, and no link leads out. */
static void
test_left_over (Fixture *fixture, gconstpointer data) {
  g_autofree char *beside = kapka_test_dir_join (fixture->dir, "staff.new");
  g_autofree char *target = kapka_test_dir_write (fixture->dir, "target", "untouched");
  g_autofree char *text = NULL;

  g_assert_cmpint (symlink (target, beside), ==, 0);
  g_assert_true (kapka_private_file_write (fixture->path, STAFF_FILE, NULL));
  assert_answer (fixture, NULL, KAPKA_ENTRANCE_ASK, 0);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "untouched");
}

static void
test_schedule (void) {
  static const guint expected[] = { 0, 0, 0, 30, 60, 120, 300, 900, 1800, 3600, 3600 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (kapka_lock_out_get_wait_seconds ((gint64)i), ==, expected[i]);
  g_assert_cmpuint (kapka_lock_out_get_wait_seconds (1000000), ==, 3600);
}

static void
test_lock_out (Fixture *fixture, gconstpointer data) {
  fail_times (fixture, 3);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 30);
  assert_answer (fixture, NULL, KAPKA_ENTRANCE_WAIT, 30);
  pass (fixture, 29);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 1);
  pass (fixture, 1);
  assert_answer (fixture, WRONG_PIN, KAPKA_ENTRANCE_WRONG, 60);
  pass (fixture, 60);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
  assert_answer (fixture, WRONG_PIN, KAPKA_ENTRANCE_WRONG, 0);
}

/* The program starts again, the machine does not. */
static void
test_restart (Fixture *fixture, gconstpointer data) {
  fail_times (fixture, 3);
  g_clear_pointer (&fixture->entrance, kapka_entrance_unref);
  fixture->entrance = kapka_entrance_new (fixture->state_dir, fixture->clock);
  pass (fixture, 10);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 20);
}

/* Within one boot the clock on the wall means nothing. */
static void
test_clock_set (Fixture *fixture, gconstpointer data) {
  fail_times (fixture, 5);
  kapka_clock_set_utc_ms (fixture->clock, START_MS - G_GINT64_CONSTANT (365) * 86400 * 1000);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 120);
  pass (fixture, 100);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 20);
  pass (fixture, 20);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

static void
test_reboot (Fixture *fixture, gconstpointer data) {
  KapkaInstant now;

  fail_times (fixture, 7);
  kapka_clock_now (fixture->clock, &now);
  boot (fixture, now.utc_ms + 600 * 1000, OTHER_BOOT);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 300);
  pass (fixture, 300);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* A flat battery: the clock starts years ago. The whole wait begins again, once, and ends. */
static void
test_reboot_clock_back (Fixture *fixture, gconstpointer data) {
  fail_times (fixture, 4);
  boot (fixture, 0, OTHER_BOOT);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 60);
  pass (fixture, 40);
  g_clear_pointer (&fixture->entrance, kapka_entrance_unref);
  fixture->entrance = kapka_entrance_new (fixture->state_dir, fixture->clock);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 20);
  kapka_clock_set_utc_ms (fixture->clock, START_MS);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* What nobody can read may hide any number of tries. */
static void
test_damaged_lock_out (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "staff-lock", "{\"tries\":0}");

  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 3600);
  pass (fixture, 3600);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* Staff has to get in when the disk is full, and guessing must not become free. */
static void
test_disk_refuses (Fixture *fixture, gconstpointer data) {
  g_autofree char *beside = kapka_test_dir_make (fixture->dir, "staff-lock.new/full");

  fail_times (fixture, 3);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_WAIT, 30);
  pass (fixture, 30);
  assert_answer (fixture, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

/* Writes so many people that the check of a PIN takes long. */
static void
write_many (Fixture *fixture) {
  g_autoptr (GString) text = g_string_new ("{\"people\":[");

  for (int i = 0; i < MANY; i++)
    g_string_append_printf (text, "%s" PERSON ("%d", LIBRARIAN_HASH, "librarian"),
                            i == 0 ? "" : ",", i);
  g_string_append (text, "],\"v\":1}\n");
  g_assert_true (kapka_private_file_write (fixture->path, text->str, NULL));
}

static gint64
measure_usec (Fixture *fixture, const char *pin, KapkaEntranceState state) {
  gint64 began = g_get_monotonic_time ();

  assert_answer (fixture, pin, state, 0);
  return g_get_monotonic_time () - began;
}

/* Going on after the right one was found: the time tells nothing of who it was, or whether anybody.
 */
static void
test_same_time (Fixture *fixture, gconstpointer data) {
  gint64 wrong;
  gint64 right;

  write_many (fixture);
  wrong = measure_usec (fixture, WRONG_PIN, KAPKA_ENTRANCE_WRONG);
  right = measure_usec (fixture, LIBRARIAN_PIN, KAPKA_ENTRANCE_OPEN);
  g_assert_cmpint (right, >, wrong / 4);
}

static gpointer
type_wrong_pin (gpointer data) {
  assert_answer (data, WRONG_PIN, KAPKA_ENTRANCE_WRONG, 0);
  return NULL;
}

/* The try lies on the disk before it is known to be wrong: whoever pulls the plug gains nothing. */
static void
test_counted_first (Fixture *fixture, gconstpointer data) {
  gint64 began = g_get_monotonic_time ();
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "staff-lock");
  gint64 counted;
  GThread *thread;

  write_many (fixture);
  thread = g_thread_new ("try", type_wrong_pin, fixture);
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_cmpint (g_get_monotonic_time () - began, <, 60 * G_USEC_PER_SEC);
  counted = g_get_monotonic_time ();
  g_thread_join (thread);
  g_assert_cmpint (counted - began, <, (g_get_monotonic_time () - began) / 2);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/pin/" path, Fixture, NULL, set_up_people, function, tear_down)
  g_test_add ("/pin/nobody", Fixture, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/pin/new-pins", Fixture, NULL, set_up, test_new_pins, tear_down);
  g_test_add ("/pin/names", Fixture, NULL, set_up, test_names, tear_down);
  ADD ("right-pins", test_right_pins);
  ADD ("saved", test_saved);
  ADD ("same-pin", test_same_pin);
  ADD ("two-administrators", test_two_administrators);
  g_test_add ("/pin/first", Fixture, NULL, set_up, test_first, tear_down);
  ADD ("roster", test_roster);
  ADD ("roster-and-wait", test_roster_and_wait);
  ADD ("two-at-a-time", test_two_at_a_time);
  ADD ("wrong-mode", test_wrong_mode);
  ADD ("wrong-kind", test_wrong_kind);
  ADD ("wrong-owner", test_wrong_owner);
  ADD ("wrong-content", test_wrong_content);
  ADD ("left-over", test_left_over);
  g_test_add_func ("/pin/schedule", test_schedule);
  ADD ("lock-out", test_lock_out);
  ADD ("restart", test_restart);
  ADD ("clock-set", test_clock_set);
  ADD ("reboot", test_reboot);
  ADD ("reboot-clock-back", test_reboot_clock_back);
  ADD ("damaged-lock-out", test_damaged_lock_out);
  ADD ("disk-refuses", test_disk_refuses);
  ADD ("same-time", test_same_time);
  ADD ("counted-first", test_counted_first);
#undef ADD
  return g_test_run ();
}
