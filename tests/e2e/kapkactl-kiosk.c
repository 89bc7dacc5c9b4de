// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl-kiosk.h"

#include <unistd.h>

#define DEADLINE_MS 60000

KapkaTestOutcome
kapkactl_kiosk_run (KapkactlKiosk *kiosk, ...) {
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;
  const char *argument;

  g_ptr_array_add (argv, (gpointer)g_getenv ("KAPKACTL"));
  va_start (arguments, kiosk);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return kapka_test_outcome_run ((const char *const *)argv->pdata,
                                 (const char *const *)kiosk->environment, DEADLINE_MS);
}

static char *
read_file (const char *path) {
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The layouts that are installed. */
static void
link_keyboard (KapkactlKiosk *kiosk) {
  g_autofree char *installed = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "keyboard", NULL);
  g_autofree char *dir = kapka_test_dir_make (kiosk->dir, "data");
  g_autofree char *path = g_build_filename (dir, "keyboard", NULL);

  g_assert_no_errno (symlink (installed, path));
}

static void
write_catalog (KapkactlKiosk *kiosk) {
  g_autofree char *services_path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "catalog", "services.ini", NULL);
  g_autofree char *services = read_file (services_path);
  g_autofree char *services_copy =
      kapka_test_dir_write (kiosk->dir, "data/catalog/services.ini", services);
  g_autofree char *portals = kapka_test_dir_write (
      kiosk->dir, "data/catalog/portals.ini",
      "[List]\nNumber=7\nDate=2026-02-02\nApprovedBy=Совет библиотеки\n\n"
      "[gosuslugi]\nName=Госуслуги\nUrl=https://www.gosuslugi.ru/\n"
      "Services=s3;s1;s2;s5;s6\n\n"
      "[closed]\nName=Закрыто\nUrl=https://example.ru/\nServices=s1\nEnabled=false\n");
  g_autofree char *events =
      kapka_test_dir_write (kiosk->dir, "data/catalog/events.ini", "[birth]\nName=Рождение\n");
  g_autofree char *authorities =
      kapka_test_dir_write (kiosk->dir, "data/catalog/authorities.ini", "");
  g_autofree char *forms = kapka_test_dir_write (kiosk->dir, "data/catalog/forms.ini",
                                                 "[letter]\nName=Письмо\nFile=letter.pdf\n");
  g_autofree char *pdf = kapka_test_dir_write (kiosk->dir, "data/forms/letter.pdf", "%PDF-1.7\n");

  kiosk->data_dir = kapka_test_dir_join (kiosk->dir, "data");
  link_keyboard (kiosk);
}

static void
write_config (KapkactlKiosk *kiosk) {
  g_autofree char *text = NULL;

  kiosk->state_dir = kapka_test_dir_join (kiosk->dir, "state");
  text = g_strdup_printf ("[terminal]\nlibrary=18-0142\nname=Центр\nrural=true\n\n"
                          "[storage]\nstate_dir=%s\nruntime_dir=%s/run\n",
                          kiosk->state_dir, kiosk->state_dir);
  kiosk->config = kapka_test_dir_write (kiosk->dir, "kapka.conf", text);
}

/* No translations: the messages under test are those of the source. */
static void
set_up (KapkactlKiosk *kiosk, gconstpointer data) {
  kiosk->dir = kapka_test_dir_new ();
  kiosk->environment = g_get_environ ();
  kiosk->environment = g_environ_setenv (kiosk->environment, "TEXTDOMAINDIR",
                                         kapka_test_dir_get_path (kiosk->dir), TRUE);
  kiosk->environment =
      g_environ_setenv (kiosk->environment, "TMPDIR", kapka_test_dir_get_path (kiosk->dir), TRUE);
  kiosk->environment = g_environ_setenv (kiosk->environment, "CUPS_SERVER", "/no-cups", TRUE);
  write_catalog (kiosk);
  write_config (kiosk);
}

static void
tear_down (KapkactlKiosk *kiosk, gconstpointer data) {
  g_strfreev (kiosk->environment);
  g_free (kiosk->data_dir);
  g_free (kiosk->config);
  g_free (kiosk->state_dir);
  kapka_test_dir_free (kiosk->dir);
}

void
kapkactl_kiosk_add (const char *path, void (*test) (KapkactlKiosk *, gconstpointer)) {
  g_test_add (path, KapkactlKiosk, NULL, set_up, test, tear_down);
}

KapkaJournal *
kapkactl_kiosk_open_journal (const char *state_dir, KapkaClock *clock, KapkaJournalAccess access) {
  g_autoptr (GError) error = NULL;
  KapkaJournal *journal = kapka_journal_open (state_dir, NULL, clock, access, NULL, &error);

  g_assert_no_error (error);
  return journal;
}

static void
append (KapkaJournal *journal, KapkaEvent *event) {
  g_autoptr (GError) error = NULL;

  kapka_journal_append (journal, event, &error);
  g_assert_no_error (error);
  kapka_event_free (event);
}

void
kapkactl_kiosk_write_journal (KapkactlKiosk *kiosk, KapkaClock *clock) {
  g_autoptr (KapkaJournal) journal =
      kapkactl_kiosk_open_journal (kiosk->state_dir, clock, KAPKA_JOURNAL_EVENTS);
  KapkaEvent *begin = kapka_event_new (KAPKA_EVENT_BEGIN, clock);
  KapkaEvent *diary = kapka_event_new (KAPKA_EVENT_MANUAL, clock);

  begin->visit = g_uuid_string_random ();
  append (journal, begin);
  diary->author = g_strdup ("librarian");
  diary->reason = g_strdup ("paper");
  kapka_event_add_count (diary, "users", 2);
  kapka_event_add_count (diary, "s3", 3);
  kapka_event_add_count (diary, "s6", 1);
  append (journal, diary);
}

void
kapkactl_kiosk_write_journal_of_2018 (KapkactlKiosk *kiosk) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual (
      "Europe/Samara", G_GINT64_CONSTANT (1520236800000), KAPKACTL_KIOSK_BOOT);

  kapkactl_kiosk_write_journal (kiosk, clock);
}
