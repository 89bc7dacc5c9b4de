// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/diary-row.h"

#include <glib/gi18n.h>

#include "ui/desk/catalog-words.h"
#include "ui/desk/date-words.h"
#include "ui/desk/row-cells.h"

#define HEIGHT 46
#define HEADING_HEIGHT 62

enum {
  COLUMN_DAY,
  COLUMN_USERS,
  COLUMN_SERVICES,
  COLUMN_PAGES = COLUMN_SERVICES + KAPKA_N_SERVICES,
  COLUMN_ASSISTED,
  N_COLUMNS
};

/* The day, the users, six services, pages and visits that were helped. */
#define COLUMNS(day, services, rest)                                                               \
  {                                                                                                \
    { 92, 0, day }, { 0, 1, day }, { 0, 1, services }, { 0, 1, services }, { 0, 1, services },     \
        { 0, 1, services }, { 0, 1, services }, { 0, 1, services }, { 0, 1, rest }, {              \
      0, 1, rest                                                                                   \
    }                                                                                              \
  }

static const KapkaColumn heading_columns[N_COLUMNS] =
    COLUMNS (KAPKA_TONE_SMALL, KAPKA_TONE_SMALL, KAPKA_TONE_SMALL);
static const KapkaColumn day_columns[N_COLUMNS] =
    COLUMNS (KAPKA_TONE_STRONG, KAPKA_TONE_PLAIN, KAPKA_TONE_QUIET);
static const KapkaColumn total_columns[N_COLUMNS] =
    COLUMNS (KAPKA_TONE_STRONG, KAPKA_TONE_STRONG, KAPKA_TONE_STRONG);

/* A word for each service that fits into its column. */
static const char *const short_words[KAPKA_N_SERVICES] = {
  NC_ ("service", "Authority"), NC_ ("service", "Letters"), NC_ ("service", "Services"),
  NC_ ("service", "Forms"),     NC_ ("service", "Answers"), NC_ ("service", "Cases"),
};

static KapkaRowCells *
get_cells (GtkWidget *row) {
  return KAPKA_ROW_CELLS (gtk_widget_get_first_child (row));
}

static void
set_name (GtkWidget *row, const char *name) {
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_figure (KapkaRowCells *cells, guint column, gint64 figure) {
  const KapkaCell cell = { KAPKA_CELL_NUMBER, figure, NULL };
  g_autofree char *text = kapka_cell_format (&cell);

  kapka_row_cells_set_text (cells, column, text);
}

static void
append_figure (GString *name, const char *what, gint64 figure) {
  if (figure != 0)
    g_string_append_printf (name, ", %s: %" G_GINT64_FORMAT, what, figure);
}

/** As a screen reader says it: what is 0 is left out, but for the users. */
static void
append_figures (GString *name, KapkaDeskContext *context, const KapkaFigures *figures) {
  g_string_append_printf (name, ", %s: %" G_GINT64_FORMAT, _ ("users"), figures->users);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const char id[] = { 's', (char)('1' + i), '\0' };

    append_figure (name, kapka_catalog_words_service (context, id), figures->services[i]);
  }
  append_figure (name, _ ("pages"), figures->pages);
  append_figure (name, _ ("with help"), figures->assisted);
}

static void
set_figures (KapkaRowCells *cells, const KapkaFigures *figures) {
  set_figure (cells, COLUMN_USERS, figures->users);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    set_figure (cells, COLUMN_SERVICES + i, figures->services[i]);
  set_figure (cells, COLUMN_PAGES, figures->pages);
  set_figure (cells, COLUMN_ASSISTED, figures->assisted);
}

/* A diary has no zeros: what did not happen is an empty field. */
static void
clear_zeros (KapkaRowCells *cells, const KapkaFigures *figures) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (figures->services[i] == 0)
      kapka_row_cells_set_text (cells, COLUMN_SERVICES + i, NULL);
  if (figures->pages == 0)
    kapka_row_cells_set_text (cells, COLUMN_PAGES, NULL);
  if (figures->assisted == 0)
    kapka_row_cells_set_text (cells, COLUMN_ASSISTED, NULL);
}

GtkWidget *
kapka_diary_row_new_heading (KapkaDeskContext *context) {
  GtkWidget *cells = kapka_row_cells_new (heading_columns, N_COLUMNS, HEADING_HEIGHT);
  KapkaRowCells *self = KAPKA_ROW_CELLS (cells);

  kapka_row_cells_set_text (self, COLUMN_DAY, _ ("Day"));
  kapka_row_cells_set_text (self, COLUMN_USERS, C_ ("diary", "Users"));
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    kapka_row_cells_set_services (self, COLUMN_SERVICES + i,
                                  kapka_catalog_words_get_catalog (context), 1u << i);
    kapka_row_cells_set_text (self, COLUMN_SERVICES + i,
                              g_dpgettext2 (NULL, "service", short_words[i]));
  }
  kapka_row_cells_set_text (self, COLUMN_PAGES, _ ("Pages"));
  kapka_row_cells_set_text (self, COLUMN_ASSISTED, _ ("Help"));
  gtk_widget_add_css_class (cells, "diary-heading");
  return cells;
}

GtkWidget *
kapka_diary_row_new_day (void) {
  GtkWidget *row = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (row), kapka_row_cells_new (day_columns, N_COLUMNS, HEIGHT));
  gtk_widget_add_css_class (row, "diary-row");
  return row;
}

/* The day may still bring something; of a day that is over and has no figure the kiosk was off. */
static const char *
describe_absence (const KapkaSheetDay *day, const char *today) {
  if (day->known)
    return NULL;
  return strcmp (day->day, today) < 0 ? _ ("The kiosk was off") : "";
}

void
kapka_diary_row_set_day (GtkWidget *row,
                         KapkaDeskContext *context,
                         const KapkaSheetDay *day,
                         const char *today) {
  KapkaRowCells *cells = get_cells (row);
  const char *absence = describe_absence (day, today);
  g_autofree char *label = kapka_date_words_day_short (day->day);
  g_autofree char *date = kapka_date_words_day (day->day);
  g_autoptr (GString) name = g_string_new (date);

  if (absence == NULL)
    append_figures (name, context, &day->figures);
  else if (*absence != '\0')
    g_string_append_printf (name, ", %s", absence);
  kapka_row_cells_set_text (cells, COLUMN_DAY, label);
  set_figures (cells, &day->figures);
  clear_zeros (cells, &day->figures);
  kapka_row_cells_set_wide (cells, absence == NULL ? -1 : COLUMN_SERVICES);
  if (absence != NULL) {
    kapka_row_cells_set_text (cells, COLUMN_USERS, NULL);
    kapka_row_cells_set_text (cells, COLUMN_SERVICES, absence);
  }
  gtk_widget_set_sensitive (row, !day->future);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", day->day);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "journal.day");
  if (strcmp (day->day, today) == 0)
    gtk_widget_add_css_class (row, "today");
  else
    gtk_widget_remove_css_class (row, "today");
  set_name (row, name->str);
}

GtkWidget *
kapka_diary_row_new_total (void) {
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "focusable", TRUE, NULL);
  GtkWidget *cells = kapka_row_cells_new (total_columns, N_COLUMNS, HEIGHT);

  gtk_widget_set_hexpand (cells, TRUE);
  gtk_box_append (GTK_BOX (row), cells);
  gtk_widget_add_css_class (row, "diary-total");
  return row;
}

void
kapka_diary_row_set_total (GtkWidget *row,
                           KapkaDeskContext *context,
                           const char *label,
                           const char *name,
                           const KapkaFigures *figures) {
  g_autoptr (GString) whole = g_string_new (name);

  append_figures (whole, context, figures);
  kapka_row_cells_set_text (get_cells (row), COLUMN_DAY, label);
  set_figures (get_cells (row), figures);
  set_name (row, whole->str);
}
