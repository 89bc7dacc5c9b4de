// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

/* A poster as a library would draw it, and beside it a form of several pages. */
static const char poster[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 900'>"
    "<rect width='1600' height='900' fill='#f6d9a8'/><circle cx='1270' cy='260' r='150' "
    "fill='#e8843c'/>"
    "<path d='M0 900V640q300-160 620 0t620 0 360-60v320z' fill='#3f7a53'/>"
    "<path d='M0 900V760q380-120 800 0t800-20v160z' fill='#2d5b3d'/></svg>";

static void
open_centre (Sheet *sheet, KapkaTestDir *slides) {
  g_autofree char *drawing = kapka_test_dir_write (slides, "1.svg", poster);
  g_autofree char *words =
      kapka_test_dir_write (slides, "slides.ini", "[1.svg]\nText=Летние чтения во дворе\n");

  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "terminal", "name",
                        "Центр общественного доступа библиотеки села Шаркан");
  kapka_test_kiosk_set (sheet->kiosk, "terminal", "name[udm]", "Шаркан лыдӟиськонни");
  kapka_test_kiosk_set (sheet->kiosk, "waiting", "hours",
                        "пн-пт 9:00-13:00, 14:00-18:00; сб 10:00-16:00");
  kapka_test_kiosk_set (sheet->kiosk, "waiting", "slides_dir", kapka_test_dir_get_path (slides));
}

static void
take_slides (Sheet *sheet, KapkaTestDir *slides) {
  open_centre (sheet, slides);
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_expect (sheet, "Летние чтения во дворе");
  sheet_picture (sheet, "waiting-slides");
  sheet_close_kiosk (sheet);
}

static void
take_night (Sheet *sheet, KapkaTestDir *slides) {
  open_centre (sheet, slides);
  kapka_test_kiosk_set (sheet->kiosk, "waiting", "night", "0:00-24:00");
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_picture (sheet, "waiting-night");
  sheet_close_kiosk (sheet);
}

void
sheet_take_waiting (Sheet *sheet) {
  g_autoptr (KapkaTestDir) slides = kapka_test_dir_new ();

  sheet_open_kiosk (sheet);
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_picture (sheet, "waiting");
  sheet_close_kiosk (sheet);
  take_slides (sheet, slides);
  take_night (sheet, slides);
}
