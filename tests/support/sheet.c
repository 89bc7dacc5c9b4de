// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet.h"

#include "wait.h"

#define STILL_USEC (400 * G_TIME_SPAN_MILLISECOND)
#define STILL_DEADLINE_MS 5000

gboolean
sheet_is_plain (const Sheet *sheet) {
  return g_str_equal (sheet->language, "ru") && sheet->version->text == NULL &&
         sheet->version->scheme == NULL;
}

static KapkaTestXDisplay *
get_display (Sheet *sheet) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk));
}

typedef struct {
  KapkaTestXDisplay *display;
  guint32 *last;
  gsize size;
  gint64 since_usec;
} Stillness;

static gboolean
is_still (gpointer data) {
  Stillness *stillness = data;
  int width = 0;
  int height = 0;
  g_autofree guint32 *now = kapka_test_x_display_take_pixels (stillness->display, &width, &height);
  gsize size = (gsize)width * (gsize)height * sizeof (guint32);

  if (stillness->last == NULL || size != stillness->size ||
      memcmp (now, stillness->last, size) != 0) {
    g_free (stillness->last);
    stillness->last = g_steal_pointer (&now);
    stillness->size = size;
    stillness->since_usec = g_get_monotonic_time ();
  }
  return g_get_monotonic_time () - stillness->since_usec > STILL_USEC;
}

void
sheet_picture (Sheet *sheet, const char *name) {
  g_autofree char *file =
      g_strdup_printf ("%s-%s-%s-%s.png", sheet->size, sheet->language, sheet->version->name, name);
  g_autofree char *path = g_build_filename (sheet->directory, file, NULL);
  Stillness stillness = { get_display (sheet), NULL, 0, 0 };

  if (sheet->pictures != NULL && !g_strv_contains (sheet->pictures, name))
    return;
  kapka_test_wait_until (is_still, &stillness, STILL_DEADLINE_MS);
  g_free (stillness.last);
  kapka_test_x_display_screenshot (stillness.display, path);
  g_print ("%s\n", path);
}

void
sheet_press (Sheet *sheet, const char *russian) {
  g_autofree char *name = sheet_words_get (sheet->words, russian);

  kapka_test_kiosk_press (sheet->kiosk, name);
}

void
sheet_expect (Sheet *sheet, const char *russian) {
  g_autofree char *name = sheet_words_get (sheet->words, russian);

  kapka_test_kiosk_expect (sheet->kiosk, name);
}

void
sheet_choose (Sheet *sheet, const char *name) {
  kapka_test_screen_press (kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_RADIO_BUTTON,
                           name, SHEET_DEADLINE_MS);
}

void
sheet_fill (Sheet *sheet, const char *name, const char *text) {
  g_autoptr (KapkaTestElement) field = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_TEXT, name, SHEET_DEADLINE_MS);

  g_assert_true (kapka_test_element_set_text (field, text));
}

void
sheet_type_key (Sheet *sheet, const char *key) {
  kapka_test_x_display_type_key (get_display (sheet), key);
}

static const char *
name_of_language (const Sheet *sheet) {
  return g_str_equal (sheet->language, "en") ? "English" : "Удмурт";
}

/* The panel speaks Russian still. */
static void
choose (Sheet *sheet, const char *option) {
  if (option != NULL)
    kapka_test_screen_press (kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_RADIO_BUTTON,
                             option, SHEET_DEADLINE_MS);
}

/* From the waiting screen to the panel of choices, and on to the home screen. */
static void
begin_for_low_vision (Sheet *sheet) {
  kapka_test_kiosk_press (sheet->kiosk, "Версия для слабовидящих");
  choose (sheet, sheet->version->text);
  choose (sheet, sheet->version->scheme);
  kapka_test_kiosk_press (sheet->kiosk, "Готово");
}

void
sheet_begin (Sheet *sheet) {
  gboolean russian = g_str_equal (sheet->language, "ru");
  gboolean low_vision = sheet->version->text != NULL || sheet->version->scheme != NULL;

  if (low_vision) {
    begin_for_low_vision (sheet);
    if (!russian)
      kapka_test_kiosk_press (sheet->kiosk, "Язык");
  }
  if (!russian)
    kapka_test_kiosk_press (sheet->kiosk, name_of_language (sheet));
  else if (!low_vision)
    kapka_test_kiosk_press (sheet->kiosk, "Коснитесь экрана");
  sheet_expect (sheet, "Что вы хотите сделать?");
}

void
sheet_start (Sheet *sheet) {
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_begin (sheet);
}

void
sheet_open_kiosk (Sheet *sheet) {
  sheet->kiosk = kapka_test_kiosk_new (sheet->width, sheet->height);
}

void
sheet_close_kiosk (Sheet *sheet) {
  g_clear_pointer (&sheet->kiosk, kapka_test_kiosk_free);
}
