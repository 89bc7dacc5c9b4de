// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen can be seen, touched, heard by a screen reader and gone through by keys, in every
// size, language and version. A new screen is a line of `doors` or `portals`, a new version one of
// `versions`.

#include <locale.h>
#include <string.h>

#include "audit-pages.h"
#include "audit.h"
#include "certificate.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define HOME "Что вы хотите сделать?"
#define CLEAR "Стереть слова поиска"

/* How long a screen stays. */
typedef enum {
  STAYS,
  STAYS_ALONE, // Until another screen comes, as that of the languages.
  GOES,        // By itself: there is time for one look.
  TURNS,       // Tab turns its pages: the test `filling` goes through it by keys.
} Stay;

/* A screen of a visit. */
typedef struct {
  const char *name;
  const char *way; // The buttons that lead to it from the six doors, divided by " > "; "Поле=слова"
                   // touches a field and types.
  const char *shows; // Something that is there when it is complete.
  const char *leave; // The buttons that lead back to the doors.
  Stay stay;
  gboolean touched; // The way ends with a touch in the page.
} Place;

static const Place doors[] = {
  { "home", "", HOME, "" },
  { "found", "Поиск=пенсия", "Социальный фонд по Удмуртии*", CLEAR },
  { "nothing found", "Поиск=щщщщщ", "Ничего не нашлось", CLEAR },
  { "help", "Позвать библиотекаря", "Позовите библиотекаря", "Продолжить" },
  { "languages", "Язык", "English", "Назад" },
  { "sight", "Версия для слабовидящих", "Готово", "Назад" },
  { "many portals", "Узнать, что делает власть", "Правительство*", "В начало" },
  { "few portals", "Узнать об услуге", "Госуслуги", "В начало" },
  { "forms", "Напечатать бланк", "Обращение в орган власти", "В начало" },
  { "form", "Напечатать бланк > Обращение в орган власти", "Страница 1 из 2", "В начало" },
  { "fill", "Напечатать бланк > Обращение в орган власти > Заполнить на экране", "К печати",
    "В начало", TURNS },
  { "own", "Напечатать бланк > Напечатать с флешки", "Вставьте флешку*", "В начало" },
  { "all", "Все порталы", "Все порталы и бланки", "В начало" },
};

static const Place portals[] = {
  { "portal", "Узнать об услуге > Поле", "Напечатать страницу", "В начало" },
  { "keyboard", "Узнать об услуге > Поле", "Пробел", "В начало", STAYS, TRUE },
  { "password", "Узнать об услуге > Спрашивает имя", "Нужны имя и пароль", "В начало" },
  { "question", "Узнать об услуге > Спрашивает", "Страница спрашивает", "В начало" },
  { "refused", "Узнать об услуге > Чужая страница", "Эта страница здесь не открывается",
    "В начало" },
  { "no network", "Узнать об услуге > Нет связи", "Сейчас нет связи с порталом", "В начало" },
  { "captive", "Узнать об услуге > Чужая сеть", "Сеть просит*", "В начало" },
  { "certificate", "Узнать об услуге > Чужой сертификат", "Не удалось установить*", "В начало" },
  { "down", "Узнать об услуге > Не работает", "Портал сейчас не работает", "В начало" },
  { "hung", "Узнать об услуге > Зависает", "Страница не отвечает", "В начало", GOES },
  { "file", "Узнать об услуге > Файл", "Этот файл здесь не открыть", "В начало" },
  { "document", "Узнать об услуге > Даёт таблицу", "Документ сохранён*", "Продолжить > В начало",
    STAYS_ALONE },
  { "documents", "Мои документы: 1", "table.csv", "В начало" },
  { "files", "Узнать об услуге > Принимает файл", "Выберите файл, чтобы прикрепить",
    "Не прикреплять > В начало", STAYS, TRUE },
};

/* How the screen is seen. Other colours leave every word in its place, and walking with Tab takes
 * long: unless KAPKA_LONG is set, portals, languages and keys are looked at where the room differs.
 */
typedef struct {
  const char *name;
  guint width;
  guint height;
  const char *choices; // Those of the screen for low vision.
  double contrast;     // Of letters, at least.
  gboolean whole;      // The portals too, and all in every language, not in Russian alone.
  gboolean walk;       // By keys through all, not through the first alone.
} Version;

#define LARGEST "Очень крупные буквы > "

static const Version versions[] = {
  { "usual", 1024, 768, "", 4.5, TRUE, TRUE },
  { "usual-large", 1920, 1080, "", 4.5, FALSE, FALSE },
  { "usual-medium", 1280, 1024, "", 4.5, FALSE, FALSE },
  { "usual-upright", 1080, 1920, "", 4.5, TRUE, FALSE },
  { "black-on-white", 1024, 768, LARGEST "Чёрным по белому", 7, TRUE, TRUE },
  { "white-on-black", 1280, 1024, LARGEST "Белым по чёрному", 7, FALSE, FALSE },
  { "navy-on-blue", 1024, 768, "Крупные буквы > Тёмно-синим по голубому", 7, TRUE, FALSE },
  { "brown-on-beige", 1080, 1920, LARGEST "Коричневым по бежевому", 7, TRUE, FALSE },
  { "green-on-brown", 1920, 1080, LARGEST "Зелёным по коричневому", 7, FALSE, FALSE },
};

static gboolean
wants (gboolean part) {
  return part || g_getenv ("KAPKA_LONG") != NULL;
}

/* The keyboard on the screen stays open beside what the words bring up. */
static void
fill (KapkaTestKiosk *kiosk, const char *field, const char *words) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (kiosk);
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, field, DEADLINE_MS);

  kapka_test_screen_click (screen, element);
  kapka_test_kiosk_expect (kiosk, "Убрать клавиатуру");
  g_assert_true (kapka_test_element_set_text (element, words));
}

static void
go (KapkaTestKiosk *kiosk, const char *way) {
  g_auto (GStrv) steps = g_strsplit (way, " > ", -1);

  for (char **step = steps; *step != NULL; step++) {
    g_auto (GStrv) sides = g_strsplit (*step, "=", 2);

    if (g_strv_length (sides) == 2)
      fill (kiosk, sides[0], sides[1]);
    else
      kapka_test_kiosk_press (kiosk, *step);
  }
}

static void
choose (KapkaTestKiosk *kiosk, const Version *version) {
  g_auto (GStrv) choices = g_strsplit (version->choices, " > ", -1);

  if (*version->choices == '\0')
    return;
  kapka_test_kiosk_press (kiosk, "Версия для слабовидящих");
  for (char **choice = choices; *choice != NULL; choice++)
    kapka_test_choose_sight (kiosk, *choice);
  kapka_test_kiosk_press (kiosk, "Готово");
  kapka_test_kiosk_expect (kiosk, HOME);
}

/* The button says what it is for in the language that is spoken. */
static KapkaTestElement *
find_language_button (KapkaTestKiosk *kiosk) {
  static const char *const names[] = { "Язык", "Language", "Кыл" };
  KapkaTestElement *button = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && button == NULL; i++)
    button = kapka_test_screen_find (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_PUSH_BUTTON,
                                     names[i]);
  return button;
}

static void
speak (KapkaTestKiosk *kiosk, const char *language) {
  g_autoptr (KapkaTestElement) button = find_language_button (kiosk);

  g_assert_nonnull (button);
  g_assert_true (kapka_test_element_press (button));
  kapka_test_kiosk_press (kiosk, language);
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_PUSH_BUTTON,
                               language, DEADLINE_MS);
}

static void
look_in (KapkaTestAudit *audit, const Place *place, const char *language) {
  g_autofree char *name = g_strdup_printf ("%s (%s)", place->name, language);

  speak (kapka_test_audit_get_kiosk (audit), language);
  kapka_test_audit_look (audit, name);
}

static gboolean
stays (const Place *place) {
  return place->stay == STAYS || place->stay == TURNS;
}

/* Screens that lie over the others have no button for the language. */
static void
look (KapkaTestAudit *audit, const Version *version, const Place *place) {
  KapkaTestKiosk *kiosk = kapka_test_audit_get_kiosk (audit);
  g_autoptr (KapkaTestElement) button = find_language_button (kiosk);

  kapka_test_audit_look (audit, place->name);
  if (!wants (version->whole) || button == NULL || !stays (place) ||
      g_str_equal (place->name, "languages"))
    return;
  look_in (audit, place, "English");
  look_in (audit, place, "Удмурт");
  speak (kiosk, "Русский");
}

/* Whoever comes with a portal comes with its server. */
static void
visit_place (KapkaTestAudit *audit,
             const Version *version,
             const Place *place,
             gboolean walk,
             KapkaTestPortalServer *server) {
  KapkaTestKiosk *kiosk = kapka_test_audit_get_kiosk (audit);

  g_test_message ("at %s", place->name);
  go (kiosk, place->way);
  if (place->touched)
    g_free (kapka_test_touch_page (kiosk, server));
  kapka_test_kiosk_expect (kiosk, place->shows);
  look (audit, version, place);
  if (walk && place->stay != GOES && place->stay != TURNS)
    kapka_test_audit_walk (audit, place->name);
  go (kiosk, place->leave);
  /* The words of a search go a moment after their button; the title of the doors has never gone. */
  if (strchr (place->way, '=') != NULL)
    kapka_test_expect_gone (kiosk, place->shows);
  kapka_test_kiosk_expect (kiosk, HOME);
}

static KapkaTestKiosk *
make_kiosk (const Version *version) {
  KapkaTestKiosk *kiosk = kapka_test_kiosk_new (version->width, version->height);

  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "3600");
  kapka_test_kiosk_set (kiosk, "visit", "portal_idle_seconds", "3600");
  kapka_test_view_prepare (kiosk);
  return kiosk;
}

/* The toolkit says there what it could not lay out as it was told. */
static void
judge_log (KapkaTestAudit *audit) {
  KapkaTestProgram *program = kapka_test_kiosk_get_program (kapka_test_audit_get_kiosk (audit));
  g_autofree char *text = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  const char *warning = strstr (text, "Gtk-WARNING");

  if (warning != NULL)
    kapka_test_audit_blame (audit, "log", "%.200s", warning);
}

/* The screens from the first touch to goodbye. */
static void
make_visit (KapkaTestKiosk *kiosk,
            const Version *version,
            const Place *places,
            guint n_places,
            KapkaTestPortalServer *server) {
  g_autoptr (KapkaTestAudit) audit = kapka_test_audit_new (kiosk, 4.5);

  kapka_test_kiosk_start (kiosk);
  kapka_test_audit_look (audit, "waiting");
  if (wants (version->walk))
    kapka_test_audit_walk (audit, "waiting");
  kapka_test_begin_visit (kiosk);
  choose (kiosk, version);
  kapka_test_audit_set_contrast (audit, version->contrast);
  for (guint i = 0; i < n_places; i++)
    visit_place (audit, version, &places[i], i == 0 || wants (version->walk), server);
  kapka_test_end_visit (kiosk);
  kapka_test_audit_look (audit, "goodbye");
  kapka_test_audit_walk (audit, "goodbye");
  judge_log (audit);
  kapka_test_kiosk_stop (kiosk);
  kapka_test_audit_finish (audit);
}

static void
test_doors (gconstpointer data) {
  KapkaTestKiosk *kiosk = make_kiosk (data);

  kapka_test_kiosk_use_installed_portals (kiosk);
  make_visit (kiosk, data, doors, G_N_ELEMENTS (doors), NULL);
  kapka_test_kiosk_free (kiosk);
}

static void
test_portals (gconstpointer data) {
  KapkaTestKiosk *kiosk = make_kiosk (data);
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autoptr (KapkaTestPortalServer) unsafe =
      kapka_test_portal_server_new ("127.0.0.1", certificate);
  g_autofree char *uri = kapka_test_portal_server_get_uri (unsafe, "/");

  audit_add_portals (kiosk, server);
  kapka_test_kiosk_add_portal (kiosk, "unsafe", "Чужой сертификат", uri, "s3");
  make_visit (kiosk, data, portals, G_N_ELEMENTS (portals), server);
  kapka_test_kiosk_free (kiosk);
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autofree char *doors_path = g_strdup_printf ("/audit/doors/%s", versions[i].name);
    g_autofree char *portals_path = g_strdup_printf ("/audit/portals/%s", versions[i].name);

    g_test_add_data_func (doors_path, &versions[i], test_doors);
    if (wants (versions[i].whole))
      g_test_add_data_func (portals_path, &versions[i], test_portals);
  }
  return g_test_run ();
}
