// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

#include <string.h>
#include <sys/mount.h>

#include "portal-server.h"

/* A portal whose page gives a document when it is touched. */
static void
add_giver (Sheet *sheet,
           KapkaTestPortalServer *server,
           const char *id,
           const char *tile,
           const char *type,
           const char *file,
           const char *bytes) {
  g_autofree char *document = g_strdup_printf ("/%s/document", id);
  g_autofree char *page = g_strdup_printf ("/%s", id);
  g_autofree char *html = g_strdup_printf (
      "<a href='%s' style='position:fixed;inset:0'></a><script>" KAPKA_TEST_SHOWN ("1") "</script>",
      document);
  g_autofree char *url = kapka_test_portal_server_get_uri (server, page);
  g_autofree char *escaped = g_uri_escape_string (file, NULL, FALSE);
  g_autofree char *disposition = g_strdup_printf ("attachment; filename*=UTF-8''%s", escaped);
  const char *const headers[] = { "Content-Disposition", disposition, NULL };
  g_autoptr (GBytes) body = g_bytes_new (bytes, strlen (bytes));

  kapka_test_portal_server_set_html (server, page, html);
  kapka_test_portal_server_set_page (server, document, 200, type, body, headers);
  kapka_test_kiosk_add_portal (sheet->kiosk, id, tile, url, "s3");
}

static void
take_document (Sheet *sheet, KapkaTestPortalServer *server, const char *tile, const char *shown) {
  sheet_press (sheet, "Узнать об услуге");
  sheet_press (sheet, tile);
  g_free (kapka_test_portal_server_wait_report (server, "shown", SHEET_DEADLINE_MS));
  kapka_test_x_display_click (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)),
      (int)sheet->width / 2, (int)sheet->height / 2);
  sheet_expect (sheet, shown);
  sheet_press (sheet, "В начало");
}

static void
take_saving (Sheet *sheet, const char *drive) {
  sheet_picture (sheet, "documents-several");
  sheet_press (sheet, "Сохранить всё на флешку");
  sheet_expect (sheet, "Вставьте флешку*");
  sheet_picture (sheet, "save-none");
  g_assert_cmpint (mount ("tmpfs", drive, "tmpfs", 0, "size=1m"), ==, 0);
  sheet_expect (sheet, "Флешка KINGSTON");
  sheet_picture (sheet, "save");
  sheet_press (sheet, "Флешка KINGSTON");
  sheet_expect (sheet, "Готово");
  sheet_picture (sheet, "save-done");
  sheet_press (sheet, "Готово");
  sheet_picture (sheet, "documents-kept");
}

static void
write_file (const char *drive, const char *name, gconstpointer bytes, gsize size) {
  g_autofree char *path = g_build_filename (drive, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize)size, &error);
  g_assert_no_error (error);
}

/* The drive is in its place, with what was saved. */
static void
take_own (Sheet *sheet, const char *drive) {
  g_autoptr (GBytes) form = kapka_test_read_form ();
  gsize size;
  gconstpointer bytes = g_bytes_get_data (form, &size);

  write_file (drive, "Договор найма жилого помещения.pdf", bytes, size);
  write_file (drive, "Письмо.docx", "PK\3\4", 4);
  sheet_press (sheet, "Напечатать с флешки");
  sheet_expect (sheet, "Флешка KINGSTON");
  sheet_picture (sheet, "own-drives");
  sheet_press (sheet, "Флешка KINGSTON");
  sheet_press (sheet, "Письмо.docx");
  sheet_expect (sheet, "Тексты и таблицы Word*");
  sheet_picture (sheet, "own-refused");
  sheet_press (sheet, "Договор найма жилого помещения.pdf");
  sheet_expect (sheet, "Страница 1 из 2");
  sheet_picture (sheet, "own-file");
}

void
sheet_take_drives (Sheet *sheet) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *media_dir = kapka_test_dir_make (dir, "media");
  g_autofree char *drive = kapka_test_dir_make (dir, "media/KINGSTON");
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);

  sheet_open_kiosk (sheet);
  add_giver (sheet, server, "pdf", "Даёт выписку", "application/pdf", "Выписка из реестра.pdf",
             "%PDF-1.7\n");
  add_giver (sheet, server, "csv", "Даёт таблицу", "text/csv", "Начисления за 2026 год.csv",
             "1,2\n");
  kapka_test_kiosk_set (sheet->kiosk, "storage", "media_dir", media_dir);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  sheet_start (sheet);
  take_document (sheet, server, "Даёт таблицу", "Документ сохранён*");
  take_document (sheet, server, "Даёт выписку", "Этот документ не открывается*");
  sheet_press (sheet, "Завершить");
  sheet_expect (sheet, "Ваши документы ещё не сохранены");
  sheet_picture (sheet, "unkept");
  sheet_press (sheet, "Открыть мои документы");
  take_saving (sheet, drive);
  take_own (sheet, drive);
  sheet_close_kiosk (sheet);
  umount2 (drive, MNT_DETACH);
}
