// SPDX-License-Identifier: GPL-3.0-or-later
// Windows that a page of a portal opens: they lie on each other, each with a way back, and none
// leads farther than the page itself.

#include <string.h>

#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000
#define PORTAL "Учебный портал"
#define REFUSED "Эта страница здесь не открывается"
#define CROWDED "Открыто слишком много страниц"
#define PREVIEW "Страница 1 из *"

/* A page that is one large control. It reports that it is there; each touch tells the number of the
 * document, by which it is seen whether the same one is there again. When something has covered it
 * after a touch, it also tells that it is in sight again. */
#define PAGE_HTML                                                                                  \
  "<!doctype html><meta charset=utf-8>"                                                            \
  "<style>.all{position:fixed;inset:0;width:100%%;height:100%%;font-size:40px}</style>"            \
  "<script>const number=Math.random();"                                                            \
  "const touched=()=>fetch('/touched?'+number,{keepalive:true});"                                  \
  "const tell=(what)=>fetch('/report?told='+what,{keepalive:true});"                               \
  "const paper=async(use)=>use(URL.createObjectURL(await(await fetch('/document')).blob()));"      \
  "const sheet=()=>{const x=new XMLHttpRequest();x.open('GET','/document',false);"                 \
  "x.overrideMimeType('text/plain;charset=x-user-defined');x.send();return URL.createObjectURL("   \
  "new Blob([Uint8Array.from(x.responseText,(c)=>c.charCodeAt(0)&255)],"                           \
  "{type:'application/pdf'}))};"                                                                   \
  "let touches=0;addEventListener('click',()=>{touched();touches++},true);"                        \
  "document.onvisibilitychange=()=>{"                                                              \
  "if(touches>0&&!document.hidden)fetch('/report?seen='+number)}</script>%s"                       \
  "<script>" KAPKA_TEST_SHOWN ("%s") "</script>"

#define BUTTON(script) "<button class=all onclick=\"" script "\">дальше</button>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestPortalServer *foreign; // Another host, on the same machine.
  char *foreign_url;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_document (Fixture *fixture) {
  g_autoptr (GBytes) pdf = kapka_test_read_form ();

  kapka_test_portal_server_set_page (fixture->server, "/document", 200, "application/pdf", pdf,
                                     NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->foreign = kapka_test_portal_server_new ("::1", NULL);
  fixture->foreign_url = kapka_test_portal_server_get_uri (fixture->foreign, "/foreign");
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  set_document (fixture);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", PORTAL, url, "s3;s5");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->foreign);
  kapka_test_portal_server_free (fixture->server);
  g_free (fixture->foreign_url);
}

/* FOREIGN stands for the address of the other host. */
static void
set_page (Fixture *fixture, const char *path, const char *name, const char *control) {
  g_auto (GStrv) parts = g_strsplit (control, "FOREIGN", -1);
  g_autofree char *filled = g_strjoinv (fixture->foreign_url, parts);
  g_autofree char *html = g_strdup_printf (PAGE_HTML, filled, name);

  kapka_test_portal_server_set_html (fixture->server, path, html);
}

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
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->foreign, NULL), ==, 0);
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
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  kapka_test_portal_server_expect_report (fixture->server, "shown", name);
}

static void
go_back (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
}

/* The very page that felt @before is in sight again. */
static void
expect_page (Fixture *fixture, const char *before) {
  g_autofree char *after = NULL;

  do {
    g_free (after);
    after = kapka_test_portal_server_wait_report (fixture->server, "seen", DEADLINE_MS);
  } while (!g_str_equal (after, before));
  g_free (after);
  after = touch (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* A touch on the first page opens a window, and no other does. */
static void
test_a_window_has_its_own_way_back (Fixture *fixture, gconstpointer data) {
  static const char *const controls[][2] = {
    { "blank", "<a class=all target=_blank href='/inside' "
               "onclick='if(touches>1)event.preventDefault()'>дальше</a>" },
    { "open", BUTTON ("if(touches<2)window.open('/inside')") },
    { "noopener", BUTTON ("if(touches<2)window.open('/inside','_blank','noopener')") },
    { "named", BUTTON ("if(touches<2)window.open('/inside','w','popup,width=200,height=100')") },
    { "form", "<form target=_blank method=post action='/inside' onsubmit='return touches<2'>"
              "<button class=all>дальше</button></form>" },
    { "empty",
      BUTTON ("if(touches<2){const w=window.open('');fetch('/document').then(()=>w.location="
              "'/inside')}") },
  };

  set_page (fixture, "/deeper", "deeper", "<h1>Глубже</h1>");
  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++) {
    g_autofree char *first = NULL;
    g_autofree char *inside = NULL;

    set_page (fixture, "/inside", "inside", "<a class=all href='/deeper'>дальше</a>");
    show_control (fixture, controls[i][0], controls[i][1]);
    first = touch (fixture);
    kapka_test_portal_server_expect_report (fixture->server, "shown", "inside");
    inside = touch (fixture);
    g_assert_cmpstr (first, !=, inside);
    kapka_test_portal_server_expect_report (fixture->server, "shown", "deeper");
    go_back (fixture);
    kapka_test_portal_server_expect_report (fixture->server, "shown", "inside");
    go_back (fixture);
    expect_page (fixture, first);
  }
  end (fixture, "s3=1 users=1");
}

/* A receipt that a script writes into an empty window, and the header, which shows no host for it.
 */
static void
test_a_window_that_is_written (Fixture *fixture, gconstpointer data) {
  g_autofree char *first = NULL;
  g_autofree char *written = NULL;

  begin (fixture);
  show_control (fixture, "writing",
                BUTTON ("if(touches<2){const w=window.open('');w.document.write('<body "
                        "onclick=opener.fetch(`/touched?written`)><h1>Квитанция</h1>')}"));
  kapka_test_kiosk_expect (fixture->kiosk, "127.0.0.1");
  first = touch (fixture);
  kapka_test_expect_gone (fixture->kiosk, "127.0.0.1");
  written = touch (fixture);
  g_assert_cmpstr (written, ==, "written");
  go_back (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "127.0.0.1");
  expect_page (fixture, first);
  end (fixture, "s3=1 users=1");
}

static void
test_a_window_that_closes_itself (Fixture *fixture, gconstpointer data) {
  g_autofree char *first = NULL;
  g_autofree char *inside = NULL;

  set_page (fixture, "/inside", "inside", BUTTON ("window.close()"));
  begin (fixture);
  show_control (fixture, "opener", BUTTON ("if(touches<2)window.open('/inside')"));
  first = touch (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "inside");
  inside = touch (fixture);
  expect_page (fixture, first);
  end (fixture, "s3=1 users=1");
}

/* Portals wait for the end of the window in which a visitor pays or logs in; a window that the way
 * back has left must not go on behind the screen. */
static void
test_a_window_that_is_left (Fixture *fixture, gconstpointer data) {
  g_autofree char *first = NULL;

  set_page (fixture, "/inside", "inside", BUTTON (""));
  begin (fixture);
  show_control (fixture, "waiting",
                BUTTON ("if(touches<2){const w=window.open('/inside');const i=setInterval(()=>{"
                        "if(w.closed){clearInterval(i);tell('closed')}},100)}"));
  first = touch (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "inside");
  go_back (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "told", "closed");
  expect_page (fixture, first);
  end (fixture, "s3=1 users=1");
}

/* The first page is the portal itself: no script closes it or leads it away. */
static void
test_no_trick_of_an_opener (Fixture *fixture, gconstpointer data) {
  static const char *const tricks[][2] = {
    { "close-opener", BUTTON ("opener.close();tell('done')") },
    { "lead-opener", BUTTON ("opener.location='FOREIGN';tell('done')") },
    { "post-opener",
      "<form method=post action='FOREIGN' target=first><input name=snils value=1 type=hidden>"
      "<button class=all onclick=\"opener.name='first';tell('done')\">дальше</button></form>" },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (tricks); i++) {
    g_autofree char *first = NULL;

    set_page (fixture, "/inside", "inside", tricks[i][1]);
    show_control (fixture, tricks[i][0], BUTTON ("if(touches<2)window.open('/inside')"));
    first = touch (fixture);
    kapka_test_portal_server_expect_report (fixture->server, "shown", "inside");
    g_free (touch (fixture));
    kapka_test_portal_server_expect_report (fixture->server, "told", "done");
    go_back (fixture);
    if (i > 0) {
      kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
      go_back (fixture);
      kapka_test_expect_gone (fixture->kiosk, REFUSED);
    }
    expect_page (fixture, first);
  }
  end (fixture, "s3=1 users=1");
}

/* An empty window stays, as it may hold what a script has written; one that never held a page goes.
 */
static void
test_a_window_that_goes_elsewhere (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *name;
    const char *control;
    gboolean stays;
  } attempts[] = {
    { "later",
      BUTTON ("if(touches<2){const w=window.open('about:blank');"
              "setTimeout(()=>w.location='FOREIGN',50)}"),
      TRUE },
    { "data", BUTTON ("if(touches<2){const w=window.open('');w.location='data:text/html,1'}"),
      TRUE },
    { "redirect", BUTTON ("if(touches<2)window.open('/redirect?to=FOREIGN')"), FALSE },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++) {
    g_autofree char *first = NULL;

    show_control (fixture, attempts[i].name, attempts[i].control);
    first = touch (fixture);
    kapka_test_kiosk_expect (fixture->kiosk, REFUSED);
    go_back (fixture);
    kapka_test_expect_gone (fixture->kiosk, REFUSED);
    if (attempts[i].stays)
      go_back (fixture);
    expect_page (fixture, first);
  }
  end (fixture, "s3=1 users=1");
}

static void
test_no_window_without_a_touch (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  show_control (fixture, "silent",
                "<script>tell(window.open('/inside')?'opened':'none')</script>" BUTTON (""));
  kapka_test_portal_server_expect_report (fixture->server, "told", "none");
  g_free (touch (fixture));
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/inside"), ==, 0);
  end (fixture, "s3=1 users=1");
}

static void
test_few_windows (Fixture *fixture, gconstpointer data) {
  char *numbers[4] = { NULL };

  begin (fixture);
  show_control (fixture, "first", BUTTON ("window.open('/portal')"));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (i > 0)
      kapka_test_portal_server_expect_report (fixture->server, "shown", "first");
    numbers[i] = touch (fixture);
  }
  kapka_test_kiosk_expect (fixture->kiosk, CROWDED);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/portal"), ==, 4);
  go_back (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "seen", numbers[3]);
  go_back (fixture);
  expect_page (fixture, numbers[2]);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "first");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_free (numbers[i]);
  end (fixture, "s3=1 users=1");
}

/* What a page has made is a document, by whatever way it would open, and leaves no window behind.
 */
static void
test_what_a_page_has_made (Fixture *fixture, gconstpointer data) {
  static const char *const controls[][2] = {
    { "location", BUTTON ("if(touches<2)paper((url)=>location=url)") },
    { "link", BUTTON ("if(touches<2)paper((url)=>{const "
                      "a=document.createElement('a');a.href=url;a.click()})") },
    { "download",
      BUTTON ("if(touches<2)paper((url)=>{const a=document.createElement('a');a.href=url;"
              "a.download='act.pdf';a.click()})") },
    { "open", BUTTON ("if(touches<2)paper((url)=>window.open(url))") },
    { "open-later",
      BUTTON ("if(touches<2){const w=window.open('');paper((url)=>w.location=url)}") },
    { "frame",
      BUTTON ("if(touches<2)paper((url)=>{const f=document.createElement('iframe');f.src=url;"
              "document.body.append(f)})") },
    { "blank", "<a class=all id=a target=_blank onclick='return touches<2'>дальше</a>"
               "<script>a.href=sheet()</script>" },
    { "open-at-once", BUTTON ("if(touches<2)window.open(sheet())") },
    { "window-with-pdf", BUTTON ("if(touches<2)window.open('/document')") },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++) {
    g_autofree char *first = NULL;

    show_control (fixture, controls[i][0], controls[i][1]);
    first = touch (fixture);
    kapka_test_kiosk_expect (fixture->kiosk, PREVIEW);
    go_back (fixture);
    kapka_test_expect_gone (fixture->kiosk, PREVIEW);
    expect_page (fixture, first);
  }
  end (fixture, "s3=1 s5=1 users=1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/windows/a-window-has-its-own-way-back", test_a_window_has_its_own_way_back);
  ADD ("/windows/a-window-that-is-written", test_a_window_that_is_written);
  ADD ("/windows/a-window-that-closes-itself", test_a_window_that_closes_itself);
  ADD ("/windows/a-window-that-is-left", test_a_window_that_is_left);
  ADD ("/windows/no-trick-of-an-opener", test_no_trick_of_an_opener);
  ADD ("/windows/a-window-that-goes-elsewhere", test_a_window_that_goes_elsewhere);
  ADD ("/windows/no-window-without-a-touch", test_no_window_without_a_touch);
  ADD ("/windows/few-windows", test_few_windows);
  ADD ("/windows/what-a-page-has-made", test_what_a_page_has_made);
#undef ADD
  return g_test_run ();
}
