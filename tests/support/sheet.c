// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet.h"

#include "wait.h"

#define STILL_USEC (400 * G_TIME_SPAN_MILLISECOND)

const char *
sheet_get_version (const Sheet *sheet) {
  return sheet->low_vision ? "low-vision" : "usual";
}

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

void
sheet_picture (Sheet *sheet, const char *name) {
  g_autofree char *file = g_strdup_printf ("%s-%s-%s-%s.png", sheet->size, sheet->language,
                                           sheet_get_version (sheet), name);
  g_autofree char *path = g_build_filename (sheet->directory, file, NULL);
  Stillness stillness = {
    kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)), path, NULL, 0, 0
  };

  kapka_test_wait_until (is_still, &stillness, 5000);
  g_free (stillness.last);
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
sheet_type_key (Sheet *sheet, const char *key) {
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)), key);
}

static const char *
name_of_language (const Sheet *sheet) {
  return g_str_equal (sheet->language, "en") ? "English" : "Удмурт";
}

/* From the waiting screen to the panel of choices, and on to the home screen. */
static void
begin_for_low_vision (Sheet *sheet) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (sheet->kiosk);

  kapka_test_kiosk_press (sheet->kiosk, "Версия для слабовидящих");
  kapka_test_screen_press (screen, ATSPI_ROLE_RADIO_BUTTON, "Очень крупные буквы",
                           SHEET_DEADLINE_MS);
  kapka_test_screen_press (screen, ATSPI_ROLE_RADIO_BUTTON, "Белым по чёрному", SHEET_DEADLINE_MS);
  kapka_test_kiosk_press (sheet->kiosk, "Готово");
}

void
sheet_begin (Sheet *sheet) {
  gboolean russian = g_str_equal (sheet->language, "ru");

  if (sheet->low_vision) {
    begin_for_low_vision (sheet);
    if (!russian)
      kapka_test_kiosk_press (sheet->kiosk, "Язык");
  }
  if (!russian)
    kapka_test_kiosk_press (sheet->kiosk, name_of_language (sheet));
  else if (!sheet->low_vision)
    kapka_test_kiosk_press (sheet->kiosk, "Коснитесь экрана");
  sheet_expect (sheet, "Что вы хотите сделать?");
}

void
sheet_start (Sheet *sheet) {
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_picture (sheet, "waiting");
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
