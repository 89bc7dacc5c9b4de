// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/hours-table.h"

#include <glib/gi18n.h>

#include "base/calendar.h"

struct _KapkaHoursTable {
  GtkWidget parent_instance;

  GtkGrid *grid; // Child.
};

G_DEFINE_FINAL_TYPE (KapkaHoursTable, kapka_hours_table, GTK_TYPE_WIDGET)

static void
kapka_hours_table_dispose (GObject *object) {
  KapkaHoursTable *self = KAPKA_HOURS_TABLE (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;
  G_OBJECT_CLASS (kapka_hours_table_parent_class)->dispose (object);
}

static void
kapka_hours_table_class_init (KapkaHoursTableClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_hours_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kapka_hours_table_init (KapkaHoursTable *self) {
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 20);
  gtk_widget_set_halign (GTK_WIDGET (self->grid), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "hours");
}

static void
put (KapkaHoursTable *self, const char *text, int column, int row, gboolean today) {
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (today)
    gtk_widget_add_css_class (label, "today");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

/* A line of its own: it stands above days in each language. */
static void
put_title (KapkaHoursTable *self, int n_columns) {
  GtkWidget *label = gtk_label_new (_ ("Opening hours"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "hours-title");
  gtk_grid_attach (self->grid, label, 0, 0, n_columns, 1);
}

static char *
name_days (const char *language, guint first, guint last) {
  const char *from = kapka_calendar_get_weekday_short (language, first);

  if (first == last)
    return g_strdup (from);
  return g_strdup_printf ("%s–%s", from, kapka_calendar_get_weekday_short (language, last));
}

static char *
name_hours (const KapkaDayHours *day, const char *after_break) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < day->n; i++) {
    const KapkaHours *opening = &day->openings[i];

    g_string_append_printf (text, "%s%u:%02u–%u:%02u", i == 0 ? "" : after_break,
                            opening->from / 60, opening->from % 60, opening->until / 60,
                            opening->until % 60);
  }
  return day->n == 0 ? g_strdup (C_ ("day", "closed")) : g_strdup (text->str);
}

/* @first and @last are days from 1. */
static void
put_days (KapkaHoursTable *self,
          int row,
          guint first,
          guint last,
          const KapkaDayHours *day,
          const char *const *languages,
          guint today,
          gboolean narrow) {
  gboolean is_today = today >= first && today <= last;
  g_autofree char *hours = name_hours (day, narrow ? "\n" : ", ");
  int column = 0;

  for (; languages[column] != NULL; column++) {
    g_autofree char *days = name_days (languages[column], first, last);

    put (self, days, column, row, is_today);
  }
  put (self, hours, column, row, is_today);
}

static void
clear (KapkaHoursTable *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

void
kapka_hours_table_show (KapkaHoursTable *self,
                        const KapkaWeekHours *week,
                        const char *const *languages,
                        guint today,
                        gboolean narrow) {
  int row = 1;

  clear (self);
  put_title (self, (int)g_strv_length ((char **)languages) + 1);
  for (guint first = 0; first < G_N_ELEMENTS (week->days);) {
    guint last = first;

    while (last + 1 < G_N_ELEMENTS (week->days) &&
           kapka_day_hours_equal (&week->days[first], &week->days[last + 1]))
      last++;
    put_days (self, row++, first + 1, last + 1, &week->days[first], languages, today, narrow);
    first = last + 1;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), kapka_week_hours_are_known (week));
}
