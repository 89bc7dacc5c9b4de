// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

#include <signal.h>

#include "certificate.h"
#include "portal-server.h"

static const char page_html[] =
    "<!doctype html><meta charset=utf-8><title>Учебный портал</title>"
    "<style>body{font:20px/1.45 'PT "
    "Sans',sans-serif;margin:0;color:#222}header{background:#274b7a;color:#fff;padding:18px "
    "40px;font-size:26px}"
    "main{padding:12px 40px;max-width:44em}label{display:block;margin:18px 0 "
    "6px}input{font:inherit;padding:12px;width:22em;max-width:90%}"
    "button{font:inherit;padding:12px 28px;margin-top:22px}</style>"
    "<header>Учебный портал</header><main><h1>Как идёт моё дело</h1>"
    "<p>Эта страница показана с этого же компьютера: так видно, как открывается настоящий "
    "портал.</p>"
    "<label for=n>Номер заявления</label><input id=n><label for=s>Фамилия заявителя</label><input "
    "id=s><br><button>Узнать</button></main>"
    "<script>requestAnimationFrame(()=>requestAnimationFrame(()=>{"
    "n.scrollIntoView({block:'nearest'});const r=n.getBoundingClientRect();"
    "fetch('/report?field='+(r.x+40)/innerWidth+','+(r.y+r.height/2)/innerHeight)}))</script>";

static void
crash_page (KapkaTestKiosk *kiosk) {
  g_autofree char *pid =
      g_strdup_printf ("%d", kapka_test_program_get_pid (kapka_test_kiosk_get_program (kiosk)));
  const char *const argv[] = { "pkill", "-KILL", "-g", pid, "-f", "WebKitWebProcess", NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, SHEET_DEADLINE_MS);
}

/* The page has reported where its field is, in shares of the view, whatever its zoom. */
static void
touch_field (Sheet *sheet, KapkaTestPortalServer *server) {
  g_autofree char *place =
      kapka_test_portal_server_wait_report (server, "field", SHEET_DEADLINE_MS);
  g_auto (GStrv) numbers = g_strsplit (place, ",", 2);
  g_autoptr (KapkaTestElement) view =
      kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_FILLER,
                                  "Учебный портал", SHEET_DEADLINE_MS);
  KapkaTestRect rect = { 0, 0, 0, 0 };

  g_assert_true (kapka_test_element_get_rect (view, &rect));
  sheet_picture (sheet, "portal");
  kapka_test_x_display_click (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)),
      rect.x + (int)(rect.width * g_ascii_strtod (numbers[0], NULL)),
      rect.y + (int)(rect.height * g_ascii_strtod (numbers[1], NULL)));
}

/* The keyboard as it opens, which is in Latin letters for English, and its other layouts. */
static void
take_keyboards (Sheet *sheet) {
  sheet_expect (sheet, "Пробел");
  sheet_picture (sheet, "keyboard");
  sheet_press (sheet, "Заглавные буквы");
  sheet_picture (sheet, "keyboard-capitals");
  if (!g_str_equal (sheet->language, "en")) {
    sheet_press (sheet, "Латинские буквы");
    sheet_picture (sheet, "keyboard-latin");
  }
  if (g_str_equal (sheet->language, "udm")) {
    sheet_press (sheet, "Удмуртские буквы");
    sheet_picture (sheet, "keyboard-udmurt");
  }
  sheet_press (sheet, "Знаки");
  sheet_picture (sheet, "keyboard-symbols");
  sheet_press (sheet, "Убрать клавиатуру");
}

typedef struct {
  const char *id;
  const char *tile;
  const char *url; // From "/": on the server.
  const char *title;
} Trouble;

static const Trouble troubles[] = {
  { "refused", "Чужая страница", "/elsewhere", "Эта страница здесь не открывается" },
  { "network", "Нет связи", "/close", "Сейчас нет связи с порталом" },
  { "dns", "Нет имени", "http://portal.invalid/", "Попробовать ещё раз" },
  { "down", "Не работает", "/status?code=503", "Портал сейчас не работает" },
  { "file", "Файл", "/file", "Этот файл здесь не открыть" },
};

static void
add_portal (Sheet *sheet,
            KapkaTestPortalServer *server,
            const char *id,
            const char *name,
            const char *url) {
  g_autofree char *address =
      *url == '/' ? kapka_test_portal_server_get_uri (server, url) : g_strdup (url);

  kapka_test_kiosk_add_portal (sheet->kiosk, id, name, address, "s3");
}

static void
add_portals (Sheet *sheet, KapkaTestPortalServer *server, KapkaTestPortalServer *safe_server) {
  g_autoptr (GBytes) program = g_bytes_new_static ("MZ", 2);
  g_autoptr (GBytes) table = g_bytes_new_static ("a,b\n", 4);
  const char *const program_headers[] = { "Content-Disposition", "attachment; filename=file.exe",
                                          NULL };
  const char *const table_headers[] = { "Content-Disposition", "attachment; filename=table.csv",
                                        NULL };

  kapka_test_portal_server_set_html (
      server, "/elsewhere", "<script>location='http://localhost:'+location.port+'/'</script>");
  kapka_test_portal_server_set_page (server, "/file", 200, "application/x-msdownload", program,
                                     program_headers);
  kapka_test_portal_server_set_page (server, "/table.csv", 200, "text/csv", table, table_headers);
  kapka_test_portal_server_set_html (server, "/table",
                                     "<h1>Таблица</h1><script>location = '/table.csv'</script>");
  kapka_test_portal_server_set_html (
      server, "/input",
      "<input type=file style='position:fixed;inset:0'><script>" KAPKA_TEST_SHOWN (
          "1") "</script>");
  kapka_test_portal_server_set_html (
      server, "/busy",
      "<h1>Занято</h1><script>onload = () => setTimeout (() => { while (true); })"
      "</script>");
  add_portal (sheet, server, "table", "Даёт таблицу", "/table");
  add_portal (sheet, server, "auth", "Спрашивает имя", "/auth");
  add_portal (sheet, server, "input", "Принимает файл", "/input");
  add_portal (sheet, server, "busy", "Зависает", "/busy");
  add_portal (sheet, safe_server, "certificate", "Чужой сертификат", "/");
  add_portal (sheet, server, "silent", "Молчит", "/hang");
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    add_portal (sheet, server, troubles[i].id, troubles[i].tile, troubles[i].url);
}

static void
take_trouble (Sheet *sheet, const Trouble *trouble) {
  g_autofree char *name = g_strconcat ("notice-", trouble->id, NULL);

  sheet_press (sheet, "Узнать об услуге");
  sheet_press (sheet, trouble->tile);
  sheet_expect (sheet, trouble->title);
  sheet_picture (sheet, name);
  sheet_press (sheet, "В начало");
}

static void
open_tile (Sheet *sheet, const char *tile, const char *title, const char *name) {
  sheet_press (sheet, "Узнать об услуге");
  sheet_press (sheet, tile);
  sheet_expect (sheet, title);
  sheet_picture (sheet, name);
}

/* What a portal gives and takes, and what it asks. */
static void
take_documents (Sheet *sheet, KapkaTestPortalServer *server) {
  open_tile (sheet, "Даёт таблицу", "Документ сохранён*", "document-saved");
  sheet_press (sheet, "Мои документы*");
  sheet_expect (sheet, "Мои документы");
  sheet_picture (sheet, "documents");
  sheet_press (sheet, "В начало");
  sheet_press (sheet, "Узнать об услуге");
  sheet_press (sheet, "Принимает файл");
  g_free (kapka_test_portal_server_wait_report (server, "shown", SHEET_DEADLINE_MS));
  kapka_test_x_display_click (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)),
      (int)sheet->width / 2, (int)sheet->height / 2);
  sheet_expect (sheet, "Выберите файл, чтобы прикрепить");
  sheet_picture (sheet, "file-chooser");
  sheet_press (sheet, "Не прикреплять");
  sheet_press (sheet, "В начало");
  open_tile (sheet, "Спрашивает имя", "Нужны имя и пароль", "question");
  sheet_press (sheet, "В начало");
  open_tile (sheet, "Зависает", "Страница не отвечает", "notice-hung");
  sheet_press (sheet, "В начало");
}

void
sheet_take_portals (Sheet *sheet) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autoptr (KapkaTestPortalServer) safe_server =
      kapka_test_portal_server_new ("127.0.0.1", certificate);
  const Trouble certificate_trouble = { "certificate", "Чужой сертификат", "/",
                                        "Не удалось установить*" };

  sheet_open_kiosk (sheet);
  add_portals (sheet, server, safe_server);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "visit", "portal_idle_seconds", "600");
  sheet_start (sheet);
  sheet_press (sheet, "Узнать об услуге");
  sheet_picture (sheet, "door-samples");
  sheet_press (sheet, "В начало");
  take_trouble (sheet, &certificate_trouble);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    take_trouble (sheet, &troubles[i]);
  take_documents (sheet, server);
  sheet_press (sheet, "Узнать об услуге");
  sheet_press (sheet, "Молчит");
  sheet_picture (sheet, "portal-opening");
  sheet_close_kiosk (sheet);
}

void
sheet_take_keyboard (Sheet *sheet) {
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);

  sheet_open_kiosk (sheet);
  kapka_test_portal_server_set_html (server, "/", page_html);
  add_portal (sheet, server, "page", "Учебный портал", "/");
  kapka_test_kiosk_set (sheet->kiosk, "visit", "portal_idle_seconds", "600");
  sheet_start (sheet);
  sheet_press (sheet, "Узнать об услуге");
  sheet_press (sheet, "Учебный портал");
  touch_field (sheet, server);
  take_keyboards (sheet);
  crash_page (sheet->kiosk);
  sheet_expect (sheet, "Страница закрылась сама");
  sheet_picture (sheet, "notice-crash");
  sheet_close_kiosk (sheet);
}
