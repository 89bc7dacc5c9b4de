// SPDX-License-Identifier: GPL-3.0-or-later
// The log of the real programs under the real journal of the system: facts have their words, and
// nothing of a visitor, of the staff or of the secrets is in it, nor in what is written for those
// who help.
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "journald.h"
#include "outcome.h"
#include "portal-server.h"
#include "proxies.h"
#include "steps.h"
#include "sync/enrolment.h"

#define DEADLINE_MS 60000

#define PORTAL "Учебный портал"
#define FOREIGN_PORTAL "Портал с чужой ссылкой"
#define CRASHED "Страница закрылась сама"
#define PERSON "Мария Смирнова"
#define APPROVER "Захарова З. З."
#define PIN "47118250"
#define WRONG_PIN "60931475"
#define BROKEN "битый "
#define PAD "Для сотрудников: введите PIN-код"
#define PROXY_PASSWORD "tainoe"
#define STRAY_PASSWORD "sekret"
#define TOKEN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPA"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestJournald *journald;
  char *marker;
  char *drive; // Where the flash drive is mounted.
  char *program;
  KapkaTestPortalServer *portal;
  KapkaTestPrintServer *printer;
  KapkaTestService *proxy;
  KapkaTestKiosk *kiosk;
} Fixture;

static KapkaTestOutcome
run (const char *const *argv) {
  return kapka_test_outcome_run (argv, NULL, DEADLINE_MS);
}

static void
expect_part (const char *text, const char *part) {
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is not in:\n%s", part, text);
}

static void
expect_none (const char *text, const char *part) {
  if (strstr (text, part) != NULL)
    g_error ("\"%s\" is in:\n%s", part, text);
}

static void
expect_nobody (Fixture *fixture, const char *text) {
  const char *const secrets[] = {
    fixture->marker, TOKEN,  PIN,      WRONG_PIN, PROXY_PASSWORD,
    STRAY_PASSWORD,  PERSON, APPROVER, "argon2",  "ivan",
  };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    expect_none (text, secrets[i]);
}

static void
put_file (Fixture *fixture, const char *prefix, GBytes *bytes) {
  g_autofree char *name = g_strconcat (prefix, fixture->marker, ".pdf", NULL);
  g_autofree char *path = g_build_filename (fixture->drive, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_file_set_contents (path, data, (gssize)size, &error);
  g_assert_no_error (error);
}

/* A flash drive that is called by the marker, as all its files are. */
static void
plug_in (Fixture *fixture) {
  g_autofree char *name = g_strconcat ("media/", fixture->marker, NULL);
  g_autofree char *media_dir = kapka_test_dir_make (fixture->dir, "media");
  g_autoptr (GBytes) whole = kapka_test_read_form ();
  g_autoptr (GBytes) broken = g_bytes_new_static ("%PDF-1.7\n", 9);

  fixture->drive = kapka_test_dir_make (fixture->dir, name);
  g_assert_cmpint (mount ("tmpfs", fixture->drive, "tmpfs", 0, "size=8m"), ==, 0);
  put_file (fixture, "", whole);
  put_file (fixture, BROKEN, broken);
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
}

static void
pull_out (Fixture *fixture) {
  umount2 (fixture->drive, MNT_DETACH);
}

/* Whatever a page can say, it says with the marker. */
static void
set_pages (Fixture *fixture) {
  g_autofree char *start = g_strdup_printf ("<!doctype html><script>location = '/%s?q=%s'</script>",
                                            fixture->marker, fixture->marker);
  g_autofree char *path = g_strdup_printf ("/%s", fixture->marker);
  g_autofree char *document = g_strdup_printf ("/%s.pdf", fixture->marker);
  g_autofree char *page = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><title>%1$s</title><form><input id=f name=q></form>"
      "<script>for (const say of ['log', 'warn', 'error', 'info', 'debug']) console[say] "
      "('%1$s');\n"
      "f.value = '%1$s'; setTimeout (() => { throw new Error ('%1$s') });\n"
      "Promise.reject (new Error ('%1$s')); document.write ('<img src=\"//%1$s/\">');\n"
      "</script><textarea style='position:fixed;inset:0' onclick=\"fetch ('/touched')"
      ".then (() => location = '%2$s')\">%1$s</textarea>",
      fixture->marker, document);
  g_autofree char *foreign =
      g_strdup_printf ("<!doctype html><script>location = 'https://%s.example/?q=%s'</script>",
                       fixture->marker, fixture->marker);
  g_autoptr (GBytes) pdf = kapka_test_read_form ();

  kapka_test_portal_server_set_html (fixture->portal, "/", start);
  kapka_test_portal_server_set_html (fixture->portal, path, page);
  kapka_test_portal_server_set_html (fixture->portal, "/foreign", foreign);
  kapka_test_portal_server_set_page (fixture->portal, document, 200, "application/pdf", pdf, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *uri = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *wrapper = NULL;
  g_autofree char *proxy = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->journald = kapka_test_journald_new (TRUE);
  fixture->marker = g_strdup_printf ("marker%08x%08x", g_random_int (), g_random_int ());
  fixture->program = g_strdup (g_getenv ("KAPKA"));
  wrapper = kapka_test_journald_wrap (fixture->dir, fixture->program);
  g_setenv ("KAPKA", wrapper, TRUE);
  fixture->portal = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->printer = kapka_test_print_server_new ();
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
  uri = kapka_test_portal_server_get_uri (fixture->portal, "/");
  foreign = kapka_test_portal_server_get_uri (fixture->portal, "/foreign");
  kapka_test_kiosk_add_portal (fixture->kiosk, "taught", PORTAL, uri, "s3;s5");
  kapka_test_kiosk_add_portal (fixture->kiosk, "foreign", FOREIGN_PORTAL, foreign, "s3");
  kapka_test_kiosk_set (fixture->kiosk, "sync", "url", "https://centre.example/");
  fixture->proxy = kapka_test_tinyproxy_new (KAPKA_TEST_PROXY_OPEN);
  proxy = g_strdup_printf ("http://ivan:" PROXY_PASSWORD "@127.0.0.1:%u",
                           kapka_test_service_get_port (fixture->proxy));
  kapka_test_kiosk_set (fixture->kiosk, "sync", "proxy", proxy);
  set_pages (fixture);
  plug_in (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_service_free (fixture->proxy);
  pull_out (fixture);
  kapka_test_print_server_free (fixture->printer);
  kapka_test_portal_server_free (fixture->portal);
  kapka_test_journald_free (fixture->journald);
  g_setenv ("KAPKA", fixture->program, TRUE);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->program);
  g_free (fixture->marker);
  g_free (fixture->drive);
}

static void
search (Fixture *fixture) {
  g_autoptr (KapkaTestElement) field = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, "Поиск", DEADLINE_MS);
  g_autofree char *words = g_strdup_printf (PORTAL " %s", fixture->marker);

  g_assert_true (kapka_test_element_set_text (field, words));
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
}

/* Whatever the processes of pages write, it is read by nobody. */
static void
expect_mute_pages (void) {
  static const char script[] =
      "for p in /proc/[0-9]*; do case $(cat $p/comm 2>/dev/null) in WebKit*)"
      " grep -qaF \"KAPKA_TEST_OF=$of\" $p/environ 2>/dev/null &&"
      " readlink $p/fd/1 $p/fd/2;; esac; done | sort -u";
  g_autofree char *set = g_strdup_printf ("of=%d; %s", (int)getpid (), script);
  const char *const argv[] = { "sh", "-c", set, NULL };
  g_autofree char *ends = kapka_test_program_run (argv, NULL, DEADLINE_MS);

  g_assert_cmpstr (ends, ==, "/dev/null\n");
}

/* What is wrong with a file is a fact of the log, its name is not. */
static void
use_drive (Fixture *fixture) {
  g_autofree char *drive = g_strconcat ("Флешка ", fixture->marker, NULL);
  g_autofree char *whole = g_strconcat (fixture->marker, ".pdf", NULL);
  g_autofree char *broken = g_strconcat (BROKEN, whole, NULL);

  kapka_test_kiosk_press (fixture->kiosk, "Напечатать бланк");
  kapka_test_kiosk_press (fixture->kiosk, "Напечатать с флешки");
  kapka_test_kiosk_press (fixture->kiosk, drive);
  kapka_test_kiosk_press (fixture->kiosk, broken);
  kapka_test_kiosk_expect (fixture->kiosk, "Этот документ не открывается*");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_press (fixture->kiosk, whole);
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Документ *ечат*");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, whole);
  pull_out (fixture);
  kapka_test_kiosk_press (fixture->kiosk, whole);
  kapka_test_kiosk_expect (fixture->kiosk, "Этого файла больше нет*");
  kapka_test_go_home (fixture->kiosk);
}

/* A pointer that moves on before a touch has been taken would draw the touch after it. */
static void
enter (Fixture *fixture, const char *pin) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);

  for (guint i = 0; pin[i] != '\0'; i++) {
    const char name[] = { pin[i], '\0' };
    g_autofree char *typed = g_strdup_printf ("Набрано цифр: %u", i + 1);
    g_autoptr (KapkaTestElement) key =
        kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);

    kapka_test_screen_click (screen, key);
    kapka_test_kiosk_expect (fixture->kiosk, typed);
  }
  kapka_test_kiosk_press (fixture->kiosk, "Войти");
}

/* A PIN that is wrong and the right one, typed on the screen in a visit. */
static void
call_staff (Fixture *fixture) {
  KapkaTestXDisplay *display =
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));

  kapka_test_begin_visit (fixture->kiosk);
  for (guint i = 0; i < 5; i++)
    kapka_test_x_display_click (display, 30, 30);
  kapka_test_kiosk_expect (fixture->kiosk, PAD);
  enter (fixture, WRONG_PIN);
  kapka_test_kiosk_expect (fixture->kiosk, "Неверный PIN-код*");
  enter (fixture, PIN);
  kapka_test_kiosk_expect (fixture->kiosk, PERSON);
  kapka_test_kiosk_press (fixture->kiosk, "Оборудование");
  kapka_test_kiosk_press (fixture->kiosk, "Завершить посещение");
  kapka_test_kiosk_expect (fixture->kiosk, "Спасибо!*");
}

static void
make_visit (Fixture *fixture) {
  g_autofree char *touched = NULL;

  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", FOREIGN_PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, "Эта страница здесь не открывается");
  kapka_test_go_home (fixture->kiosk);
  use_drive (fixture);
  search (fixture);
  touched = kapka_test_touch_page (fixture->kiosk, fixture->portal);
  expect_mute_pages ();
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Документ *ечат*");
  kapka_test_end_visit (fixture->kiosk);
}

static void
name_staff (Fixture *fixture) {
  g_autofree char *script =
      g_strdup_printf ("printf '" PIN "\\n' | exec \"$KAPKACTL\" --config '%s' pin set '" PERSON
                       "' --role=administrator",
                       kapka_test_kiosk_get_config (fixture->kiosk));
  const char *const argv[] = { "sh", "-c", script, NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

static void
start_and_visit (Fixture *fixture) {
  g_autofree char *of = g_strdup_printf ("%d", (int)getpid ());

  kapka_test_kiosk_set_environment (fixture->kiosk, "KAPKA_TEST_OF", of);
  kapka_test_kiosk_start (fixture->kiosk);
  name_staff (fixture);
  make_visit (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  call_staff (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_visit (Fixture *fixture, gconstpointer data) {
  static const char *const facts[] = {
    "SYSLOG_IDENTIFIER=kapka\n",     "KAPKA_EVENT=kiosk-start\n",
    "KAPKA_EVENT=portal-failed\n",   "KAPKA_PORTAL=foreign\n",
    "KAPKA_REASON=refused\n",        "KAPKA_EVENT=print-job\n",
    "KAPKA_EVENT=visit-end\n",       "KAPKA_REASON=finished\n",
    "KAPKA_EVENT=kiosk-stop\n",      "PRIORITY=5\n",
    "KAPKA_EVENT=document-failed\n", "KAPKA_EVENT=staff-pin-wrong\n",
    "KAPKA_REASON=staff\n",
  };
  g_autofree char *log = NULL;

  start_and_visit (fixture);
  log = kapka_test_journald_read ();
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    expect_part (log, facts[i]);
  expect_nobody (fixture, log);
  expect_none (log, "127.0.0.1");
}

/* What GTK says, with whatever text in it, is kept by its name. */
static void
test_library (Fixture *fixture, gconstpointer data) {
  g_autofree char *style = g_strdup_printf ("%s { colour: no }", fixture->marker);
  g_autofree char *home = kapka_test_dir_make (fixture->dir, "config");
  g_autofree char *gtk = kapka_test_dir_make (fixture->dir, "config/gtk-4.0");
  g_autofree char *css = kapka_test_dir_write (fixture->dir, "config/gtk-4.0/gtk.css", style);
  g_autofree char *log = NULL;

  kapka_test_kiosk_set_environment (fixture->kiosk, "XDG_CONFIG_HOME", home);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  log = kapka_test_journald_read ();
  expect_part (log, "KAPKA_EVENT=library-message\n");
  expect_part (log, "KAPKA_DOMAIN=Gtk\n");
  expect_none (log, fixture->marker);
  expect_none (log, "gtk.css");
}

/* The page of a portal falls. */
static void
test_crash (Fixture *fixture, gconstpointer data) {
  g_autofree char *of = g_strdup_printf ("%d", (int)getpid ());
  g_autofree char *script =
      g_strdup_printf ("for p in /proc/[0-9]*; do case $(cat $p/comm 2>/dev/null) in WebKitWeb*)"
                       " grep -qaF 'KAPKA_TEST_OF=%s' $p/environ 2>/dev/null && kill -9 ${p#/proc/}"
                       ";; esac; done; true",
                       of);
  const char *const argv[] = { "sh", "-c", script, NULL };
  g_autofree char *output = NULL;
  g_autofree char *log = NULL;

  kapka_test_kiosk_set_environment (fixture->kiosk, "KAPKA_TEST_OF", of);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", FOREIGN_PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, "Эта страница здесь не открывается");
  output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  kapka_test_kiosk_expect (fixture->kiosk, CRASHED);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  log = kapka_test_journald_read ();
  expect_part (log, "KAPKA_EVENT=web-process-crash\n");
  expect_part (log, "KAPKA_REASON=crash\n");
  expect_none (log, fixture->marker);
}

static void
enrol (Fixture *fixture) {
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_new ();
  g_autoptr (GError) error = NULL;

  enrolment->install_id = g_strdup ("0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d");
  enrolment->receiver_id = g_strdup ("1b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d");
  enrolment->token = g_strdup (TOKEN);
  enrolment->library = g_strdup ("18-0142");
  enrolment->terminal = g_strdup ("PC-1");
  enrolment->time_zone = g_strdup ("Europe/Samara");
  kapka_enrolment_save (enrolment, kapka_test_kiosk_get_state_dir (fixture->kiosk), &error);
  g_assert_no_error (error);
}

/* What an administrator may have left in the file. */
static void
spoil_config (Fixture *fixture) {
  const char *path = kapka_test_kiosk_get_config (fixture->kiosk);
  g_autofree char *text = NULL;
  g_autoptr (GString) spoilt = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  spoilt = g_string_new (text);
  g_string_replace (spoilt, "[sync]\n",
                    "[sync]\n# " PERSON ", " STRAY_PASSWORD "\npassword=" STRAY_PASSWORD "\n", 1);
  g_file_set_contents (path, spoilt->str, -1, &error);
  g_assert_no_error (error);
}

static void
approve_list (Fixture *fixture) {
  g_autofree char *directory = g_path_get_dirname (kapka_test_kiosk_get_config (fixture->kiosk));
  g_autofree char *path = g_build_filename (directory, "catalog", "portals.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) approved = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  approved = g_string_new (text);
  g_string_replace (approved, "Number=1\n", "Number=1\nDate=2026-02-02\nApprovedBy=" APPROVER "\n",
                    1);
  g_file_set_contents (path, approved->str, -1, &error);
  g_assert_no_error (error);
}

/* Others write under our name: a line, a field that is none of ours, a value that is no word, an
 * event nobody has heard of. */
static void
forge (Fixture *fixture) {
  static const char *const fields[] = {
    "KAPKA_EVENT=sync-run\nKAPKA_ADDRESS=",
    "KAPKA_EVENT=sync-run\nKAPKA_REASON=more than ",
    "KAPKA_EVENT=",
    "OTHER=",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autofree char *own = g_strconcat (fields[i], fixture->marker, NULL);
    g_autofree char *script =
        g_strdup_printf ("printf '%%s\\n' 'MESSAGE=%s' SYSLOG_IDENTIFIER=kapka PRIORITY=5 '%s'"
                         " | logger --journald",
                         fixture->marker, own);
    const char *const argv[] = { "sh", "-c", script, NULL };
    g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  }
}

/* Entries that could be ours: one looks like two lines, one has an order for the terminal. */
static void
forge_lines (void) {
  const char *const argv[] = {
    "sh", "-c",
    "own='SYSLOG_IDENTIFIER=kapka PRIORITY=5 KAPKA_EVENT=kiosk-stop';"
    "printf '%s\\n' MESSAGE=dear MESSAGE=reader $own | logger --journald;"
    "printf '%b\\n' 'MESSAGE=hear \\033[2J' $own | logger --journald",
    NULL
  };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

/* The centre is at the end of a closed road: the proxy is gone. */
static void
send_counts (Fixture *fixture) {
  g_autofree char *program = kapka_test_journald_wrap (fixture->dir, g_getenv ("KAPKA_SYNC"));
  const char *const argv[] = { program, "--config", kapka_test_kiosk_get_config (fixture->kiosk),
                               "--once", NULL };
  g_auto (KapkaTestOutcome) outcome = { 0 };

  kapka_test_service_stop (fixture->proxy);
  outcome = run (argv);
  g_assert_cmpint (outcome.exit_code, !=, 0);
  g_assert_cmpstr (outcome.out, ==, "");
}

/* By the same way. */
static void
check_portals (Fixture *fixture) {
  g_autofree char *program = kapka_test_journald_wrap (fixture->dir, g_getenv ("KAPKACTL"));
  const char *const argv[] = { program,
                               "--config",
                               kapka_test_kiosk_get_config (fixture->kiosk),
                               "--data-dir",
                               g_getenv ("KAPKA_DATA_DIR"),
                               "portal-check",
                               NULL };
  g_auto (KapkaTestOutcome) outcome = run (argv);

  g_assert_cmpint (outcome.exit_code, ==, EX_UNAVAILABLE);
}

static KapkaTestOutcome
run_logs (Fixture *fixture, const char *option) {
  const char *const argv[] = {
    g_getenv ("KAPKACTL"),
    "--config",
    kapka_test_kiosk_get_config (fixture->kiosk),
    "--data-dir",
    g_getenv ("KAPKA_DATA_DIR"),
    "logs",
    option,
    NULL,
  };

  return run (argv);
}

static void
test_support (Fixture *fixture, gconstpointer data) {
  static const char *const parts[] = {
    "kapkactl 0",
    "proxy=http://…@127.0.0.1:",
    "password=…\n",
    "==== check ====",
    "\"pending_days\"",
    " kapka kiosk-start version=",
    " kapka catalogue-mistake × ",
    "\nvisit-end reason=finished × 1\n",
    "\nportal-failed reason=refused × 1\n",
    " kapka-sync sync-run ",
    " kapkactl portal-down portal=foreign reason=proxy\n",
    " kapkactl portal-check failing=2 working=0\n",
    "own: 5\n",
    "\"approved_by\":\"…\"",
  };
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "for-support.txt");
  g_autofree char *option = g_strconcat ("--for-support=", path, NULL);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  start_and_visit (fixture);
  enrol (fixture);
  spoil_config (fixture);
  approve_list (fixture);
  send_counts (fixture);
  check_portals (fixture);
  forge (fixture);
  forge_lines ();

  g_auto (KapkaTestOutcome) shown = run_logs (fixture, NULL);
  g_auto (KapkaTestOutcome) written = run_logs (fixture, option);
  g_auto (KapkaTestOutcome) refused = run_logs (fixture, option);

  g_assert_cmpint (shown.exit_code, ==, EX_OK);
  expect_part (shown.out, " kapka visit-end: A visit has ended (reason=finished)\n");
  expect_part (shown.out, " kapka kiosk-stop: dear?reader\n");
  expect_nobody (fixture, shown.out);
  g_assert_cmpint (written.exit_code, ==, EX_OK);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    expect_part (text, parts[i]);
  expect_nobody (fixture, text);
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (refused.exit_code, !=, EX_OK);
  g_file_get_contents (path, &again, NULL, &error);
  g_assert_cmpstr (again, ==, text);
}

/* A machine on which systemd does not run. */
static void
test_no_journal (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autoptr (KapkaTestJournald) journald = kapka_test_journald_new (FALSE);
  g_autofree char *config = kapka_test_dir_write (dir, "kapka.conf", "");
  g_autofree char *path = kapka_test_dir_join (dir, "for-support.txt");
  const char *const show[] = { g_getenv ("KAPKACTL"), "--config", config, "logs", NULL };
  const char *const lost[] = { "env",      "PATH=/nowhere", g_getenv ("KAPKACTL"),
                               "--config", config,          "logs",
                               NULL };
  const char *const write[] = { g_getenv ("KAPKACTL"), "--config", config, "logs",
                                "--for-support",       path,       NULL };
  g_auto (KapkaTestOutcome) shown = run (show);
  g_auto (KapkaTestOutcome) unheard = run (lost);
  g_auto (KapkaTestOutcome) written = run (write);
  g_autofree char *text = NULL;

  g_assert_cmpint (shown.exit_code, ==, EX_NOINPUT);
  expect_part (shown.err, "Журнала системы здесь нет");
  g_assert_cmpint (unheard.exit_code, ==, EX_NOINPUT);
  g_assert_cmpint (written.exit_code, ==, EX_OK);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  expect_part (text, "Журнала системы здесь нет");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/logs/visit", Fixture, NULL, set_up, test_visit, tear_down);
  g_test_add ("/logs/library", Fixture, NULL, set_up, test_library, tear_down);
  g_test_add ("/logs/crash", Fixture, NULL, set_up, test_crash, tear_down);
  g_test_add ("/logs/support", Fixture, NULL, set_up, test_support, tear_down);
  g_test_add_func ("/logs/no-journal", test_no_journal);
  return g_test_run ();
}
