// SPDX-License-Identifier: GPL-3.0-or-later
// Every attempt of tests/data/escapes.tsv, made by a real hand at the real kiosk.

#include <string.h>

#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define PATIENCE_MS 5000
#define LONG_TOUCH_MS 1200
#define N_COLUMNS 5
#define REFUSED "Эта страница здесь не открывается"
#define NOT_TAKEN "Этот файл здесь не открыть"

/* A page that is one large control. It tells the server that it is there, how often it was touched,
 * and how it fared; only its first touch does what the page is for. */
#define PAGE_HTML                                                                                  \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>.all{position:fixed;inset:0;width:100%%;height:100%%;font-size:40px}</style><script>"    \
  "const tell = (what) => fetch(`/${what}/%s`, { keepalive: true });"                              \
  "const say = (how) => tell('said-' + how);"                                                      \
  "let touches = 0;"                                                                               \
  "addEventListener('click', (event) => {"                                                         \
  "  tell('touch-' + ++touches);"                                                                  \
  "  if (touches > 1) { event.preventDefault (); event.stopImmediatePropagation (); }"             \
  "  else { %s }"                                                                                  \
  "}, true);</script>%s<script>%s</script>"

/* A touch before the first frames of a page is not felt. */
#define SHOWN "requestAnimationFrame(() => requestAnimationFrame(() => tell('shown')))"

/* Whatever of a foreign page ran in the place of the portal would tell its own server. */
#define FOREIGN_HTML                                                                               \
  "<!doctype html><meta charset=utf-8><h1>Чужая страница</h1>"                        \
  "<script>if (self === top) fetch('/escaped')</script>"

typedef struct {
  char *id;
  char *how;
  char *attempt;
  char *expected;
  char *what;
} Row;

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestPortalServer *foreign; // Another host, on the same machine.
  KapkaTestKiosk *kiosk;
  char *url;
  char *foreign_url;
  guint surfaces;         // On the screen when nothing is wrong.
  guint touches;          // Of the page that shows.
  guint foreign_requests; // Before the attempt.
  guint failures;
  gboolean at_hand; // The page of attempts from outside is open.
} Fixture;

static void
row_free (Row *row) {
  g_free (row->id);
  g_free (row->how);
  g_free (row->attempt);
  g_free (row->expected);
  g_free (row->what);
  g_free (row);
}

static Row *
row_new (const char *line) {
  g_auto (GStrv) cells = g_strsplit (line, "\t", N_COLUMNS);
  Row *row = g_new0 (Row, 1);

  if (g_strv_length (cells) != N_COLUMNS)
    g_error ("This line of the table has not %d columns: %s", N_COLUMNS, line);
  row->id = g_strdup (cells[0]);
  row->how = g_strdup (cells[1]);
  row->attempt = g_strdup (cells[2]);
  row->expected = g_strdup (cells[3]);
  row->what = g_strdup (cells[4]);
  return row;
}

static GPtrArray *
read_rows (void) {
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (g_getenv ("KAPKA_ESCAPES"), &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '#' && **line != '\0')
      g_ptr_array_add (rows, row_new (*line));
  return g_steal_pointer (&rows);
}

static void
replace (GString *text, const char *name, const char *value) {
  g_string_replace (text, name, value, 0);
}

/* FPORT before PORT, which it contains. */
static char *
fill_in (Fixture *fixture, const char *attempt) {
  g_autofree char *port =
      g_strdup_printf ("%u", kapka_test_portal_server_get_port (fixture->server));
  g_autofree char *foreign_port =
      g_strdup_printf ("%u", kapka_test_portal_server_get_port (fixture->foreign));
  GString *text = g_string_new (attempt);

  replace (text, "PORTAL", fixture->url);
  replace (text, "FOREIGN", fixture->foreign_url);
  replace (text, "FPORT", foreign_port);
  replace (text, "PORT", port);
  return g_string_free (text, FALSE);
}

static gboolean
is_at_hand (const Row *row) {
  return g_str_equal (row->how, "key") || g_str_equal (row->how, "pointer") ||
         g_str_equal (row->how, "window");
}

/* What is tried from outside a page shares one page. */
static const char *
page_of (const Row *row) {
  return is_at_hand (row) ? "hand" : row->id;
}

static void
set_page (Fixture *fixture,
          const char *path,
          const char *id,
          const char *at_touch,
          const char *control,
          const char *at_load) {
  g_autofree char *html = g_strdup_printf (PAGE_HTML, id, at_touch, control, at_load);

  kapka_test_portal_server_set_html (fixture->server, path, html);
}

static void
set_row_page (Fixture *fixture, const Row *row) {
  const char *button = "<button class=all>Дальше</button>";
  g_autofree char *attempt = fill_in (fixture, row->attempt);

  if (g_str_equal (row->how, "link")) {
    g_autofree char *link = g_strdup_printf ("<a class=all href=\"%s\">Дальше</a>", attempt);

    set_page (fixture, "/portal", row->id, "", link, SHOWN);
  } else if (g_str_equal (row->how, "html")) {
    set_page (fixture, "/portal", row->id, "", attempt, SHOWN);
  } else if (g_str_equal (row->how, "touch")) {
    set_page (fixture, "/portal", row->id, attempt, button, SHOWN);
  } else if (g_str_equal (row->how, "load")) {
    // It may be gone before its first frame, and nobody touches it.
    g_autofree char *at_load = g_strconcat ("tell('shown');", attempt, NULL);

    set_page (fixture, "/portal", row->id, "", button, at_load);
  } else {
    set_page (fixture, "/portal", page_of (row), "event.preventDefault ()",
              "<a class=all href='/inside'>Дальше</a>", SHOWN);
  }
}

/* Files that portals and others give; the body of a document is a real one. */
static void
set_files (Fixture *fixture) {
  static const char *const files[][4] = {
    { "/program", "application/x-msdownload", "attachment; filename=\"program.exe\"", "MZ" },
    { "/forged", "application/pdf", "attachment; filename=\"program.exe\"", "MZ" },
    { "/forged-name", "application/x-msdownload", "attachment; filename=\"act.pdf\"", "MZ" },
    { "/page-as-file", "text/html", "attachment; filename=\"page.html\"", "<h1>1" },
    { "/script-file", "application/x-sh", "attachment; filename=\"run.sh\"", "#!/bin/sh" },
    { "/up", "application/pdf", "attachment; filename=\"../../../../up.pdf\"", NULL },
    { "/absolute", "application/pdf", "attachment; filename=\"/etc/absolute.pdf\"", NULL },
    { "/document", "application/pdf", "inline", NULL },
  };
  g_autoptr (GBytes) pdf = kapka_test_read_form ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    const char *const headers[] = { "Content-Disposition", files[i][2], NULL };
    const char *body = files[i][3];
    g_autoptr (GBytes) bytes =
        body == NULL ? g_bytes_ref (pdf) : g_bytes_new_static (body, strlen (body));

    kapka_test_portal_server_set_page (fixture->server, files[i][0], 200, files[i][1], bytes,
                                       headers);
    kapka_test_portal_server_set_page (fixture->foreign, files[i][0], 200, files[i][1], bytes,
                                       headers);
  }
}

static void
set_pages (Fixture *fixture) {
  g_autofree char *meta =
      g_strdup_printf ("<meta http-equiv=refresh content='0;url=%s'>", fixture->foreign_url);
  g_autofree char *refresh = g_strdup_printf ("0;url=%s", fixture->foreign_url);
  const char *const refresh_headers[] = { "Refresh", refresh, NULL };
  const char *const auth_headers[] = { "WWW-Authenticate", "Basic realm=\"x\"", NULL };
  g_autoptr (GBytes) text = g_bytes_new_static ("<h1>1", 5);
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (40 << 20), 40 << 20);

  kapka_test_portal_server_set_html (fixture->foreign, "/foreign", FOREIGN_HTML);
  kapka_test_portal_server_set_html (
      fixture->foreign, "/foreign-top",
      "<script>top.location = '/foreign'; open('/foreign'); parent.location = '/foreign'</script>");
  kapka_test_portal_server_set_html (fixture->server, "/meta", meta);
  kapka_test_portal_server_set_page (fixture->server, "/refresh", 200, "text/html", text,
                                     refresh_headers);
  kapka_test_portal_server_set_page (fixture->server, "/secret", 401, "text/html", text,
                                     auth_headers);
  kapka_test_portal_server_set_page (fixture->server, "/huge", 200, "application/pdf", huge, NULL);
  set_page (fixture, "/inside", "inside", "", "<h1>Внутри</h1>", SHOWN);
  set_files (fixture);
}

static void
set_up (Fixture *fixture) {
  g_autofree char *tile = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->foreign = kapka_test_portal_server_new ("::1", NULL);
  fixture->url = kapka_test_portal_server_get_uri (fixture->server, "");
  fixture->foreign_url = kapka_test_portal_server_get_uri (fixture->foreign, "/foreign");
  tile = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  set_pages (fixture);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", tile, "s3;s5");
}

static void
tear_down (Fixture *fixture) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->foreign);
  kapka_test_portal_server_free (fixture->server);
  g_free (fixture->url);
  g_free (fixture->foreign_url);
}

static void
fail (Fixture *fixture, const Row *row, const char *why) {
  g_autofree char *dump = kapka_test_screen_dump (kapka_test_kiosk_get_screen (fixture->kiosk));

  g_printerr ("FAIL %s (%s): %s\n%s", row->id, row->what, why, dump);
  fixture->failures++;
}

typedef struct {
  KapkaTestPortalServer *server;
  char *path;
  guint number;
} Request;

static gboolean
has_come_cb (gpointer data) {
  const Request *request = data;

  return kapka_test_portal_server_count_requests (request->server, request->path) >=
         request->number;
}

/* Whether the page of @id has told @what, at least @number times. */
static gboolean
await_told (Fixture *fixture, const char *what, const char *id, guint number, guint deadline_ms) {
  g_autofree char *path = g_strdup_printf ("/%s/%s", what, id);
  Request request = { fixture->server, path, number };

  return kapka_test_wait_until (has_come_cb, &request, deadline_ms);
}

typedef struct {
  KapkaTestScreen *screen;
  const char *name;
} Sight;

static gboolean
is_seen_cb (gpointer data) {
  const Sight *sight = data;
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_find (sight->screen, ATSPI_ROLE_INVALID, sight->name);

  return element != NULL;
}

static gboolean
await_seen (Fixture *fixture, const char *name, guint deadline_ms) {
  Sight sight = { kapka_test_kiosk_get_screen (fixture->kiosk), name };

  return kapka_test_wait_until (is_seen_cb, &sight, deadline_ms);
}

static KapkaTestXDisplay *
get_display (Fixture *fixture) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

static GPid
get_pid (Fixture *fixture) {
  return kapka_test_program_get_pid (kapka_test_kiosk_get_program (fixture->kiosk));
}

static void
find_middle (Fixture *fixture, int *out_x, int *out_y) {
  KapkaTestRect window = { 0 };

  g_assert_true (
      kapka_test_x_display_find_window (get_display (fixture), get_pid (fixture), &window));
  *out_x = window.x + window.width / 2;
  *out_y = window.y + window.height / 2;
}

/* As a person does, it is repeated when nothing happened. */
static gboolean
touch (Fixture *fixture, const char *id) {
  g_autofree char *what = g_strdup_printf ("touch-%u", fixture->touches + 1);
  int x = 0;
  int y = 0;

  find_middle (fixture, &x, &y);
  for (guint i = 0; i < DEADLINE_MS / PATIENCE_MS; i++) {
    kapka_test_x_display_click (get_display (fixture), x, y);
    if (await_told (fixture, what, id, 1, PATIENCE_MS)) {
      fixture->touches++;
      return TRUE;
    }
  }
  return FALSE;
}

/* The page cannot tell of a touch in its frame: it is repeated until its outcome shows. */
static void
touch_blindly (Fixture *fixture) {
  int x = 0;
  int y = 0;

  find_middle (fixture, &x, &y);
  for (guint i = 0; i < DEADLINE_MS / PATIENCE_MS; i++) {
    kapka_test_x_display_click (get_display (fixture), x, y);
    if (await_seen (fixture, REFUSED, PATIENCE_MS))
      return;
  }
}

static gboolean
never_cb (gpointer data G_GNUC_UNUSED) {
  return FALSE;
}

static void
hold (Fixture *fixture, guint button, guint milliseconds) {
  int x = 0;
  int y = 0;

  find_middle (fixture, &x, &y);
  kapka_test_x_display_set_button (get_display (fixture), x, y, button, TRUE);
  if (milliseconds > 0)
    kapka_test_wait_until (never_cb, NULL, milliseconds);
  kapka_test_x_display_set_button (get_display (fixture), x, y, button, FALSE);
}

static void
drag (Fixture *fixture) {
  KapkaTestXDisplay *display = get_display (fixture);
  int x = 0;
  int y = 0;

  find_middle (fixture, &x, &y);
  for (int i = 0; i < 40; i++)
    kapka_test_x_display_set_button (display, x, y - 10 * i, 1, TRUE);
  kapka_test_x_display_set_button (display, x, y - 400, 1, FALSE);
}

static void
use_pointer (Fixture *fixture, const char *attempt) {
  if (g_str_equal (attempt, "right"))
    hold (fixture, 3, 0);
  else if (g_str_equal (attempt, "middle"))
    hold (fixture, 2, 0);
  else if (g_str_equal (attempt, "long"))
    hold (fixture, 1, LONG_TOUCH_MS);
  else if (g_str_equal (attempt, "drag"))
    drag (fixture);
  else
    g_error ("No such use of the pointer: %s", attempt);
}

/* A page of its own for the row, or for all that is tried from outside the page. */
static void
show_page (Fixture *fixture, const Row *row) {
  const char *page = page_of (row);

  if (fixture->at_hand)
    return;
  set_row_page (fixture, row);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Учебный портал");
  if (!await_told (fixture, "shown", page, 1, DEADLINE_MS))
    fail (fixture, row, "the page does not show");
  fixture->touches = 0;
  fixture->at_hand = is_at_hand (row);
}

static void
attempt_at_hand (Fixture *fixture, const Row *row) {
  if (fixture->touches == 0 && !touch (fixture, page_of (row)))
    fail (fixture, row, "the page does not feel the first touch");
  if (g_str_equal (row->how, "key"))
    kapka_test_x_display_type_key (get_display (fixture), row->attempt);
  else if (g_str_equal (row->how, "pointer"))
    use_pointer (fixture, row->attempt);
  else
    kapka_test_x_display_ask_to_close (get_display (fixture), get_pid (fixture));
}

static void
make_attempt (Fixture *fixture, const Row *row) {
  gboolean is_felt = !g_str_has_suffix (row->expected, ":framed");

  show_page (fixture, row);
  if (is_at_hand (row)) {
    attempt_at_hand (fixture, row);
  } else if (!g_str_equal (row->how, "load")) {
    if (!is_felt)
      touch_blindly (fixture);
    else if (!touch (fixture, page_of (row)))
      fail (fixture, row, "the page does not feel the touch");
  }
}

static void
expect_page (Fixture *fixture, const Row *row) {
  if (!touch (fixture, page_of (row)))
    fail (fixture, row, "the page is gone or does not feel another touch");
}

static void
expect_seen (Fixture *fixture, const Row *row, const char *name) {
  if (!await_seen (fixture, name, DEADLINE_MS))
    fail (fixture, row, name);
}

static void
expect_said (Fixture *fixture, const Row *row, const char *word) {
  g_autofree char *what = g_strconcat ("said-", word, NULL);

  if (!await_told (fixture, what, row->id, 1, DEADLINE_MS))
    fail (fixture, row, "the page has not fared so");
  else
    expect_page (fixture, row);
}

static void
expect_outcome (Fixture *fixture, const Row *row, guint inside_before) {
  g_auto (GStrv) expected = g_strsplit (row->expected, ":", 2);

  if (g_str_equal (expected[0], "refused"))
    expect_seen (fixture, row, REFUSED);
  else if (g_str_equal (expected[0], "file"))
    expect_seen (fixture, row, NOT_TAKEN);
  else if (g_str_equal (expected[0], "document"))
    expect_seen (fixture, row, "Страница 1 из 2");
  else if (g_str_equal (expected[0], "notice"))
    expect_seen (fixture, row, expected[1]);
  else if (g_str_equal (expected[0], "says"))
    expect_said (fixture, row, expected[1]);
  else if (g_str_equal (expected[0], "nothing"))
    expect_page (fixture, row);
  else if (!g_str_equal (expected[0], "inside"))
    g_error ("No such outcome: %s", row->expected);
  else if (!await_told (fixture, "shown", "inside", inside_before + 1, DEADLINE_MS))
    fail (fixture, row, "the other page of the portal does not show");
}

/* What holds for every attempt. */
static void
expect_kiosk (Fixture *fixture, const Row *row) {
  if (kapka_test_portal_server_count_requests (fixture->foreign, "/escaped") > 0)
    g_error ("%s (%s): a foreign page has shown", row->id, row->what);
  if (g_str_has_prefix (row->expected, "refused") &&
      kapka_test_portal_server_count_requests (fixture->foreign, NULL) != fixture->foreign_requests)
    fail (fixture, row, "the foreign host has heard of it");
  if (kapka_test_x_display_count_surfaces (get_display (fixture), get_pid (fixture)) !=
      fixture->surfaces)
    fail (fixture, row, "there is another window or a menu on the screen");
  fixture->at_hand =
      fixture->at_hand && fixture->failures == 0 && g_str_equal (row->expected, "nothing");
  if (!fixture->at_hand)
    kapka_test_go_home (fixture->kiosk);
}

static void
try_row (Fixture *fixture, const Row *row) {
  guint inside = kapka_test_portal_server_count_requests (fixture->server, "/shown/inside");
  gint64 start = g_get_monotonic_time ();

  fixture->foreign_requests = kapka_test_portal_server_count_requests (fixture->foreign, NULL);
  make_attempt (fixture, row);
  expect_outcome (fixture, row, inside);
  expect_kiosk (fixture, row);
  g_test_message ("%s: %" G_GINT64_FORMAT " ms", row->id, (g_get_monotonic_time () - start) / 1000);
}

static gboolean
is_of_group (const Row *row, const char *group) {
  return g_str_has_prefix (row->id, group) && row->id[strlen (group)] == '-';
}

static void
test_group (gconstpointer data) {
  const char *group = data;
  g_autoptr (GPtrArray) rows = read_rows ();
  Fixture fixture = { 0 };

  set_up (&fixture);
  kapka_test_kiosk_start (fixture.kiosk);
  kapka_test_begin_visit (fixture.kiosk);
  fixture.surfaces =
      kapka_test_x_display_count_surfaces (get_display (&fixture), get_pid (&fixture));
  for (guint i = 0; i < rows->len; i++)
    if (is_of_group (g_ptr_array_index (rows, i), group))
      try_row (&fixture, g_ptr_array_index (rows, i));
  kapka_test_end_visit (fixture.kiosk);
  kapka_test_kiosk_stop (fixture.kiosk);
  tear_down (&fixture);
  g_assert_cmpuint (fixture.failures, ==, 0);
}

static void
add_group (GHashTable *groups, const Row *row) {
  g_autofree char *group = g_strndup (row->id, strcspn (row->id, "-"));
  g_autofree char *path = g_strdup_printf ("/escapes/%s", group);

  if (g_hash_table_contains (groups, group))
    return;
  g_test_add_data_func_full (path, g_strdup (group), test_group, g_free);
  g_hash_table_add (groups, g_steal_pointer (&group));
}

int
main (int argc, char **argv) {
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  g_test_init (&argc, &argv, NULL);
  rows = read_rows ();
  for (guint i = 0; i < rows->len; i++)
    add_group (groups, g_ptr_array_index (rows, i));
  return g_test_run ();
}
