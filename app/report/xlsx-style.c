// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-style.h"

#define SECONDS_A_DAY (24 * 60 * 60)

/* The mark of the language lets programs that know it group and point as in Russia on any machine;
 * the others take what is usual where they are. */
#define RUSSIAN "[$-419]"

static const char *const number_formats[KAPKA_CELL_MORE + 1] = {
  [KAPKA_CELL_MISSING] = "General",
  [KAPKA_CELL_NUMBER] = RUSSIAN "#,##0",
  [KAPKA_CELL_TEXT] = "@",
  [KAPKA_CELL_SHARE] = RUSSIAN "0.0\"\u00A0\"%",
  [KAPKA_CELL_SECONDS] = "[m]\"\u00A0мин\"",
  [KAPKA_CELL_ABOUT] = RUSSIAN "\"около\u00A0\"#,##0",
  [KAPKA_CELL_MORE] = RUSSIAN "\"более\u00A0\"#,##0",
};

static const char *const length_formats[KAPKA_XLSX_N_LENGTHS] = {
  [KAPKA_XLSX_SECONDS] = "[s]\"\u00A0с\"",
  [KAPKA_XLSX_MINUTES_AND_SECONDS] = "[m]\"\u00A0мин\u00A0\"s\"\u00A0с\"",
  [KAPKA_XLSX_MINUTES] = "[m]\"\u00A0мин\"",
};

static lxw_format *
add_format (lxw_workbook *workbook, double size, lxw_color_t color, gboolean bold) {
  lxw_format *format = workbook_add_format (workbook);

  format_set_font_name (format, KAPKA_XLSX_FONT);
  format_set_font_size (format, size);
  format_set_font_color (format, color);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (bold)
    format_set_bold (format);
  return format;
}

static lxw_format *
add_wrapped (lxw_workbook *workbook, double size, lxw_color_t color, gboolean bold) {
  lxw_format *format = add_format (workbook, size, color, bold);

  format_set_text_wrap (format);
  return format;
}

static lxw_format *
add_head (lxw_workbook *workbook, uint8_t align) {
  lxw_format *format = add_wrapped (workbook, KAPKA_XLSX_FONT_SIZE, KAPKA_XLSX_INK, TRUE);

  format_set_align (format, align);
  format_set_align (format, LXW_ALIGN_VERTICAL_BOTTOM);
  format_set_bg_color (format, 0xf1ebe0);
  format_set_top (format, LXW_BORDER_THIN);
  format_set_bottom (format, LXW_BORDER_THIN);
  format_set_top_color (format, KAPKA_XLSX_INK);
  format_set_bottom_color (format, KAPKA_XLSX_INK);
  return format;
}

/* A row is set off by a thin line below it, a total by a dark one above. */
static lxw_format *
add_cell (lxw_workbook *workbook, gboolean total, gboolean words) {
  lxw_format *format = add_format (workbook, KAPKA_XLSX_FONT_SIZE, KAPKA_XLSX_INK, total);

  if (!words)
    format_set_align (format, LXW_ALIGN_VERTICAL_BOTTOM);
  format_set_bottom (format, LXW_BORDER_THIN);
  format_set_bottom_color (format, total ? KAPKA_XLSX_INK : KAPKA_XLSX_LINE);
  if (total) {
    format_set_top (format, LXW_BORDER_THIN);
    format_set_top_color (format, KAPKA_XLSX_INK);
  }
  return format;
}

static lxw_format *
add_words (lxw_workbook *workbook, gboolean total, gboolean words) {
  lxw_format *format = add_cell (workbook, total, words);

  format_set_text_wrap (format);
  return format;
}

static lxw_format *
add_figure (lxw_workbook *workbook, gboolean total, gboolean words, const char *number_format) {
  lxw_format *format = add_cell (workbook, total, words);

  format_set_num_format (format, number_format);
  format_set_align (format, LXW_ALIGN_RIGHT);
  return format;
}

static void
add_cells (KapkaXlsxStyle *style, lxw_workbook *workbook, gboolean total, gboolean words) {
  style->label[total] = add_words (workbook, total, words);
  style->words[total] = add_words (workbook, total, words);
  style->indented[total] = add_words (workbook, total, words);
  format_set_indent (style->indented[total], 1);
  for (guint kind = 0; kind < G_N_ELEMENTS (number_formats); kind++)
    style->cells[kind][total] = add_figure (workbook, total, words, number_formats[kind]);
  format_set_text_wrap (style->cells[KAPKA_CELL_TEXT][total]);
  for (guint length = 0; length < KAPKA_XLSX_N_LENGTHS; length++)
    style->lengths[length][total] = add_figure (workbook, total, words, length_formats[length]);
}

void
kapka_xlsx_style_init (KapkaXlsxStyle *style, lxw_workbook *workbook, gboolean words) {
  style->title = add_wrapped (workbook, 15, KAPKA_XLSX_INK, TRUE);
  style->fact = add_wrapped (workbook, KAPKA_XLSX_FONT_SIZE, KAPKA_XLSX_QUIET, FALSE);
  style->heading = add_wrapped (workbook, 12, KAPKA_XLSX_ACCENT, TRUE);
  style->corner = add_head (workbook, LXW_ALIGN_LEFT);
  style->head = add_head (workbook, LXW_ALIGN_RIGHT);
  style->head_words = add_head (workbook, LXW_ALIGN_LEFT);
  add_cells (style, workbook, FALSE, words);
  add_cells (style, workbook, TRUE, words);
  style->remark = add_wrapped (workbook, 9, KAPKA_XLSX_QUIET, FALSE);
  style->line = add_format (workbook, KAPKA_XLSX_FONT_SIZE, KAPKA_XLSX_INK, FALSE);
  style->caption = add_wrapped (workbook, 8, KAPKA_XLSX_QUIET, FALSE);
}

static KapkaXlsxLength
get_length (gint64 seconds) {
  if (seconds < 60)
    return KAPKA_XLSX_SECONDS;
  return seconds < 600 && seconds % 60 != 0 ? KAPKA_XLSX_MINUTES_AND_SECONDS : KAPKA_XLSX_MINUTES;
}

lxw_format *
kapka_xlsx_style_get_cell (const KapkaXlsxStyle *style,
                           const KapkaCell *cell,
                           gboolean words,
                           gboolean total) {
  if (words && cell->kind == KAPKA_CELL_TEXT)
    return style->words[total];
  if (cell->kind == KAPKA_CELL_SECONDS)
    return style->lengths[get_length (cell->number)][total];
  return style->cells[cell->kind][total];
}

const char *
kapka_xlsx_style_get_number_format (KapkaCellKind kind) {
  return number_formats[kind];
}

/* Minutes are cut off, not rounded, when they are shown; so they are rounded here. */
double
kapka_xlsx_style_get_value (const KapkaCell *cell) {
  gint64 seconds = cell->number;

  if (cell->kind == KAPKA_CELL_SHARE)
    return (double)cell->number / 1000;
  if (cell->kind != KAPKA_CELL_SECONDS)
    return (double)cell->number;
  if (get_length (seconds) == KAPKA_XLSX_MINUTES)
    seconds = (seconds + 30) / 60 * 60;
  return (double)seconds / SECONDS_A_DAY;
}
