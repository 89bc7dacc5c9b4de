// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-row.h"

#include <glib/gi18n.h>

#include "ui/desk/date-words.h"
#include "ui/desk/row-cells.h"
#include "ui/desk/visit-words.h"

#define LINE_HEIGHT 34

enum { COLUMN_TIME, COLUMN_LENGTH, COLUMN_SERVICES, COLUMN_NOTES };

static const KapkaColumn upper_columns[] = {
  { 92, 0, KAPKA_TONE_STRONG },
  { 110, 0, KAPKA_TONE_PLAIN },
  { 216, 0, KAPKA_TONE_PLAIN },
  { 0, 1, KAPKA_TONE_PLAIN },
};

static const KapkaColumn lower_columns[] = {
  { 92, 0, KAPKA_TONE_QUIET },
  { 0, 0, KAPKA_TONE_QUIET },
};

struct _KapkaVisitRow {
  GtkButton parent_instance;

  // Borrowed
  KapkaDeskContext *context;
  KapkaRowCells *upper;
  KapkaRowCells *lower;

  // Owned
  KapkaVisitItem *item; // (nullable)
  gboolean with_day;
};

G_DEFINE_FINAL_TYPE (KapkaVisitRow, kapka_visit_row, GTK_TYPE_BUTTON)

static void
set_name (KapkaVisitRow *self, const char *name) {
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
describe (KapkaVisitRow *self, const KapkaVisitLine *line) {
  g_autofree char *tiles = kapka_visit_words_tiles (self->context, line);
  const char *end = kapka_visit_words_end (line);

  return *tiles == '\0' ? g_strdup (end) : g_strdup_printf ("%s · %s", end, tiles);
}

static void
show_line (KapkaVisitRow *self, const KapkaVisitLine *line) {
  g_autofree char *time = kapka_date_words_time (line->begin_ms, line->utc_off_min);
  g_autofree char *length = kapka_visit_words_length (line);
  g_autofree char *notes = kapka_visit_words_notes (line);
  g_autofree char *details = describe (self, line);
  g_autofree char *whole = kapka_visit_words_whole (self->context, line);

  kapka_row_cells_set_text (self->upper, COLUMN_TIME, time);
  kapka_row_cells_set_text (self->upper, COLUMN_LENGTH, length);
  kapka_row_cells_set_services (
      self->upper, COLUMN_SERVICES,
      kapka_session_get_catalog (kapka_desk_context_get_session (self->context)),
      kapka_visit_words_services (line));
  kapka_row_cells_set_text (self->upper, COLUMN_NOTES, notes);
  kapka_row_cells_set_text (self->lower, 1, details);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", line->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "journal.visit");
  set_name (self, whole);
}

static void
show_nothing (KapkaVisitRow *self) {
  kapka_row_cells_set_text (self->upper, COLUMN_TIME, "…");
  kapka_row_cells_set_text (self->upper, COLUMN_LENGTH, NULL);
  kapka_row_cells_set_services (self->upper, COLUMN_SERVICES, NULL, 0);
  kapka_row_cells_set_text (self->upper, COLUMN_NOTES, NULL);
  kapka_row_cells_set_text (self->lower, 1, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), NULL);
  set_name (self, _ ("A visit that is being read"));
}

/* In a list of many days a screen reader has to hear the day as well. */
static void
show_day (KapkaVisitRow *self) {
  g_autofree char *digits = kapka_date_words_day_digits (kapka_visit_item_get_day (self->item));
  g_autofree char *words = kapka_date_words_day (kapka_visit_item_get_day (self->item));

  kapka_row_cells_set_text (self->lower, 0, self->with_day ? digits : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->with_day ? words : "", -1);
}

static void
on_item_changed (KapkaVisitRow *self) {
  const KapkaVisitLine *line = kapka_visit_item_get_line (self->item);

  if (line == NULL)
    show_nothing (self);
  else
    show_line (self, line);
  show_day (self);
}

static void
kapka_visit_row_dispose (GObject *object) {
  kapka_visit_row_set_item (KAPKA_VISIT_ROW (object), NULL, FALSE);
  G_OBJECT_CLASS (kapka_visit_row_parent_class)->dispose (object);
}

static void
kapka_visit_row_class_init (KapkaVisitRowClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_visit_row_dispose;
}

static void
kapka_visit_row_init (KapkaVisitRow *self) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *upper = kapka_row_cells_new (upper_columns, G_N_ELEMENTS (upper_columns), LINE_HEIGHT);
  GtkWidget *lower = kapka_row_cells_new (lower_columns, G_N_ELEMENTS (lower_columns), LINE_HEIGHT);

  self->upper = KAPKA_ROW_CELLS (upper);
  self->lower = KAPKA_ROW_CELLS (lower);
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), lower);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "visit-row");
}

GtkWidget *
kapka_visit_row_new (KapkaDeskContext *context) {
  KapkaVisitRow *self = g_object_new (KAPKA_TYPE_VISIT_ROW, NULL);

  self->context = context;
  return GTK_WIDGET (self);
}

void
kapka_visit_row_set_item (KapkaVisitRow *self, KapkaVisitItem *item, gboolean with_day) {
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  self->with_day = with_day;
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (on_item_changed), self);
  on_item_changed (self);
}
