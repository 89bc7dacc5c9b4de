// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the reports, of the real kiosk: tables A and B of the report of 2018 digit for digit
// in the accessibility tree, on paper and on flash drives of every temper; needs root.

#include <sys/mount.h>

#include "desk-steps.h"
#include "desk/correction.h"
#include "text.h"
#include "wait.h"

#define NO_BREAK_SPACE "\u00A0"

#define HISTORY                                                                                         \
  "year,key,value,source\\n"                                                                            \
  "2015,users,10748,Отчёт за 2018 год\\n2015,rural_users,4486,Отчёт за 2018 год\\n" \
  "2016,users,13868,Отчёт за 2018 год\\n2016,rural_users,4379,Отчёт за 2018 год\\n" \
  "2017,users,19426,Отчёт за 2018 год\\n2017,rural_users,4049,Отчёт за 2018 год\\n" \
  "2018,rural_users,4137,Отчёт за 2018 год\\n"

/* What the journal has to amount to in 2018. */
static const gint64 users_of_2018 = 18240;
static const gint64 services_of_2018[] = { 5823, 1461, 15559, 4464, 7735, 2505 };

typedef struct {
  KapkaTestKiosk *kiosk;
  KapkaTestDir *dir;
  KapkaTestPrintServer *print_server; // (nullable)
  char *drive;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *media_dir = NULL;

  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  fixture->dir = kapka_test_dir_new ();
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  umount2 (fixture->drive, MNT_DETACH);
  kapka_test_print_server_free (fixture->print_server);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->drive);
}

/* A twelfth of what the paper diaries have, and in December the rest. */
static gint64
share_of_month (gint64 figure, guint month) {
  return month < 12 ? figure / 12 : figure - figure / 12 * 11;
}

static void
key_in_paper (KapkaDesk *desk) {
  for (guint month = 1; month <= 12; month++) {
    KapkaBatch batch = { .users = share_of_month (users_of_2018, month) };
    g_autoptr (GError) error = NULL;
    g_autofree char *event_id = NULL;

    g_snprintf (batch.day, sizeof batch.day, "2018-%02u-28", month);
    for (guint i = 0; i < G_N_ELEMENTS (services_of_2018); i++)
      batch.services[i] = share_of_month (services_of_2018[i], month);
    event_id = kapka_correction_add_batch (desk, &batch, &error);
    g_assert_no_error (error);
  }
}

/* Keys the diaries of the year in before the kiosk is first started. */
static void
make_journal (Fixture *fixture) {
  const char *state_dir = kapka_test_kiosk_get_state_dir (fixture->kiosk);
  const KapkaDeskPerson person = { "Абонемент", KAPKA_ROLE_LIBRARIAN };
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", &error);
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (state_dir, NULL, clock, KAPKA_JOURNAL_EVENTS, NULL, &error);
  g_autoptr (KapkaDesk) desk = kapka_desk_open (journal, state_dir, clock, &person, &error);

  g_assert_no_error (error);
  key_in_paper (desk);
}

static void
start (Fixture *fixture) {
  g_autofree char *path = NULL;
  g_autofree char *arguments = NULL;
  g_autofree char *history = g_strcompress (HISTORY);

  make_journal (fixture);
  path = kapka_test_dir_write (fixture->dir, "history.csv", history);
  arguments = g_strdup_printf ("history import %s --author=Заведующая", path);
  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  g_free (desk_run_kapkactl (fixture->kiosk, arguments, ""));
  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Отчёты");
}

/* Steps back from the present year. */
static void
choose_2018 (Fixture *fixture) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int year = g_date_time_get_year (now); year > 2018; year--) {
    g_autofree char *label = g_strdup_printf ("%d год", year);

    kapka_test_kiosk_expect (fixture->kiosk, label);
    kapka_test_kiosk_press (fixture->kiosk, "Год назад");
  }
  kapka_test_kiosk_expect (fixture->kiosk, "Отчёт центра общественного доступа за 2018 год");
}

static char *
read_names (Fixture *fixture, AtspiRole role, const char *separator) {
  g_auto (GStrv) names =
      kapka_test_screen_find_all_names (kapka_test_kiosk_get_screen (fixture->kiosk), role);
  g_autofree char *text = g_strjoinv (separator, names);
  g_auto (GStrv) parts = g_strsplit (text, NO_BREAK_SPACE, -1);

  return g_strjoinv ("", parts);
}

static void
assert_names (Fixture *fixture, AtspiRole role, const char *expected) {
  g_autofree char *names = read_names (fixture, role, "\n");

  g_assert_cmpstr (names, ==, expected);
}

/* Which row and column a figure belongs to is told with it. */
static void
assert_place (Fixture *fixture, const char *figure, const char *place) {
  g_autoptr (KapkaTestElement) cell =
      kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                  ATSPI_ROLE_TABLE_CELL, figure, DESK_DEADLINE_MS);
  g_autofree char *description = kapka_test_element_get_description (cell);

  g_assert_cmpstr (description, ==, place);
}

static void
test_seed (Fixture *fixture, gconstpointer data) {
  start (fixture);
  choose_2018 (fixture);
  assert_names (fixture, ATSPI_ROLE_TABLE_CELL,
                "10748\n13868\n19426\n18240\n4486\n4379\n4049\n4137\n"
                "5823\n1461\n15559\n4464\n7735\n2505\n37547");
  assert_names (fixture, ATSPI_ROLE_ROW_HEADER,
                "Количество пользователей, обратившихся за услугой\n"
                "в т.ч. в сельских библиотеках\n"
                "Предоставление информации о деятельности органов гос. власти\n"
                "Подача обращений в органы гос. власти в форме электронного сообщения\n"
                "Предоставление доступа к информации о гос. услугах\n"
                "Печать форм и бланков документов\n"
                "Получение результата предоставления гос. услуги в виде электронного документа\n"
                "Получение сведений о ходе предоставления государственных (муниципальных) услуг в "
                "соответствии с регламентом получения услуги Единого портала государственных "
                "услуг\n"
                "Всего обращений");
  assert_place (fixture, "15" NO_BREAK_SPACE "559",
                "Предоставление доступа к информации о гос. услугах, Количество обращений");
  assert_place (fixture, "4" NO_BREAK_SPACE "049", "в т.ч. в сельских библиотеках, 2017 г.");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The other reports have the same year. */
static void
test_kinds (Fixture *fixture, gconstpointer data) {
  start (fixture);
  choose_2018 (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Обзор года");
  kapka_test_kiosk_expect (fixture->kiosk, "*2018 год*");
  kapka_test_kiosk_expect (fixture->kiosk, "понедельник");
  kapka_test_kiosk_press (fixture->kiosk, "Мероприятия за год");
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                               "понедельник", DESK_DEADLINE_MS);
  kapka_test_kiosk_press (fixture->kiosk, "Месяц");
  kapka_test_kiosk_expect (fixture->kiosk, "Дневник центра общественного доступа за * 2018 г.");
  kapka_test_kiosk_press (fixture->kiosk, "Месяц назад");
  kapka_test_kiosk_expect (fixture->kiosk, "28 *");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static char *
read_pdf (const char *path) {
  const char *const argv[] = { "pdftotext", "-layout", path, "-", NULL };

  return kapka_test_program_run (argv, NULL, DESK_DEADLINE_MS);
}

static void
test_print (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  fixture->print_server = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->print_server);
  start (fixture);
  choose_2018 (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Напечатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Принтер принял отчёт.");
  path = kapka_test_print_server_wait_document (fixture->print_server, 1, DESK_DEADLINE_MS);
  text = read_pdf (path);
  kapka_test_assert_has (text, "Отчёт центра общественного доступа за 2018 год");
  kapka_test_print_server_set_accepting (fixture->print_server, FALSE);
  kapka_test_kiosk_press (fixture->kiosk, "Напечатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Принтер выключен или остановлен.*");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
plug_in (Fixture *fixture, unsigned long flags, const char *options) {
  g_assert_cmpint (mount ("tmpfs", fixture->drive, "tmpfs", flags, options), ==, 0);
}

static void
pull_out (Fixture *fixture) {
  g_assert_cmpint (umount2 (fixture->drive, MNT_DETACH), ==, 0);
}

static void
save_as (Fixture *fixture, const char *format, const char *answer) {
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить на флешку");
  kapka_test_kiosk_press (fixture->kiosk, format);
  kapka_test_kiosk_press (fixture->kiosk, "Флешка ФЛЕШКА");
  kapka_test_kiosk_expect (fixture->kiosk, answer);
}

static char *
read_file (Fixture *fixture, const char *name) {
  g_autofree char *path = g_build_filename (fixture->drive, name, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A drive that is put in shows by itself. */
static void
test_save (Fixture *fixture, gconstpointer data) {
  g_autofree char *csv = NULL;
  g_autofree char *xlsx = NULL;
  g_autofree char *pdf = NULL;

  start (fixture);
  choose_2018 (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить на флешку");
  kapka_test_kiosk_expect (fixture->kiosk, "Вставьте флешку: она появится здесь.");
  plug_in (fixture, 0, "size=4m");
  kapka_test_kiosk_expect (fixture->kiosk, "Флешка ФЛЕШКА");
  kapka_test_kiosk_press (fixture->kiosk, "Назад к отчёту");
  save_as (fixture, "CSV", "Записано: kapka-yearly-2018.csv.*");
  csv = read_file (fixture, "kapka-yearly-2018.csv");
  kapka_test_assert_has (csv, "A,2018,users,");
  kapka_test_assert_has (csv, ",18240");
  save_as (fixture, "Excel (XLSX)", "Записано: kapka-yearly-2018.xlsx.*");
  xlsx = read_file (fixture, "kapka-yearly-2018.xlsx");
  g_assert_true (g_str_has_prefix (xlsx, "PK"));
  save_as (fixture, "PDF, для печати", "Записано: kapka-yearly-2018.pdf.*");
  pdf = read_file (fixture, "kapka-yearly-2018.pdf");
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Nothing of the report is lost by that: it stays on the screen, and the next drive takes it. */
static void
test_bad_drives (Fixture *fixture, gconstpointer data) {
  g_autofree char *xlsx = NULL;

  start (fixture);
  choose_2018 (fixture);
  plug_in (fixture, 0, "size=4k,nr_inodes=2");
  save_as (fixture, "Excel (XLSX)", "На флешке не хватает места.*");
  pull_out (fixture);
  plug_in (fixture, MS_RDONLY, "size=4m");
  kapka_test_kiosk_press (fixture->kiosk, "Назад к отчёту");
  save_as (fixture, "Excel (XLSX)", "На эту флешку нельзя записывать.*");
  pull_out (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Вставьте флешку: она появится здесь.");
  kapka_test_kiosk_press (fixture->kiosk, "Назад к отчёту");
  kapka_test_kiosk_expect (fixture->kiosk, "Отчёт центра общественного доступа за 2018 год");
  plug_in (fixture, 0, "size=4m");
  save_as (fixture, "Excel (XLSX)", "Записано: kapka-yearly-2018.xlsx.*");
  xlsx = read_file (fixture, "kapka-yearly-2018.xlsx");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/desk-reports/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("seed", test_seed);
  ADD ("kinds", test_kinds);
  ADD ("print", test_print);
  ADD ("save", test_save);
  ADD ("bad-drives", test_bad_drives);
#undef ADD
  return g_test_run ();
}
