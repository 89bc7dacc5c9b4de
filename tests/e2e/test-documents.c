// SPDX-License-Identifier: GPL-3.0-or-later
// The documents that a portal gives: which are taken, how many, under what names, and where they
// go.

#include <glib/gstdio.h>
#include <string.h>

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define PORTAL "Портал с документами"
#define NOT_TAKEN "Этот файл здесь не открыть"
#define TOO_LARGE "Этот документ слишком большой"
#define NO_ROOM "Для нового документа нет места"
#define BROKEN "Документ не загрузился"
#define SAVED "Документ сохранён в разделе «Мои документы»"
#define NO_MORE 50 // Documents in one visit.

#define PDF "%PDF-1.7\n"
#define MIB (1024 * 1024)
/* The kiosk gives a document up when 45 seconds have brought nothing of it. */
#define STALL_MS 90000

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  kapka_test_kiosk_add_portal (fixture->kiosk, "documents", PORTAL, url, "s3;s5");
  kapka_test_kiosk_set (fixture->kiosk, "downloads", "max_mib", "1");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

/* Everything that the visits have left in the runtime directory, a path a line. */
static char *
list_files (Fixture *fixture) {
  const char *const *environment =
      kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (fixture->kiosk));
  const char *runtime_dir = g_environ_getenv ((char **)environment, "XDG_RUNTIME_DIR");
  const char *const argv[] = {
    "find", runtime_dir, "-path", "*/kapka-visit-*/*", "-type", "f", NULL
  };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return output;
}

static void
assert_no_file (Fixture *fixture, const char *part) {
  g_autofree char *files = list_files (fixture);

  if (strstr (files, part) != NULL)
    g_error ("A file is left:\n%s", files);
}

static void
end (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
  assert_no_file (fixture, "/");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The portal's page is one link to @path. */
static void
open_portal (Fixture *fixture, const char *path) {
  g_autofree char *html = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><a href='%s' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">Документ</a>"
      "<script>" KAPKA_TEST_SHOWN ("1") "</script>",
      path);

  kapka_test_portal_server_set_html (fixture->server, "/portal", html);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
}

static void
take (Fixture *fixture, const char *path) {
  open_portal (fixture, path);
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
}

static void
expect_number (Fixture *fixture, guint number) {
  g_autofree char *name = g_strdup_printf ("Мои документы: %u", number);

  kapka_test_kiosk_expect (fixture->kiosk, name);
}

typedef struct {
  const char *name; // As the portal gives it.
  const char *type;
  const char *bytes;
  gsize length;
  const char *shown; // In the list, or NULL when it is refused.
} File;

#define BYTES(text) text, sizeof text - 1

static void
set_file (Fixture *fixture, const char *path, const File *file) {
  g_autofree char *name = g_uri_escape_string (file->name, NULL, FALSE);
  g_autofree char *disposition = g_strdup_printf ("attachment; filename*=UTF-8''%s", name);
  const char *const headers[] = { "Content-Disposition", disposition, NULL };
  g_autoptr (GBytes) body = g_bytes_new_static (file->bytes, file->length);

  kapka_test_portal_server_set_page (fixture->server, path, 200, file->type, body, headers);
}

static const File taken[] = {
  { "Заявление.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    BYTES ("PK\3\4\24\0"), "Заявление.docx" },
  { "Ӟеч.xls", "application/vnd.ms-excel", BYTES ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"),
    "Ӟеч.xls" },
  { "Фото.jpg", "image/jpeg", BYTES ("\xFF\xD8\xFF\xE0\0\20JFIF"), "Фото.jpg" },
  { "Выписка.xml", "application/xml", BYTES ("<?xml version=\"1.0\"?><Выписка/>"), "Выписка.xml" },
  { "Выписка.xml.sig", "application/octet-stream",
    BYTES ("\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"), "Выписка.xml.sig" },
  { "Архив.zip", "application/zip", BYTES ("PK\3\4\24\0"), "Архив.zip" },
  { "Архив.zip", "application/zip", BYTES ("PK\3\4\24\0"), "Архив (2).zip" },
  { "../../.спра\xE2\x80\xAEвка", "application/octet-stream", BYTES (PDF), "спра_вка.pdf" },
};

/* Each kind gets into the list, under a name that is safe; what opens is a PDF alone. */
static void
test_kinds_that_are_taken (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++) {
    set_file (fixture, "/file", &taken[i]);
    take (fixture, "/file");
    expect_number (fixture, i + 1);
    if (i + 1 < G_N_ELEMENTS (taken)) {
      kapka_test_kiosk_expect (fixture->kiosk, SAVED);
      kapka_test_kiosk_press (fixture->kiosk, "Продолжить");
      kapka_test_expect_gone (fixture->kiosk, SAVED);
    } else {
      kapka_test_kiosk_expect (fixture->kiosk, "Этот документ не открывается*"); // Too short.
    }
    kapka_test_go_home (fixture->kiosk);
  }
  kapka_test_kiosk_press (fixture->kiosk, "Мои документы: 8");
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    kapka_test_kiosk_expect (fixture->kiosk, taken[i].shown);
  kapka_test_kiosk_press (fixture->kiosk, "Открыть: спра_вка.pdf");
  kapka_test_kiosk_expect (fixture->kiosk, "Этот документ не открывается*");
  kapka_test_kiosk_press (fixture->kiosk, "Мои документы: 8");
  kapka_test_kiosk_expect (fixture->kiosk, "Фото.jpg");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Что вы хотите сделать?");
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 s5=1 users=1");
  end (fixture);
}

/* A portal that was left takes nothing that another one gives, though its answer still stood there.
 */
static void
test_portals_one_after_another (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, "/portal");

  kapka_test_kiosk_add_portal (fixture->kiosk, "other", "Другой портал", url, "s3;s5");
  begin (fixture);
  set_file (fixture, "/file", &taken[0]);
  take (fixture, "/file");
  kapka_test_kiosk_expect (fixture->kiosk, SAVED);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Другой портал");
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
  kapka_test_kiosk_expect (fixture->kiosk, SAVED);
  kapka_test_kiosk_press (fixture->kiosk, "Мои документы: 2");
  kapka_test_kiosk_expect (fixture->kiosk, "*Другой портал");
  end (fixture);
}

static const File refused[] = {
  { "справка.pdf", "application/pdf", BYTES ("MZ\x90\0\3\0\0\0"), NULL },
  { "справка.pdf", "application/pdf", BYTES ("<!doctype html><script>alert(1)</script>"), NULL },
  { "справка.pdf.exe", "application/pdf", BYTES (PDF), NULL },
  { "справка.exe", "application/octet-stream", BYTES ("MZ\x90\0\3\0\0\0"), NULL },
  { "картинка.png", "image/png", BYTES ("<svg xmlns='http://www.w3.org/2000/svg'/>"), NULL },
  { "фильм.mp4", "video/mp4",
    BYTES ("\0\0\0\x20"
           "ftypisom"),
    NULL },
};

static void
test_forged_files_are_refused (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    set_file (fixture, "/file", &refused[i]);
    take (fixture, "/file");
    kapka_test_kiosk_expect (fixture->kiosk, NOT_TAKEN);
    assert_no_file (fixture, "/incoming/");
    assert_no_file (fixture, "/documents/");
    kapka_test_go_home (fixture->kiosk);
  }
  end (fixture);
}

/* A whole answer whose body begins like a PDF and goes on with @size zeros. */
static GBytes *
make_answer (const char *headers, gsize size) {
  GByteArray *answer = g_byte_array_new ();
  g_autofree char *head = g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
                                       "Content-Disposition: attachment; filename=a.pdf\r\n",
                                       headers, "\r\n\r\n" PDF, NULL);
  guint length = (guint)strlen (head);

  g_byte_array_append (answer, (const guint8 *)head, length);
  g_byte_array_set_size (answer, length + (guint)size);
  memset (answer->data + length, 0, size);
  return g_byte_array_free_to_bytes (answer);
}

static GBytes *
make_gzip_answer (gsize size) {
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
                             "Content-Disposition: attachment; filename=a.pdf\r\n"
                             "Content-Encoding: gzip\r\nConnection: close\r\n\r\n";
  g_autofree char *body = g_malloc0 (size);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  memcpy (body, PDF, strlen (PDF));
  g_output_stream_write_all (memory, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (stream, body, size, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
expect_answer (Fixture *fixture, GBytes *answer, const char *words) {
  kapka_test_portal_server_set_raw (fixture->server, "/file", answer);
  take (fixture, "/file");
  kapka_test_kiosk_expect (fixture->kiosk, words);
  kapka_test_go_home (fixture->kiosk);
}

static gboolean
has_no_incoming_cb (gpointer data) {
  g_autofree char *files = list_files (data);

  return strstr (files, "/incoming/") == NULL;
}

/* Whatever an answer says about its length, what arrives is what counts. */
static void
test_size_is_measured (Fixture *fixture, gconstpointer data) {
  g_autoptr (GBytes) silent = make_answer ("Connection: close", 3 * MIB);
  g_autoptr (GBytes) boastful = make_answer ("Content-Length: 5000000000", 1000);
  g_autoptr (GBytes) huge = make_answer ("Content-Length: 99999999999999999999", 1000);
  g_autoptr (GBytes) cut = make_answer ("Content-Length: 100000", 1000);
  g_autoptr (GBytes) modest = make_answer ("Content-Length: 100", 3 * MIB);
  g_autoptr (GBytes) bomb = make_gzip_answer (64 * MIB);

  begin (fixture);
  expect_answer (fixture, silent, TOO_LARGE);
  expect_answer (fixture, boastful, TOO_LARGE);
  expect_answer (fixture, bomb, TOO_LARGE);
  expect_answer (fixture, cut, BROKEN);
  expect_answer (fixture, huge, TOO_LARGE);
  g_assert_true (kapka_test_wait_until (has_no_incoming_cb, fixture, DEADLINE_MS));
  assert_no_file (fixture, "/documents/");
  expect_answer (fixture, modest, "Мои документы: 1"); // Of the hundred bytes it promised.
  end (fixture);
}

/* A document that stays away is told of, and leaves its place to the next one. */
static void
test_a_document_that_stalls (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) notice = NULL;

  begin (fixture);
  take (fixture, "/half");
  kapka_test_kiosk_expect (fixture->kiosk, "Документ загружается…");
  notice = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                       ATSPI_ROLE_INVALID, BROKEN, STALL_MS);
  kapka_test_expect_gone (fixture->kiosk, "Документ загружается…");
  g_assert_true (kapka_test_wait_until (has_no_incoming_cb, fixture, DEADLINE_MS));
  kapka_test_go_home (fixture->kiosk);
  set_file (fixture, "/file", &taken[0]);
  take (fixture, "/file");
  kapka_test_kiosk_expect (fixture->kiosk, SAVED);
  end (fixture);
}

/* The visit as a whole is bounded, too. */
static void
test_room_of_a_visit (Fixture *fixture, gconstpointer data) {
  g_autoptr (GBytes) large = make_answer ("Connection: close", 700 * 1024);

  kapka_test_kiosk_set (fixture->kiosk, "downloads", "max_total_mib", "1");
  begin (fixture);
  expect_answer (fixture, large, "Мои документы: 1");
  expect_answer (fixture, large, NO_ROOM);
  expect_number (fixture, 1);
  end (fixture);
}

/* A page that gives documents without end fills neither the screen nor the memory. */
static void
test_documents_without_end (Fixture *fixture, gconstpointer data) {
  static const File file = { "много.zip", "application/zip", BYTES ("PK\3\4\24\0"), NULL };

  set_file (fixture, "/file", &file);
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><a id=a href='/file' "
      "style='position:fixed;inset:0'>Ещё</a>"
      "<script>let n = 0; function more() { if (n++ == 10000) return; a.click();"
      " setTimeout(more, 0); } onload = () => { fetch('/report?shown=1'); more(); }</script>");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
  kapka_test_kiosk_expect (fixture->kiosk, "Мои документы: *");
  kapka_test_kiosk_press (fixture->kiosk, "Позвать библиотекаря");
  // Over the notice of a document, which has such a button, too.
  kapka_test_kiosk_expect (fixture->kiosk, "Позовите библиотекаря");
  kapka_test_kiosk_press (fixture->kiosk, "Продолжить");
  expect_number (fixture, NO_MORE);
  kapka_test_go_home (fixture->kiosk);
  expect_number (fixture, NO_MORE);
  end (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/documents/kinds-that-are-taken", test_kinds_that_are_taken);
  ADD ("/documents/portals-one-after-another", test_portals_one_after_another);
  ADD ("/documents/forged-files-are-refused", test_forged_files_are_refused);
  ADD ("/documents/size-is-measured", test_size_is_measured);
  ADD ("/documents/a-document-that-stalls", test_a_document_that_stalls);
  ADD ("/documents/room-of-a-visit", test_room_of_a_visit);
  ADD ("/documents/documents-without-end", test_documents_without_end);
#undef ADD
  return g_test_run ();
}
