// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/clock-label.h"

struct _KapkaClockLabel {
  GtkWidget parent_instance;

  GtkWidget *label;
  guint source;
};

G_DEFINE_FINAL_TYPE (KapkaClockLabel, kapka_clock_label, GTK_TYPE_WIDGET)

static guint minute_signal;

static void show_time (KapkaClockLabel *self);

static gboolean
on_minute (gpointer user_data) {
  KapkaClockLabel *self = user_data;

  self->source = 0;
  show_time (self);
  return G_SOURCE_REMOVE;
}

static void
show_time (KapkaClockLabel *self) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = g_date_time_format (now, "%H:%M");

  gtk_label_set_label (GTK_LABEL (self->label), text);
  self->source = g_timeout_add_seconds (60 - (guint)g_date_time_get_second (now), on_minute, self);
  g_signal_emit (self, minute_signal, 0);
}

static void
kapka_clock_label_map (GtkWidget *widget) {
  GTK_WIDGET_CLASS (kapka_clock_label_parent_class)->map (widget);
  show_time (KAPKA_CLOCK_LABEL (widget));
}

static void
kapka_clock_label_unmap (GtkWidget *widget) {
  KapkaClockLabel *self = KAPKA_CLOCK_LABEL (widget);

  g_clear_handle_id (&self->source, g_source_remove);
  GTK_WIDGET_CLASS (kapka_clock_label_parent_class)->unmap (widget);
}

static void
kapka_clock_label_dispose (GObject *object) {
  KapkaClockLabel *self = KAPKA_CLOCK_LABEL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (kapka_clock_label_parent_class)->dispose (object);
}

static void
kapka_clock_label_class_init (KapkaClockLabelClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_clock_label_dispose;
  widget_class->map = kapka_clock_label_map;
  widget_class->unmap = kapka_clock_label_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "clock");
  minute_signal = g_signal_new ("minute", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_clock_label_init (KapkaClockLabel *self) {
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}
