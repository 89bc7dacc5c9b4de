// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/period-picker.h"

#include <stdio.h>

#include "base/calendar.h"
#include "base/i18n.h"
#include "ui/shell/template.h"

/* As far back as figures from before Kapka may go. */
#define FIRST_YEAR 1900

struct _KapkaPeriodPicker {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *year_before;
  GtkLabel *year_label;
  GtkWidget *year_after;
  GtkWidget *month_box;
  GtkWidget *month_before;
  GtkLabel *month_label;
  GtkWidget *month_after;

  gboolean by_month;
  int year;
  int month;
  int last_year;
  int last_month;
};

G_DEFINE_FINAL_TYPE (KapkaPeriodPicker, kapka_period_picker, GTK_TYPE_WIDGET)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Months in one count, so that a step over the turn of a year is a step like any other. */
static int
count_months (int year, int month) {
  return year * 12 + month - 1;
}

static void
show_period (KapkaPeriodPicker *self) {
  g_autofree char *year = g_strdup_printf (_ ("Year %d"), self->year);
  int now = count_months (self->year, self->month);

  gtk_label_set_label (self->year_label, year);
  gtk_label_set_label (self->month_label,
                       kapka_calendar_get_month (kapka_i18n_get_language (), (guint)self->month));
  gtk_widget_set_visible (self->month_box, self->by_month);
  gtk_widget_set_sensitive (self->year_before, self->year > FIRST_YEAR);
  gtk_widget_set_sensitive (self->year_after, self->year < self->last_year);
  gtk_widget_set_sensitive (self->month_before, now > count_months (FIRST_YEAR, 1));
  gtk_widget_set_sensitive (self->month_after,
                            now < count_months (self->last_year, self->last_month));
}

static void
choose (KapkaPeriodPicker *self, int months) {
  int last = count_months (self->last_year, self->last_month);

  months = CLAMP (months, count_months (FIRST_YEAR, 1), last);
  self->year = months / 12;
  self->month = months % 12 + 1;
  show_period (self);
}

static void
on_step_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPeriodPicker *self = KAPKA_PERIOD_PICKER (widget);

  choose (self, count_months (self->year, self->month) + g_variant_get_int32 (parameter));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
kapka_period_picker_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PERIOD_PICKER);
  G_OBJECT_CLASS (kapka_period_picker_parent_class)->dispose (object);
}

static void
kapka_period_picker_class_init (KapkaPeriodPickerClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_period_picker_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_PERIOD_PICKER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/period-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, year_before);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, year_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, year_after);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, month_box);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, month_before);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, month_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeriodPicker, month_after);
  gtk_widget_class_install_action (widget_class, "period.step", "i", on_step_activated);
}

static void
kapka_period_picker_init (KapkaPeriodPicker *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_period_picker_set_today (self, "2001-01-01");
}

void
kapka_period_picker_set_today (KapkaPeriodPicker *self, const char *today) {
  if (sscanf (today, "%4d-%2d", &self->last_year, &self->last_month) != 2)
    g_return_if_reached ();
  choose (self, count_months (self->last_year, self->last_month));
}

void
kapka_period_picker_set_by_month (KapkaPeriodPicker *self, gboolean by_month) {
  self->by_month = by_month;
  show_period (self);
}

void
kapka_period_picker_set_month (KapkaPeriodPicker *self, const char *month) {
  int year, number;

  if (sscanf (month, "%4d-%2d", &year, &number) != 2)
    g_return_if_reached ();
  choose (self, count_months (year, number));
}

int
kapka_period_picker_get_year (KapkaPeriodPicker *self) {
  return self->year;
}

char *
kapka_period_picker_dup_month (KapkaPeriodPicker *self) {
  return g_strdup_printf ("%04d-%02d", self->year, self->month);
}
