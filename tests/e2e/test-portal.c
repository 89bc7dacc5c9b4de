// SPDX-License-Identifier: GPL-3.0-or-later
// Where a page of a portal may lead: real touches on links, forms and scripts, and what then shows.

#include <glib/gstdio.h>
#include <string.h>

#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000
#define REFUSED "Эта страница здесь не открывается"
#define UNGUARDED "Этот портал сейчас нельзя открыть"

/* A page that is one large control. It reports that it is there; each touch tells the number of the
 * document, by which it is seen whether the same one is there again. */
#define PAGE_HTML                                                                                  \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>.all{position:fixed;inset:0;width:100%%;height:100%%;font-size:40px}</style>"            \
  "<script>const number=Math.random(); "                                                           \
  "onclick=()=>{fetch('/touched?'+number,{keepalive:true})}</script>%s"                            \
  "<script>" KAPKA_TEST_SHOWN ("%s") "</script>"

/* Whatever of a foreign page ran would report to its own server. */
#define FOREIGN_HTML                                                                               \
  "<!doctype html><meta charset=utf-8><h1>Чужая "                                             \
  "страница</h1><script>fetch('/report?foreign=ran')</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestPortalServer *foreign; // Another host, on the same machine.
  char *foreign_url;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *elsewhere_url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->foreign = kapka_test_portal_server_new ("::1", NULL);
  kapka_test_portal_server_set_html (fixture->foreign, "/foreign", FOREIGN_HTML);
  fixture->foreign_url = kapka_test_portal_server_get_uri (fixture->foreign, "/foreign");
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  elsewhere = g_strdup_printf ("/redirect?to=%s", fixture->foreign_url);
  elsewhere_url = kapka_test_portal_server_get_uri (fixture->server, elsewhere);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", url, "s3;s5");
  kapka_test_kiosk_add_portal (fixture->kiosk, "elsewhere", "Переехавший портал", elsewhere_url,
                               "s3");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->foreign);
  kapka_test_portal_server_free (fixture->server);
  g_free (fixture->foreign_url);
}

static void
set_page (Fixture *fixture, const char *path, const char *name, const char *control) {
  g_autofree char *html = g_strdup_printf (PAGE_HTML, control, name);

  kapka_test_portal_server_set_html (fixture->server, path, html);
}

/* Returns the number of the document that was touched. */
static char *
touch (Fixture *fixture) {
  return kapka_test_touch_page (fixture->kiosk, fixture->server);
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
end (Fixture *fixture, const char *counts) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, counts);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Shows @control as the portal's page: the first one by its tile, the next ones in the same visit.
 */
static void
show_control (Fixture *fixture, const char *name, const char *control) {
  gboolean first = kapka_test_portal_server_count_requests (fixture->server, "/portal") == 0;

  g_test_message ("%s", name);
  set_page (fixture, "/portal", name, control);
  if (!first)
    kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Учебный портал");
  kapka_test_portal_server_expect_report (fixture->server, "shown", name);
  kapka_test_kiosk_expect (fixture->kiosk, "Открыть страницу заново");
}

/* Not a byte has gone to the foreign host: neither an address nor what a form held. */
static void
expect_foreign_untouched (Fixture *fixture) {
  g_autofree char *description = kapka_test_portal_server_describe (fixture->foreign);

  g_test_message ("at the foreign host: %s", description);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->foreign, NULL), ==, 0);
}

/* The notice takes the place of the page; Back brings the very same page again. */
static void
expect_refused (Fixture *fixture, const char *name, const char *control) {
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  show_control (fixture, name, control);
  before = touch (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, REFUSED);
  after = touch (fixture);
  g_assert_cmpstr (before, ==, after);
  kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
  expect_foreign_untouched (fixture);
}

static void
test_no_way_to_another_host (Fixture *fixture, gconstpointer data) {
  static const char *const controls[][2] = {
    { "link", "<a class=all href='%s'>дальше</a>" },
    { "form", "<form method=post action='%s'><button class=all>дальше</button></form>" },
    { "form-field", "<form method=post action='%s'><input name=snils value=1 type=hidden><button "
                    "class=all>дальше</button></form>" },
    { "form-get", "<form action='%s'><button class=all>дальше</button></form>" },
    { "redirect", "<a class=all href='/redirect?to=%s'>дальше</a>" },
    { "redirect-chain", "<a class=all href='/redirect?to=/redirect%3Fto=%s'>дальше</a>" },
    { "redirect-post",
      "<form method=post action='/redirect?to=%s'><button class=all>дальше</button></form>" },
    { "script", "<button class=all onclick='location=\"%s\"'>дальше</button>" },
    { "blank", "<a class=all target=_blank href='%s'>дальше</a>" },
    { "open", "<button class=all onclick='window.open(\"%s\")'>дальше</button>" },
    { "frame",
      "<iframe name=f srcdoc='<p>'></iframe><a class=all target=_top href='%s'>дальше</a>" },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++) {
    g_auto (GStrv) parts = g_strsplit (controls[i][1], "%s", 2);
    g_autofree char *control = g_strjoinv (fixture->foreign_url, parts);

    expect_refused (fixture, controls[i][0], control);
  }
  expect_foreign_untouched (fixture);
  end (fixture, "s3=1 users=1");
}

/* A way that comes back to the portal has told the host in the middle where the visitor comes from.
 */
static void
test_no_way_over_another_host (Fixture *fixture, gconstpointer data) {
  g_autofree char *inside = kapka_test_portal_server_get_uri (fixture->server, "/inside");
  g_autofree char *over = g_strdup_printf ("/redirect?to=%s", inside);
  g_autofree char *over_url = kapka_test_portal_server_get_uri (fixture->foreign, over);
  g_autofree char *escaped = g_uri_escape_string (over_url, NULL, FALSE);
  g_autofree char *control =
      g_strdup_printf ("<a class=all href='/redirect?to=%s'>дальше</a>", escaped);

  set_page (fixture, "/inside", "inside", "<h1>Внутри</h1>");
  begin (fixture);
  expect_refused (fixture, "over", control);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/inside"), ==, 0);
  expect_foreign_untouched (fixture);
  end (fixture, "s3=1 users=1");
}

/* The same name at another port is another site. */
static void
test_no_way_to_another_port (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestPortalServer) other = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autofree char *url = kapka_test_portal_server_get_uri (other, "/foreign");
  g_autofree char *control = g_strdup_printf ("<a class=all href='%s'>дальше</a>", url);

  kapka_test_portal_server_set_html (other, "/foreign", FOREIGN_HTML);
  begin (fixture);
  expect_refused (fixture, "port", control);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (other, NULL), ==, 0);
  end (fixture, "s3=1 users=1");
}

/* A page that leads away by itself: the touch goes to it, and from there the browser would go on.
 */
static void
test_a_page_that_leads_away_by_itself (Fixture *fixture, gconstpointer data) {
  g_autofree char *meta =
      g_strdup_printf ("<meta http-equiv=refresh content='0;url=%s'>уходим", fixture->foreign_url);
  g_autofree char *script =
      g_strdup_printf ("<script>location.replace('%s')</script>уходим", fixture->foreign_url);
  const char *const pages[][2] = { { "/meta", meta }, { "/script", script } };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *control = g_strdup_printf ("<a class=all href='%s'>дальше</a>", pages[i][0]);

    kapka_test_portal_server_set_html (fixture->server, pages[i][0], pages[i][1]);
    show_control (fixture, pages[i][0] + 1, control);
    g_free (touch (fixture));
    kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
  }
  expect_foreign_untouched (fixture);
  end (fixture, "s3=1 users=1");
}

static void
test_a_tile_that_has_moved (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Переехавший портал");
  kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Учебный портал");
  expect_foreign_untouched (fixture);
  end (fixture, "");
}

/* Maps, fonts and payment frames come from anywhere; only the page itself is bound to the portal.
 */
static void
test_parts_of_a_page_are_free (Fixture *fixture, gconstpointer data) {
  g_autofree char *control =
      g_strdup_printf ("<iframe class=all src='%s'></iframe>", fixture->foreign_url);
  g_autofree char *report = NULL;

  begin (fixture);
  show_control (fixture, "frame", control);
  report = kapka_test_portal_server_wait_report (fixture->foreign, "foreign", DEADLINE_MS);
  g_assert_cmpstr (report, ==, "ran");
  kapka_test_kiosk_expect (fixture->kiosk, "Открыть страницу заново");
  kapka_test_expect_gone (fixture->kiosk, REFUSED);
  end (fixture, "s3=1 users=1");
}

/* Returns where the engine keeps the filter of the visit. */
static char *
find_filter (Fixture *fixture) {
  const char *const *environment =
      kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (fixture->kiosk));
  const char *runtime_dir = g_environ_getenv ((char **)environment, "XDG_RUNTIME_DIR");
  g_autoptr (GDir) dir = g_dir_open (runtime_dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path =
        g_build_filename (runtime_dir, name, "ContentRuleList-navigation", NULL);

    if (g_str_has_prefix (name, "kapka-visit-") && g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
  g_error ("there is no filter below %s", runtime_dir);
}

static void
remove_directory (const char *path) {
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* Without the list as its law no portal opens, and a visitor is told in words. */
static void
test_no_law_no_portal (Fixture *fixture, gconstpointer data) {
  g_autofree char *filter = NULL;

  begin (fixture);
  show_control (fixture, "first", "<h1>Портал</h1>");
  kapka_test_go_home (fixture->kiosk);
  filter = find_filter (fixture);
  g_assert_cmpint (g_unlink (filter), ==, 0);
  g_assert_cmpint (g_mkdir (filter, 0700), ==, 0);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Учебный портал");
  kapka_test_kiosk_expect (fixture->kiosk, UNGUARDED);
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  kapka_test_kiosk_expect (fixture->kiosk, UNGUARDED);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/portal"), ==, 1);
  remove_directory (filter);
  set_page (fixture, "/portal", "second", "<h1>Портал</h1>");
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "second");
  end (fixture, "s3=1 users=1");
}

static void
test_schemes_that_lead_out (Fixture *fixture, gconstpointer data) {
  static const char *const controls[][2] = {
    { "mailto", "<a class=all href='mailto:info@example.ru'>дальше</a>" },
    { "tel", "<a class=all href='tel:+73412000000'>дальше</a>" },
    { "gosuslugi", "<a class=all href='gosuslugi://open'>дальше</a>" },
    { "data", "<a class=all href='data:text/html,<h1>1'>дальше</a>" },
    { "script-data", "<button class=all onclick='location=\"data:text/html,1\"'>дальше</button>" },
    { "blank-script", "<a class=all target=_blank href='javascript:document.write(1)'>дальше</a>" },
    { "blank-data", "<a class=all target=_blank href='data:text/html,<h1>1'>дальше</a>" },
    { "blank-source",
      "<a class=all target=_blank href='view-source:http://127.0.0.1/'>дальше</a>" },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    expect_refused (fixture, controls[i][0], controls[i][1]);
  end (fixture, "s3=1 users=1");
}

/* The engine itself keeps a page from leading to files: nothing happens at all. */
static void
test_schemes_that_lead_nowhere (Fixture *fixture, gconstpointer data) {
  static const char *const controls[][2] = {
    { "file", "<a class=all href='file:///etc/passwd'>дальше</a>" },
    { "script-file",
      "<button class=all onclick='location=\"file:///etc/passwd\"'>дальше</button>" },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++) {
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    show_control (fixture, controls[i][0], controls[i][1]);
    before = touch (fixture);
    after = touch (fixture);
    g_assert_cmpstr (before, ==, after);
  }
  end (fixture, "s3=1 users=1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal/no-way-to-another-host", test_no_way_to_another_host);
  ADD ("/portal/no-way-over-another-host", test_no_way_over_another_host);
  ADD ("/portal/no-way-to-another-port", test_no_way_to_another_port);
  ADD ("/portal/a-page-that-leads-away-by-itself", test_a_page_that_leads_away_by_itself);
  ADD ("/portal/a-tile-that-has-moved", test_a_tile_that_has_moved);
  ADD ("/portal/parts-of-a-page-are-free", test_parts_of_a_page_are_free);
  ADD ("/portal/no-law-no-portal", test_no_law_no_portal);
  ADD ("/portal/schemes-that-lead-out", test_schemes_that_lead_out);
  ADD ("/portal/schemes-that-lead-nowhere", test_schemes_that_lead_nowhere);
#undef ADD
  return g_test_run ();
}
