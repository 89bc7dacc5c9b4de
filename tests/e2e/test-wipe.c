// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of a visit is left, whatever ended it: the traces of tests/data/wiped.tsv are left in one
// visit and looked for in the next one and in the whole machine.

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "certificate.h"
#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define COMMAND_MS 20000

/* Longer than a visit takes on a busy machine, shorter than anybody wants to wait for a test. */
#define IDLE_SECONDS "15"
#define WARNING_SECONDS "3"

#define PORTAL "Учебный портал"
#define SECURE_PORTAL "Портал с защитой"
#define PLAIN_PORTAL "Он же без защиты"
#define PIN "4711"

typedef struct _Fixture Fixture;

/* One way in which a visit ends, until the waiting screen shows again. */
typedef struct {
  const char *name; // As the journal has it.
  const char *key;  // (nullable): of [visit], set for it.
  const char *value;
  void (*end) (Fixture *fixture);
} Reason;

struct _Fixture {
  const Reason *reason;
  KapkaTestDir *dir;
  char *marker;
  GPtrArray *rows; // of GStrv
  KapkaTestPortalServer *portal;
  KapkaTestPortalServer *secure;
  KapkaTestPrintServer *printer;
  KapkaTestKiosk *kiosk;
};

/* The table, its comments left out. */
static GPtrArray *
read_rows (void) {
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "wiped.tsv", NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      g_ptr_array_add (rows, g_strsplit (lines[i], "\t", -1));
  return rows;
}

static gboolean
is_for_page (char **row) {
  g_assert_cmpuint (g_strv_length (row), ==, 4);
  return !g_str_equal (row[3], "—");
}

/* The functions of one column as members of an object, by the ids of their rows. */
static char *
build_functions (Fixture *fixture, guint column, const char *open, const char *close) {
  GString *text = g_string_new ("{");

  for (guint i = 0; i < fixture->rows->len; i++) {
    char **row = g_ptr_array_index (fixture->rows, i);

    if (!is_for_page (row))
      continue;
    g_string_append_printf (text, "\n'%s': async () => %s%s%s,", row[0], open, row[column], close);
  }
  g_string_append (text, "\n}");
  return g_string_free (text, FALSE);
}

/* What both pages have. */
#define HEAD                                                                                       \
  "<!doctype html><meta charset=utf-8><body><script>\n"                                            \
  "const report = (key, value) => fetch ('/report?' + key + '=' + encodeURIComponent (value)),\n"  \
  "load = src => new Promise ((ok, no) => { const s = document.createElement ('script');"          \
  " s.src = src; s.onload = ok; s.onerror = no; document.head.append (s) });\n"

/* A page that leaves everything, then lets its text be copied, and goes on. */
static char *
build_leaving_page (Fixture *fixture) {
  g_autofree char *leave = build_functions (fixture, 2, "{", "}");

  return g_strdup_printf (
      HEAD "const marker = '%s', leave = %s;\n"
           "(async () => { const trouble = []; for (const id in leave)\n"
           "  try { await leave[id] () } catch (e) { trouble.push (id + ': ' + e) }\n"
           "const width = innerWidth; await report ('width', width);\n"
           "onresize = () => { if (innerWidth != width) report ('zoomed', innerWidth) };\n"
           "await report ('trouble', trouble.join (' ')) }) ()</script>"
           "<textarea style='position:fixed;inset:0' onclick=\"this.select (); fetch ('/touched')\""
           " oninput=\"if (this.value.endsWith ('.')) location = '/check'\">%s</textarea>",
      fixture->marker, leave, fixture->marker);
}

/* A page that tells as @who what is left, and goes on to @next. */
static char *
build_finding_page (Fixture *fixture, const char *who, const char *next) {
  g_autofree char *find = build_functions (fixture, 3, "(", ")");

  return g_strdup_printf (
      HEAD
      "const find = %s;\n"
      "(async () => { const found = []; for (const id in find)\n"
      "  try { if (await find[id] ()) found.push (id) } catch (e) { found.push (id + ': ' + e) }\n"
      "await report ('%s-width', innerWidth); await report ('%s', found.join (' '));\n"
      "%s }) ()</script>",
      find, who, who, next);
}

static void
set_text (KapkaTestPortalServer *server,
          const char *path,
          const char *type,
          const char *text,
          const char *const *headers) {
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  kapka_test_portal_server_set_page (server, path, 200, type, body, headers);
}

/* A real PDF with the marker behind its end, where a comment does no harm. */
static void
set_document (Fixture *fixture) {
  g_autofree char *comment = g_strdup_printf ("%%%s\n", fixture->marker);
  g_autoptr (GByteArray) pdf = g_bytes_unref_to_array (kapka_test_read_form ());
  g_autoptr (GBytes) body = NULL;

  g_byte_array_append (pdf, (guint8 *)comment, (guint)strlen (comment));
  body = g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
  kapka_test_portal_server_set_page (fixture->portal, "/document.pdf", 200, "application/pdf", body,
                                     NULL);
}

static void
set_pages (Fixture *fixture) {
  static const char *const cached[] = { "Cache-Control", "max-age=31536000", NULL };
  static const char *const hsts[] = { "Strict-Transport-Security", "max-age=31536000", NULL };
  g_autofree char *leaving = build_leaving_page (fixture);
  g_autofree char *finding = build_finding_page (fixture, "visitor", "location = '/document.pdf'");
  g_autofree char *script = g_strdup_printf ("window.cached = '%s'", fixture->marker);

  kapka_test_portal_server_set_html (fixture->portal, "/", leaving);
  kapka_test_portal_server_set_html (fixture->portal, "/check", finding);
  kapka_test_portal_server_set_secret (fixture->portal, fixture->marker);
  set_text (fixture->portal, "/cached.js", "text/javascript", script, cached);
  set_text (fixture->portal, "/hsts", "text/html", HEAD "report ('plain', 1)</script>", NULL);
  set_text (fixture->portal, "/worker.js", "text/javascript", "// Nothing to do.", NULL);
  set_text (fixture->secure, "/hsts", "text/html", HEAD "report ('secured', 1)</script>", hsts);
  set_document (fixture);
}

/* HSTS is for names, not for numbers. */
static void
add_tile (Fixture *fixture,
          const char *id,
          const char *name,
          KapkaTestPortalServer *server,
          const char *path,
          const char *host) {
  g_autofree char *uri = kapka_test_portal_server_get_uri (server, path);
  g_autoptr (GString) url = g_string_new (uri);

  g_string_replace (url, "127.0.0.1", host, 1);
  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url->str, "s3;s5");
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *certificate = NULL;

  fixture->reason = data;
  fixture->dir = kapka_test_dir_new ();
  fixture->marker = g_strdup_printf ("marker%08x%08x", g_random_int (), g_random_int ());
  fixture->rows = read_rows ();
  certificate = kapka_test_make_certificate (fixture->dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  fixture->portal = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->secure = kapka_test_portal_server_new ("127.0.0.1", certificate);
  fixture->printer = kapka_test_print_server_new ();
  kapka_test_print_server_set_holding (fixture->printer, TRUE);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  add_tile (fixture, "portal", PORTAL, fixture->portal, "/", "127.0.0.1");
  add_tile (fixture, "secure", SECURE_PORTAL, fixture->secure, "/hsts", "localhost");
  add_tile (fixture, "plain", PLAIN_PORTAL, fixture->portal, "/hsts", "localhost");
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
  if (fixture->reason->key != NULL)
    kapka_test_kiosk_set (fixture->kiosk, "visit", fixture->reason->key, fixture->reason->value);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "warning_seconds", WARNING_SECONDS);
  /* The kiosk trusts the certificate of this test as if it were one of the system's. */
  kapka_test_kiosk_set_mount (fixture->kiosk, certificate, "/etc/ssl/certs/ca-certificates.crt");
  set_pages (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_print_server_free (fixture->printer);
  kapka_test_portal_server_free (fixture->secure);
  kapka_test_portal_server_free (fixture->portal);
  kapka_test_dir_free (fixture->dir);
  g_ptr_array_unref (fixture->rows);
  g_free (fixture->marker);
}

/* Runs @script with $marker and $runtime (XDG_RUNTIME_DIR of the kiosk); returns what it says. */
static char *
run_shell (Fixture *fixture, const char *script) {
  const char *const argv[] = { "sh", "-c", script, NULL };
  const char *const *desktop =
      kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (fixture->kiosk));
  g_auto (GStrv) environment = g_strdupv ((char **)desktop);

  environment = g_environ_setenv (environment, "marker", fixture->marker, TRUE);
  environment = g_environ_setenv (environment, "TMPDIR", g_get_tmp_dir (), TRUE);
  return kapka_test_program_run (argv, (const char *const *)environment, COMMAND_MS);
}

/* Numbers of the web processes of this kiosk, in whatever sandbox they are. */
static char *
list_web_processes (Fixture *fixture) {
  return run_shell (fixture,
                    "for p in /proc/[0-9]*; do case $(cat $p/comm 2>/dev/null) in WebKit*)"
                    " grep -qaF \"XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR\" $p/environ 2>/dev/null &&"
                    " echo ${p#/proc/};; esac; done; true");
}

static char *
list_files (Fixture *fixture) {
  return run_shell (
      fixture,
      "grep -rlaF -D skip \"$marker\" \"$TMPDIR\" \"$HOME\" \"$XDG_RUNTIME_DIR\" /dev/shm /var/tmp"
      " 2>/dev/null; true");
}

/* What was drawn of a document for the printer is compressed: no marker can be found in it. */
static char *
list_sheets (Fixture *fixture) {
  return run_shell (fixture, "find \"$XDG_RUNTIME_DIR\" -name 'sheets-*.pdf'");
}

static gboolean
has_spooled (Fixture *fixture) {
  return kapka_test_print_server_spool_has (fixture->printer, "%PDF-");
}

static char *
read_selection (Fixture *fixture, const char *selection) {
  g_autofree char *script =
      g_strdup_printf ("timeout 10 xclip -o -selection %s 2>/dev/null; true", selection);

  return run_shell (fixture, script);
}

typedef struct {
  Fixture *fixture;
  const char *selection;
} Selection;

static gboolean
is_copied_cb (gpointer data) {
  const Selection *selection = data;
  g_autofree char *text = read_selection (selection->fixture, selection->selection);

  return strstr (text, selection->fixture->marker) != NULL;
}

static void
type_keys (Fixture *fixture, const char *keys) {
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk)), keys);
}

static void
copy_marker (Fixture *fixture) {
  static const char *const selections[] = { "clipboard", "primary" };
  g_autofree char *touched = kapka_test_touch_page (fixture->kiosk, fixture->portal);

  type_keys (fixture, "Control_L+a");
  type_keys (fixture, "Control_L+c");
  for (guint i = 0; i < G_N_ELEMENTS (selections); i++) {
    Selection selection = { fixture, selections[i] };

    if (!kapka_test_wait_until (is_copied_cb, &selection, DEADLINE_MS))
      g_error ("the %s has not been filled", selections[i]);
  }
}

static char *
wait_report (Fixture *fixture, const char *key) {
  return kapka_test_portal_server_wait_report (fixture->portal, key, DEADLINE_MS);
}

static void
open_portal (Fixture *fixture, const char *tile) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", tile);
}

/* A host that has asked for https alone is not asked by http any more. */
static void
leave_hsts (Fixture *fixture) {
  g_autofree char *secured = NULL;

  open_portal (fixture, SECURE_PORTAL);
  secured = kapka_test_portal_server_wait_report (fixture->secure, "secured", DEADLINE_MS);
  kapka_test_go_home (fixture->kiosk);
  open_portal (fixture, PLAIN_PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, "Сеть просит войти");
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->portal, "/hsts"), ==, 0);
  kapka_test_go_home (fixture->kiosk);
}

static KapkaTestElement *
wait_for_search (Fixture *fixture) {
  return kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                     ATSPI_ROLE_INVALID, "Поиск", DEADLINE_MS);
}

/* The portal is looked for, with the marker behind its name: both stay in the field of the home
 * screen as long as nobody goes back to the doors. */
static void
open_portal_by_search (Fixture *fixture) {
  g_autoptr (KapkaTestElement) field = wait_for_search (fixture);
  g_autofree char *words = g_strdup_printf (PORTAL " %s", fixture->marker);
  g_autofree char *left = NULL;

  g_assert_true (kapka_test_element_set_text (field, words));
  left = kapka_test_element_get_text (field);
  g_assert_cmpstr (left, ==, words);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
}

static void
expect_empty_search (Fixture *fixture) {
  g_autoptr (KapkaTestElement) field = wait_for_search (fixture);
  g_autofree char *words = kapka_test_element_get_text (field);

  g_assert_cmpstr (words, ==, "");
}

/* All rows for pages, as the finding page reports them. */
static char *
get_all_ids (Fixture *fixture) {
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < fixture->rows->len; i++) {
    char **row = g_ptr_array_index (fixture->rows, i);

    if (is_for_page (row) && *row[0] != '-')
      g_strv_builder_add (ids, row[0]);
  }

  g_auto (GStrv) all = g_strv_builder_end (ids);
  return g_strjoinv (" ", all);
}

static void
choose_sight (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_choose_sight (fixture->kiosk, "Белым по чёрному");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Обычная версия");
}

/* In the first visit everything is left, and what a page can find of it is found while the visit
 * goes on, so that the table is known to work. Returns the width of the page before it was
 * enlarged.
 */
static char *
leave_in_page (Fixture *fixture) {
  g_autofree char *all = get_all_ids (fixture);
  g_autofree char *trouble = NULL;
  g_autofree char *zoomed = NULL;
  g_autofree char *zoomed_width = NULL;
  g_autofree char *found = NULL;
  char *width;

  width = wait_report (fixture, "width");
  trouble = wait_report (fixture, "trouble");
  g_assert_cmpstr (trouble, ==, "");
  set_text (fixture->portal, "/cached.js", "text/javascript", "window.cached = ''", NULL);
  copy_marker (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Крупнее");
  zoomed = wait_report (fixture, "zoomed");
  type_keys (fixture, "End");
  type_keys (fixture, "period");
  zoomed_width = wait_report (fixture, "visitor-width");
  g_assert_cmpstr (zoomed_width, ==, zoomed);
  found = wait_report (fixture, "visitor");
  g_assert_cmpstr (found, ==, all);
  kapka_test_kiosk_expect (fixture->kiosk, "Печатать"); // The page goes on to its document.
  choose_sight (fixture);
  return width;
}

static void
leave_on_machine (Fixture *fixture) {
  g_autofree char *jobs = NULL;
  g_autofree char *files = NULL;
  g_autofree char *sheets = NULL;
  g_autofree char *processes = NULL;

  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Документ *ечат*");
  jobs = kapka_test_print_server_list_jobs (fixture->printer);
  g_assert_cmpstr (jobs, !=, "");
  g_assert_true (has_spooled (fixture));
  files = list_files (fixture);
  g_assert_cmpstr (files, !=, "");
  sheets = list_sheets (fixture);
  g_assert_cmpstr (sheets, !=, "");
  processes = list_web_processes (fixture);
  g_assert_cmpstr (processes, !=, "");
}

/* A screen reader reads the name of the window whenever it is asked where it is. */
static void
expect_nothing_said (Fixture *fixture) {
  g_auto (GStrv) names = kapka_test_screen_find_all_names (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_FRAME);

  g_assert_nonnull (names[0]);
  for (char **name = names; *name != NULL; name++)
    g_assert_null (strstr (*name, fixture->marker));
}

static void
expect_nothing_left (Fixture *fixture) {
  g_autofree char *processes = list_web_processes (fixture);
  g_autofree char *files = list_files (fixture);
  g_autofree char *sheets = list_sheets (fixture);
  g_autofree char *clipboard = read_selection (fixture, "clipboard");
  g_autofree char *primary = read_selection (fixture, "primary");
  g_autofree char *jobs = kapka_test_print_server_list_jobs (fixture->printer);

  expect_nothing_said (fixture);
  g_assert_cmpstr (processes, ==, "");
  g_assert_cmpstr (files, ==, "");
  g_assert_cmpstr (sheets, ==, "");
  g_assert_cmpstr (clipboard, ==, "");
  g_assert_cmpstr (primary, ==, "");
  g_assert_cmpstr (jobs, ==, "");
  g_assert_false (has_spooled (fixture));
}

/* The next visit sees the same portal, which now looks for what it knows of the visitor. */
static void
expect_stranger (Fixture *fixture, const char *width) {
  g_autofree char *finding = build_finding_page (fixture, "stranger", "");
  g_autofree char *found = NULL;
  g_autofree char *next_width = NULL;
  g_autofree char *plain = NULL;

  kapka_test_portal_server_set_html (fixture->portal, "/", finding);
  kapka_test_begin_visit (fixture->kiosk);
  expect_empty_search (fixture);
  open_portal (fixture, PLAIN_PORTAL);
  plain = wait_report (fixture, "plain");
  kapka_test_go_home (fixture->kiosk);
  open_portal (fixture, PORTAL);
  next_width = wait_report (fixture, "stranger-width");
  found = wait_report (fixture, "stranger");
  g_assert_cmpstr (found, ==, "");
  g_assert_cmpstr (next_width, ==, width);
}

static void
test_wipe (Fixture *fixture, gconstpointer data) {
  g_autofree char *width = NULL;

  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  leave_hsts (fixture);
  open_portal_by_search (fixture);
  width = leave_in_page (fixture);
  leave_on_machine (fixture);
  fixture->reason->end (fixture);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit",
                                 fixture->reason->name);
  expect_nothing_left (fixture);
  expect_stranger (fixture, width);
  kapka_test_end_visit (fixture->kiosk);
  expect_nothing_left (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
expect_goodbye (Fixture *fixture) {
  g_autoptr (KapkaTestElement) goodbye =
      kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                                  "Спасибо! Всё стёрто", 120000);
}

static void
end_by_button (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
}

/* A librarian comes by the hidden gesture and ends the visit. */
static void
end_by_staff (Fixture *fixture) {
  static const char *const digits[] = { "4", "7", "1", "1" };
  g_autofree char *script = g_strdup_printf (
      "printf '" PIN "\\n' | exec \"$KAPKACTL\" --config '%s' pin set Абонемент --role=librarian",
      kapka_test_kiosk_get_config (fixture->kiosk));
  const char *const argv[] = { "sh", "-c", script, NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, COMMAND_MS);
  KapkaTestXDisplay *display =
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));

  for (guint i = 0; i < 5; i++)
    kapka_test_x_display_click (display, 30, 30);
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++) {
    g_autofree char *typed = g_strdup_printf ("Набрано цифр: %u", i + 1);

    kapka_test_kiosk_press (fixture->kiosk, digits[i]);
    kapka_test_kiosk_expect (fixture->kiosk, typed);
  }
  kapka_test_kiosk_press (fixture->kiosk, "Войти");
  kapka_test_kiosk_expect (fixture->kiosk, "Абонемент");
  kapka_test_kiosk_press (fixture->kiosk, "Завершить посещение");
  expect_goodbye (fixture);
}

static gboolean
is_empty_cb (gpointer data) {
  g_autofree char *processes = list_web_processes (data);

  return *processes == '\0';
}

/* The program alone is killed; its web processes are stopped and cannot follow it. */
static void
end_by_kill (Fixture *fixture) {
  g_autofree char *processes = list_web_processes (fixture);
  g_auto (GStrv) numbers = g_strsplit (g_strstrip (processes), "\n", -1);

  for (guint i = 0; numbers[i] != NULL; i++)
    kill ((pid_t)g_ascii_strtoll (numbers[i], NULL, 10), SIGSTOP);
  kapka_test_program_signal (kapka_test_kiosk_get_program (fixture->kiosk), SIGKILL);
  kapka_test_program_wait (kapka_test_kiosk_get_program (fixture->kiosk), DEADLINE_MS);
  kapka_test_kiosk_start (fixture->kiosk);
  g_assert_true (kapka_test_wait_until (is_empty_cb, fixture, DEADLINE_MS));
}

/* Everything is killed and started in what looks like the next boot. */
static void
end_by_power (Fixture *fixture) {
  g_autofree char *boot_id =
      kapka_test_dir_write (fixture->dir, "boot_id", "01234567-89ab-4def-8123-456789abcdef\n");

  kapka_test_kiosk_kill (fixture->kiosk);
  g_assert_true (kapka_test_wait_until (is_empty_cb, fixture, DEADLINE_MS));
  kapka_test_kiosk_set_mount (fixture->kiosk, boot_id, "/proc/sys/kernel/random/boot_id");
  kapka_test_kiosk_start (fixture->kiosk);
}

int
main (int argc, char **argv) {
  static const Reason reasons[] = {
    { "finished", NULL, NULL, end_by_button },
    { "idle", "idle_seconds", IDLE_SECONDS, expect_goodbye },
    { "limit", "limit_minutes", "1", expect_goodbye },
    { "staff", NULL, NULL, end_by_staff },
    { "crash", NULL, NULL, end_by_kill },
    { "power", NULL, NULL, end_by_power },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++) {
    g_autofree char *path = g_strconcat ("/wipe/", reasons[i].name, NULL);

    g_test_add (path, Fixture, &reasons[i], set_up, test_wipe, tear_down);
  }
  return g_test_run ();
}
