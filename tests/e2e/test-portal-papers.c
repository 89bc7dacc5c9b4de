// SPDX-License-Identifier: GPL-3.0-or-later
// What a portal gives to take home: documents, pages on paper, and what is left of them after the
// visit.

#include <signal.h>
#include <string.h>

#include "pages.h"
#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define NOT_TAKEN "Этот файл здесь не открыть"
#define NOT_PRINTED "Не удалось подготовить страницу к печати"
#define PRINT_PAGE "Напечатать страницу"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestPrintServer *printer; // NULL in tests without one.
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_page (Fixture *fixture, const char *path, const char *link) {
  g_autofree char *html = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><a href='%s' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">Документ</a>"
      "<script>" KAPKA_TEST_SHOWN ("1") "</script>",
      link);

  kapka_test_portal_server_set_html (fixture->server, path, html);
}

static void
add_tile (Fixture *fixture,
          const char *id,
          const char *name,
          const char *path,
          const char *services) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, services);
}

static void
set_file (Fixture *fixture,
          const char *path,
          const char *type,
          GBytes *body,
          const char *disposition) {
  const char *const headers[] = { "Content-Disposition", disposition, NULL };

  kapka_test_portal_server_set_page (fixture->server, path, 200, type, body, headers);
}

/* Returns: (transfer full): a PNG of one pixel. */
static GBytes *
make_picture (void) {
  gsize length;
  guchar *bytes =
      g_base64_decode ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMB"
                       "AQDJ/pLvAAAAAElFTkSuQmCC",
                       &length);

  return g_bytes_new_take (bytes, length);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autoptr (GBytes) pdf = kapka_test_read_form ();
  g_autoptr (GBytes) zip = g_bytes_new_static ("PK\3\4", 4);
  g_autoptr (GBytes) picture = make_picture ();

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  set_page (fixture, "/portal", "/document");
  set_file (fixture, "/document", "application/pdf", pdf, "inline");
  set_file (fixture, "/attachment", "application/pdf", pdf,
            "attachment; filename=\"../../паспорт.pdf\"");
  set_file (fixture, "/picture", "image/png", picture, "attachment; filename=\"фото.png\"");
  set_file (fixture, "/forged", "application/pdf", zip, "attachment; filename=\"archive.pdf\"");
  set_file (fixture, "/program", "application/octet-stream", zip,
            "attachment; filename=\"program.exe\"");
  add_tile (fixture, "services", "Портал с документами", "/portal", "s3;s5");
  add_tile (fixture, "news", "Портал без документов", "/portal", "s3");
}

static void
set_up_with_printer (Fixture *fixture, gconstpointer data) {
  set_up (fixture, data);
  fixture->printer = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_print_server_free (fixture->printer);
  kapka_test_portal_server_free (fixture->server);
}

static void
await_report (Fixture *fixture, const char *key) {
  g_autofree char *value = kapka_test_portal_server_wait_report (fixture->server, key, DEADLINE_MS);
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

static void
open_portal (Fixture *fixture, const char *tile) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", tile);
  await_report (fixture, "shown");
}

static void
take_file (Fixture *fixture) {
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
}

/* The document shows in the place of the page, and Back brings the page again. */
static void
look_at_document (Fixture *fixture) {
  take_file (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 2");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, "Страница 1 из 2");
}

/* Taken twice by one visit it is one result of a service. */
static void
test_a_document_counts_once (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  look_at_document (fixture);
  look_at_document (fixture);
  kapka_test_go_home (fixture->kiosk);
  set_page (fixture, "/portal", "/attachment");
  open_portal (fixture, "Портал с документами");
  look_at_document (fixture);
  end (fixture, "s3=1 s5=1 users=1");
}

static void
test_a_portal_without_results (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_portal (fixture, "Портал без документов");
  look_at_document (fixture);
  end (fixture, "s3=1 users=1");
}

static void
test_other_files_are_refused_in_words (Fixture *fixture, gconstpointer data) {
  static const char *const files[] = { "/forged", "/program" };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    set_page (fixture, "/portal", files[i]);
    open_portal (fixture, "Портал с документами");
    take_file (fixture);
    kapka_test_kiosk_expect (fixture->kiosk, NOT_TAKEN);
    kapka_test_kiosk_press (fixture->kiosk, "Назад");
    kapka_test_expect_gone (fixture->kiosk, NOT_TAKEN);
    take_file (fixture);
    kapka_test_kiosk_expect (fixture->kiosk, NOT_TAKEN);
    kapka_test_go_home (fixture->kiosk);
  }
  end (fixture, "s3=1 users=1");
}

/* What is told of a document says nothing of the page that is on its way beside it. */
static void
test_a_refusal_beside_a_load (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><div style='position:fixed;inset:0' onclick=\""
      "fetch('/touched',{keepalive:true});a.click();setTimeout(()=>location.href='/hang',500)\">"
      "Дальше</div><a id=a href='/slow?ms=2000' download></a><script>" KAPKA_TEST_SHOWN (
          "1") "</script>");
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  take_file (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, NOT_TAKEN);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, NOT_TAKEN);
  g_clear_pointer (&fixture->server, kapka_test_portal_server_free);
  kapka_test_kiosk_expect (fixture->kiosk, "Сейчас нет связи с порталом");
  end (fixture, "s3=1 users=1");
}

/* A document that its own portal has broken says so in place of sheets that cannot be printed. */
static void
test_a_broken_document (Fixture *fixture, gconstpointer data) {
  g_autoptr (GBytes) broken = g_bytes_new_static ("%PDF-1.7 that goes no further", 29);

  set_file (fixture, "/document", "application/pdf", broken, "inline");
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  take_file (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Этот документ не открывается*");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  take_file (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Этот документ не открывается*");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
print (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Документ *ечат*");
}

/* A picture does not open by itself; the visitor finds it among his documents. */
static void
print_picture (Fixture *fixture) {
  set_page (fixture, "/portal", "/picture");
  open_portal (fixture, "Портал с документами");
  take_file (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Документ сохранён в разделе «Мои документы»");
  kapka_test_kiosk_press (fixture->kiosk, "Мои документы");
  kapka_test_kiosk_press (fixture->kiosk, "Открыть: фото.png");
  print (fixture);
}

/* On paper all are pages and no form. */
static void
test_papers_of_a_portal_are_no_forms (Fixture *fixture, gconstpointer data) {
  g_autofree char *page = NULL;

  begin (fixture);
  open_portal (fixture, "Портал с документами");
  take_file (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 2");
  print (fixture);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=2 s3=1 s5=1 users=1");
  kapka_test_kiosk_press (fixture->kiosk, "Мои документы: 1");
  kapka_test_kiosk_expect (fixture->kiosk, "Напечатано");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 2");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_press (fixture->kiosk, PRINT_PAGE);
  print (fixture);
  kapka_test_go_home (fixture->kiosk);
  print_picture (fixture);
  end (fixture, "pages=4 s3=1 s5=1 users=1");
  page = kapka_test_print_server_wait_document (fixture->printer, 2, DEADLINE_MS);
  g_assert_cmpuint (kapka_test_count_pages (page), ==, 1);
}

/* A page that takes its time to get ready is printed once, however often the button is touched. */
static void
test_a_page_is_printed_once (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGSTOP), >, 0);
  kapka_test_kiosk_press (fixture->kiosk, PRINT_PAGE);
  kapka_test_expect_forbidden (fixture->kiosk, PRINT_PAGE);
  kapka_test_pages_signal (fixture->kiosk, SIGCONT);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 1");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, "Страница 1 из 1");
  kapka_test_kiosk_press (fixture->kiosk, PRINT_PAGE);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 1");
  end (fixture, "s3=1 users=1");
}

/* A page whose process never comes back gives its button back with the next one. */
static void
test_a_page_that_falls_while_it_is_printed (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  g_assert_cmpuint (kapka_test_pages_signal (fixture->kiosk, SIGSTOP), >, 0);
  kapka_test_kiosk_press (fixture->kiosk, PRINT_PAGE);
  kapka_test_expect_forbidden (fixture->kiosk, PRINT_PAGE);
  kapka_test_pages_signal (fixture->kiosk, SIGKILL);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница закрылась сама");
  kapka_test_kiosk_press (fixture->kiosk, "Попробовать ещё раз");
  await_report (fixture, "shown");
  kapka_test_kiosk_press (fixture->kiosk, PRINT_PAGE);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 1");
  end (fixture, "s3=1 users=1");
}

/* The directory of the visit is gone, as when the memory it lies in fails. */
static void
lose_visit_dir (Fixture *fixture) {
  const char *const *environment =
      kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (fixture->kiosk));
  const char *runtime_dir = g_environ_getenv ((char **)environment, "XDG_RUNTIME_DIR");
  const char *const argv[] = { "find",   runtime_dir, "-name", "kapka-visit-*",
                               "-prune", "-exec",     "rm",    "-r",
                               "{}",     "+",         NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

static void
test_a_page_that_cannot_be_printed (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  lose_visit_dir (fixture);
  kapka_test_kiosk_press (fixture->kiosk, PRINT_PAGE);
  kapka_test_kiosk_expect (fixture->kiosk, NOT_PRINTED);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_expect_gone (fixture->kiosk, NOT_PRINTED);
  end (fixture, "s3=1 users=1");
}

static gboolean
has_no_visit_dir_cb (gpointer data) {
  return kapka_test_count_visit_dirs (data) == 0;
}

static void
test_documents_go_with_the_visit (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_portal (fixture, "Портал с документами");
  look_at_document (fixture);
  g_assert_cmpuint (kapka_test_count_visit_dirs (fixture->kiosk), ==, 1);
  kapka_test_end_visit (fixture->kiosk);
  g_assert_true (kapka_test_wait_until (has_no_visit_dir_cb, fixture->kiosk, DEADLINE_MS));
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The visitor before was logged in; the next one is a stranger to the portal. */
static void
test_a_new_visit_is_a_stranger (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><script>const had = document.cookie + (localStorage.who || '');"
      "document.cookie = 'who=visitor; max-age=86400'; localStorage.who = 'visitor';"
      "fetch('/report?shown=1&had=' + encodeURIComponent(had + '!'))</script>");
  begin (fixture);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *had_at_first = NULL;
    g_autofree char *had_then = NULL;

    open_portal (fixture, "Портал с документами");
    had_at_first = kapka_test_portal_server_wait_report (fixture->server, "had", DEADLINE_MS);
    g_assert_cmpstr (had_at_first, ==, "!");
    kapka_test_go_home (fixture->kiosk);
    open_portal (fixture, "Портал с документами");
    had_then = kapka_test_portal_server_wait_report (fixture->server, "had", DEADLINE_MS);
    g_assert_cmpstr (had_then, ==, "who=visitorvisitor!");
    kapka_test_end_visit (fixture->kiosk);
    kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
    kapka_test_begin_visit (fixture->kiosk);
  }
  end (fixture, "s3=2 users=2");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-papers/a-document-counts-once", test_a_document_counts_once);
  ADD ("/portal-papers/a-portal-without-results", test_a_portal_without_results);
  ADD ("/portal-papers/other-files-are-refused-in-words", test_other_files_are_refused_in_words);
  ADD ("/portal-papers/a-refusal-beside-a-load", test_a_refusal_beside_a_load);
  ADD ("/portal-papers/a-broken-document", test_a_broken_document);
  g_test_add ("/portal-papers/papers-of-a-portal-are-no-forms", Fixture, NULL, set_up_with_printer,
              test_papers_of_a_portal_are_no_forms, tear_down);
  ADD ("/portal-papers/a-page-is-printed-once", test_a_page_is_printed_once);
  ADD ("/portal-papers/a-page-that-falls-while-it-is-printed",
       test_a_page_that_falls_while_it_is_printed);
  ADD ("/portal-papers/a-page-that-cannot-be-printed", test_a_page_that_cannot_be_printed);
  ADD ("/portal-papers/documents-go-with-the-visit", test_documents_go_with_the_visit);
  ADD ("/portal-papers/a-new-visit-is-a-stranger", test_a_new_visit_is_a_stranger);
#undef ADD
  return g_test_run ();
}
