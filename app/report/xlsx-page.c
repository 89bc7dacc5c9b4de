// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-page.h"

#include "report/xlsx-style.h"

#define A4 9

// The space keeps a text that begins with a digit from being the size of its letters.
#define SMALL "&\"" KAPKA_XLSX_FONT ",Regular\"&8 "

// What fits on an upright and on a lying page unscaled, in digits and in points.
#define UPRIGHT_WIDTH 93.0
#define UPRIGHT_HEIGHT 745.0
#define LYING_WIDTH 138.0
#define LYING_HEIGHT 500.0

/* The smallest scale for the sake of a single page, and for the sake of upright ones. */
#define MIN_SCALE 0.7
#define MIN_UPRIGHT_SCALE 0.85

// What a footer may hold is 255 characters, and the number of the page comes after the title.
#define MAX_TITLE 80

/* Appends what people wrote: an ampersand alone would be a command. */
static void
append_words (GString *footer, const char *words) {
  const char *c = words;

  for (guint n = 0; n < MAX_TITLE && *c != '\0'; n++, c = g_utf8_next_char (c)) {
    if (*c == '&')
      g_string_append_c (footer, '&');
    g_string_append_unichar (footer, g_utf8_get_char (c));
  }
  if (*c != '\0')
    g_string_append (footer, "…");
}

static char *
make_footer (const char *title) {
  GString *footer = g_string_new ("&L" SMALL);

  append_words (footer, title);
  g_string_append (footer, "&R" SMALL "Страница &P из &N");
  return g_string_free (footer, FALSE);
}

static double
get_scale (double width, double height, double page_width, double page_height) {
  return MIN (1, MIN (page_width / width, page_height / height));
}

/* One page where that can be read, else as many as it takes. */
static void
fit (lxw_worksheet *worksheet, double width, double height) {
  double upright = get_scale (width, height, UPRIGHT_WIDTH, UPRIGHT_HEIGHT);
  double lying = get_scale (width, height, LYING_WIDTH, LYING_HEIGHT);
  gboolean one_page = MAX (upright, lying) >= MIN_SCALE;
  gboolean lies = one_page ? lying > upright : UPRIGHT_WIDTH / width < MIN_UPRIGHT_SCALE;

  if (lies)
    worksheet_set_landscape (worksheet);
  worksheet_fit_to_pages (worksheet, 1, one_page ? 1 : 0);
}

lxw_error
kapka_xlsx_page_set (lxw_worksheet *worksheet, const char *title, double width, double height) {
  g_autofree char *footer = make_footer (title);
  lxw_error result = worksheet_set_footer (worksheet, footer);

  worksheet_set_paper (worksheet, A4);
  worksheet_set_margins (worksheet, 0.8, 0.5, 0.6, 0.7);
  worksheet_gridlines (worksheet, LXW_HIDE_ALL_GRIDLINES);
  fit (worksheet, width, height);
  return result == LXW_NO_ERROR ? worksheet_set_header (worksheet, "&R" SMALL "&A") : result;
}
