// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves a picture of every screen of the visitor, and of the librarian's journal, in every size in
// a directory: contact-sheet DIRECTORY [SIZE…], where SIZE is as 1280x1024. The doors show the real
// catalogue, the portals are pages of this machine. Run it by the environment that meson gives to
// tests.

#include <signal.h>
#include <stdlib.h>

#include "certificate.h"
#include "desk-steps.h"
#include "kiosk.h"
#include "portal-server.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define STILL_USEC (400 * G_TIME_SPAN_MILLISECOND)

static const char *const all_sizes[] = { "1024x768", "1280x1024", "1920x1080", "1080x1920", NULL };

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
    "<script>requestAnimationFrame(()=>requestAnimationFrame(()=>{const "
    "r=n.getBoundingClientRect();"
    "fetch('/report?field='+Math.round(r.x+40)+','+Math.round(r.y+r.height/2))}))</script>";

/* What goes on in all of one size. */
typedef struct {
  const char *directory;
  const char *size;
  guint width;
  guint height;
  KapkaTestPrintServer *print_server;
  KapkaTestKiosk *kiosk; // The one that is running.
} Sheet;

typedef struct {
  KapkaTestXDisplay *display;
  const char *path;
  char *last;
  gsize last_length;
  gint64 since_usec;
} Stillness;

static gboolean
is_still (gpointer data) {
  Stillness *stillness = data;
  g_autofree char *now = NULL;
  gsize length = 0;

  kapka_test_x_display_screenshot (stillness->display, stillness->path);
  g_file_get_contents (stillness->path, &now, &length, NULL);
  if (stillness->last == NULL || length != stillness->last_length ||
      memcmp (now, stillness->last, length) != 0) {
    g_free (stillness->last);
    stillness->last = g_steal_pointer (&now);
    stillness->last_length = length;
    stillness->since_usec = g_get_monotonic_time ();
  }
  return g_get_monotonic_time () - stillness->since_usec > STILL_USEC;
}

/* A picture is taken when nothing moves any more; what turns for ever is taken as it is. */
static void
picture (Sheet *sheet, const char *name) {
  g_autofree char *file = g_strdup_printf ("%s-%s.png", sheet->size, name);
  g_autofree char *path = g_build_filename (sheet->directory, file, NULL);
  Stillness stillness = {
    kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)), path, NULL, 0, 0
  };

  kapka_test_wait_until (is_still, &stillness, 5000);
  g_free (stillness.last);
  g_print ("%s\n", path);
}

static void
press (Sheet *sheet, const char *name) {
  kapka_test_kiosk_press (sheet->kiosk, name);
}

static void
expect (Sheet *sheet, const char *name) {
  kapka_test_kiosk_expect (sheet->kiosk, name);
}

static void
type_key (Sheet *sheet, const char *key) {
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)), key);
}

static void
start (Sheet *sheet) {
  kapka_test_kiosk_start (sheet->kiosk);
  picture (sheet, "waiting");
  press (sheet, "Коснитесь экрана");
  expect (sheet, "Что вы хотите сделать?");
}

static void
open_kiosk (Sheet *sheet) {
  sheet->kiosk = kapka_test_kiosk_new (sheet->width, sheet->height);
}

static void
close_kiosk (Sheet *sheet) {
  g_clear_pointer (&sheet->kiosk, kapka_test_kiosk_free);
}

static void
door (Sheet *sheet, const char *title, const char *tile, const char *name) {
  press (sheet, title);
  expect (sheet, tile);
  picture (sheet, name);
}

static void
print_states (Sheet *sheet) {
  press (sheet, "Обращение в орган власти");
  expect (sheet, "Страница 1 из 2");
  picture (sheet, "form");
  press (sheet, "Печатать");
  expect (sheet, "Документ принят*");
  picture (sheet, "form-accepted");
  kapka_test_print_server_set_accepting (sheet->print_server, FALSE);
  press (sheet, "Печатать");
  expect (sheet, "Принтер *");
  picture (sheet, "form-refused");
  kapka_test_print_server_set_accepting (sheet->print_server, TRUE);
}

/* Doors, forms, help, focus and goodbye, with the real catalogue. */
static void
take_doors (Sheet *sheet) {
  open_kiosk (sheet);
  kapka_test_kiosk_use_installed_portals (sheet->kiosk);
  kapka_test_kiosk_set_print_server (sheet->kiosk, sheet->print_server);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  start (sheet);
  picture (sheet, "home");
  press (sheet, "Позвать библиотекаря");
  expect (sheet, "Позовите библиотекаря");
  picture (sheet, "help");
  press (sheet, "Продолжить");
  door (sheet, "Узнать, что делает власть", "Правительство*", "door-many");
  press (sheet, "В начало");
  door (sheet, "Узнать об услуге", "Госуслуги", "door-few");
  press (sheet, "В начало");
  door (sheet, "Напечатать бланк", "Обращение в орган власти", "door-forms");
  print_states (sheet);
  press (sheet, "В начало");
  type_key (sheet, "Tab");
  type_key (sheet, "Tab");
  type_key (sheet, "Tab");
  picture (sheet, "home-focus");
  press (sheet, "Завершить");
  expect (sheet, "Спасибо! Всё стёрто");
  picture (sheet, "goodbye");
  close_kiosk (sheet);
}

static void
crash_page (KapkaTestKiosk *kiosk) {
  g_autofree char *pid =
      g_strdup_printf ("%d", kapka_test_program_get_pid (kapka_test_kiosk_get_program (kiosk)));
  const char *const argv[] = { "pkill", "-KILL", "-g", pid, "-f", "WebKitWebProcess", NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

/* The page has reported where its field is, from the corner of the view. */
static void
touch_field (Sheet *sheet, KapkaTestPortalServer *server) {
  g_autofree char *place = kapka_test_portal_server_wait_report (server, "field", DEADLINE_MS);
  g_auto (GStrv) numbers = g_strsplit (place, ",", 2);
  g_autoptr (KapkaTestElement) view = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_FILLER, "Учебный портал", DEADLINE_MS);
  KapkaTestRect rect = { 0, 0, 0, 0 };

  g_assert_true (kapka_test_element_get_rect (view, &rect));
  picture (sheet, "portal");
  kapka_test_x_display_click (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)),
      rect.x + atoi (numbers[0]), rect.y + atoi (numbers[1]));
}

/* The keyboard as it opens, and each of its other layouts. */
static void
take_keyboard (Sheet *sheet) {
  expect (sheet, "Пробел");
  picture (sheet, "keyboard-russian");
  press (sheet, "Заглавные буквы");
  picture (sheet, "keyboard-capitals");
  press (sheet, "Латинские буквы");
  picture (sheet, "keyboard-latin");
  press (sheet, "Знаки");
  picture (sheet, "keyboard-symbols");
  press (sheet, "Убрать клавиатуру");
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

  kapka_test_portal_server_set_html (server, "/", page_html);
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
  add_portal (sheet, server, "page", "Учебный портал", "/");
  add_portal (sheet, safe_server, "certificate", "Чужой сертификат", "/");
  add_portal (sheet, server, "silent", "Молчит", "/hang");
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    add_portal (sheet, server, troubles[i].id, troubles[i].tile, troubles[i].url);
}

static void
take_trouble (Sheet *sheet, const Trouble *trouble) {
  g_autofree char *name = g_strconcat ("notice-", trouble->id, NULL);

  press (sheet, "Узнать об услуге");
  picture (sheet, "door-samples");
  press (sheet, trouble->tile);
  expect (sheet, trouble->title);
  picture (sheet, name);
  press (sheet, "В начало");
}

static void
open_tile (Sheet *sheet, const char *tile, const char *title, const char *name) {
  press (sheet, "Узнать об услуге");
  press (sheet, tile);
  expect (sheet, title);
  picture (sheet, name);
}

/* What a portal gives and takes, and what it asks. */
static void
take_documents (Sheet *sheet, KapkaTestPortalServer *server) {
  open_tile (sheet, "Даёт таблицу", "Документ сохранён*", "document-saved");
  press (sheet, "Мои документы*");
  expect (sheet, "Мои документы");
  picture (sheet, "documents");
  press (sheet, "В начало");
  press (sheet, "Узнать об услуге");
  press (sheet, "Принимает файл");
  g_free (kapka_test_portal_server_wait_report (server, "shown", DEADLINE_MS));
  kapka_test_x_display_click (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)),
      (int)sheet->width / 2, (int)sheet->height / 2);
  expect (sheet, "Выберите*");
  picture (sheet, "file-chooser");
  press (sheet, "Не прикреплять");
  press (sheet, "В начало");
  open_tile (sheet, "Спрашивает имя", "Нужны имя и пароль", "question");
  press (sheet, "В начало");
  open_tile (sheet, "Зависает", "Страница не отвечает", "notice-hung");
  press (sheet, "В начало");
}

/* A portal with its tools, its keyboard and all that can go wrong there. */
static void
take_portals (Sheet *sheet) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autoptr (KapkaTestPortalServer) safe_server =
      kapka_test_portal_server_new ("127.0.0.1", certificate);
  const Trouble certificate_trouble = { "certificate", "Чужой сертификат", "/",
                                        "Не удалось установить*" };

  open_kiosk (sheet);
  add_portals (sheet, server, safe_server);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "visit", "portal_idle_seconds", "600");
  start (sheet);
  take_trouble (sheet, &certificate_trouble);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    take_trouble (sheet, &troubles[i]);
  take_documents (sheet, server);
  press (sheet, "Узнать об услуге");
  press (sheet, "Молчит");
  picture (sheet, "portal-opening");
  press (sheet, "В начало");
  press (sheet, "Узнать об услуге");
  press (sheet, "Учебный портал");
  touch_field (sheet, server);
  take_keyboard (sheet);
  crash_page (sheet->kiosk);
  expect (sheet, "Страница закрылась сама");
  picture (sheet, "notice-crash");
  close_kiosk (sheet);
}

/* A mistake in the settings, then a journal that cannot be written, and a visitor who says nothing.
 */
static void
take_notes (Sheet *sheet) {
  open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "many");
  kapka_test_kiosk_start (sheet->kiosk);
  picture (sheet, "note-settings");
  close_kiosk (sheet);
  open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "10");
  kapka_test_kiosk_set (sheet->kiosk, "storage", "state_dir", "/dev/null/kapka");
  kapka_test_kiosk_start (sheet->kiosk);
  press (sheet, "Коснитесь экрана");
  expect (sheet, "Сейчас посещения не учитываются*");
  picture (sheet, "note-counting");
  expect (sheet, "Вы ещё здесь?");
  picture (sheet, "countdown");
  close_kiosk (sheet);
}

/* An invented year, in the state directory before the kiosk begins to write there. */
static void
invent_year (Sheet *sheet) {
  g_autofree char *state_dir =
      g_strdup_printf ("--state-dir=%s", kapka_test_kiosk_get_state_dir (sheet->kiosk));
  const char *const argv[] = { g_getenv ("KAPKACTL"),
                               "--data-dir",
                               g_getenv ("KAPKA_DATA_DIR"),
                               "demo",
                               "--visits=600",
                               state_dir,
                               NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

static const char *const months[] = { "Январь",   "Февраль", "Март",   "Апрель",
                                      "Май",      "Июнь",    "Июль",   "Август",
                                      "Сентябрь", "Октябрь", "Ноябрь", "Декабрь" };

/* Back to December of the year before. */
static void
turn_back (Sheet *sheet) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int i = g_date_time_get_month (now) - 2; i >= -1; i--) {
    g_autofree char *title = g_strdup_printf ("%s %d", months[(i + 12) % 12],
                                              g_date_time_get_year (now) - (i < 0 ? 1 : 0));

    press (sheet, "Предыдущий месяц");
    expect (sheet, title);
  }
}

/* The desk of the librarian: the diary, lists of visits, a visit and its corrections. */
static void
take_journal (Sheet *sheet) {
  open_kiosk (sheet);
  kapka_test_kiosk_use_installed_portals (sheet->kiosk);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  invent_year (sheet);
  kapka_test_kiosk_start (sheet->kiosk);
  desk_name_people (sheet->kiosk);
  desk_enter (sheet->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (sheet->kiosk, "Журнал");
  expect (sheet, "Месяц открыт");
  picture (sheet, "journal-now");
  turn_back (sheet);
  picture (sheet, "journal-month");
  press (sheet, "Все посещения");
  expect (sheet, "*завершил посетитель*Госуслуги*");
  picture (sheet, "journal-all");
  press (sheet, "Отбор");
  expect (sheet, "Любая услуга");
  picture (sheet, "journal-selection");
  press (sheet, "Отбор");
  press (sheet, "*завершил посетитель*Госуслуги*");
  expect (sheet, "Другая услуга: Госуслуги*");
  picture (sheet, "journal-visit");
  press (sheet, "Другая услуга: Госуслуги*");
  expect (sheet, "Какая это была услуга?");
  picture (sheet, "journal-service");
  press (sheet, "Узнать, что делает власть. *");
  expect (sheet, "Почему вносится исправление?");
  picture (sheet, "journal-reason");
  press (sheet, "Выбрана не та услуга");
  expect (sheet, "Отменить: *");
  picture (sheet, "journal-corrected");
  press (sheet, "Отменить: *");
  expect (sheet, "Вернуть: *");
  picture (sheet, "journal-undone");
  press (sheet, "Объединить с другим");
  expect (sheet, "*завершил посетитель*");
  picture (sheet, "journal-join");
  close_kiosk (sheet);
}

static void
take_first_start (Sheet *sheet) {
  open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "staff", "ask_first_pin", "true");
  kapka_test_kiosk_start (sheet->kiosk);
  expect (sheet, "Позже");
  picture (sheet, "first-start");
  close_kiosk (sheet);
}

static void
take_reports (Sheet *sheet) {
  desk_open_page (sheet->kiosk, "Отчёты");
  press (sheet, "Год назад");
  expect (sheet, "Таблица А. Динамика показателей");
  picture (sheet, "reports-yearly");
  press (sheet, "Сохранить на флешку");
  picture (sheet, "reports-save");
  press (sheet, "Назад к отчёту");
  press (sheet, "Месяц");
  expect (sheet, "Итого за месяц");
  picture (sheet, "reports-month");
  press (sheet, "Обзор года");
  expect (sheet, "понедельник");
  picture (sheet, "reports-review");
}

static void
take_machine (Sheet *sheet) {
  desk_open_page (sheet->kiosk, "Отправка");
  expect (sheet, "Отправить сейчас");
  picture (sheet, "upload");
  desk_open_page (sheet->kiosk, "Оборудование");
  expect (sheet, "Kapka *");
  picture (sheet, "machine");
  press (sheet, "Выключить");
  picture (sheet, "machine-question");
  desk_open_page (sheet->kiosk, "Сотрудники");
  expect (sheet, "Заведующая: Удалить");
  picture (sheet, "people");
  press (sheet, "Добавить сотрудника");
  picture (sheet, "people-new");
}

/* The desk of an administrator: reports of an invented year, the upload, the machine, the staff. */
static void
take_administration (Sheet *sheet) {
  open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  invent_year (sheet);
  kapka_test_kiosk_start (sheet->kiosk);
  desk_name_people (sheet->kiosk);
  desk_enter (sheet->kiosk, DESK_ADMINISTRATOR_PIN);
  take_reports (sheet);
  take_machine (sheet);
  close_kiosk (sheet);
}

static void
take_size (const char *directory, const char *size, KapkaTestPrintServer *print_server) {
  g_auto (GStrv) sides = g_strsplit (size, "x", 2);
  Sheet sheet = { directory,    size, (guint)atoi (sides[0]), (guint)atoi (sides[1]),
                  print_server, NULL };

  take_doors (&sheet);
  take_portals (&sheet);
  take_notes (&sheet);
  take_journal (&sheet);
  take_first_start (&sheet);
  take_administration (&sheet);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestPrintServer) print_server = NULL;
  const char *const *sizes = argc > 2 ? (const char *const *)argv + 2 : all_sizes;

  g_set_prgname ("contact-sheet");
  if (argc < 2)
    g_error ("Say which directory the pictures go to.");
  print_server = kapka_test_print_server_new ();
  for (; *sizes != NULL; sizes++)
    take_size (argv[1], *sizes, print_server);
  return 0;
}
