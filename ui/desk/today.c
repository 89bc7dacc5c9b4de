// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/today.h"

#include <glib/gi18n.h>

#include "ui/desk/desk-page.h"
#include "ui/shell/template.h"

struct _KapkaToday {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *figures;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
};

static void kapka_today_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaToday,
                               kapka_today,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE, kapka_today_page_init))

static gpointer
read_users (const KapkaReportSource *source, gpointer data, GError **error) {
  const char *today = kapka_desk_get_today (source->desk);
  gint64 users = 0;

  if (!kapka_journal_sum (kapka_desk_get_journal (source->desk), "users", today, today, &users,
                          NULL, error))
    return NULL;
  return g_strdup_printf (
      g_dngettext (NULL, "Users today: %ld", "Users today: %ld", (gulong)users), (long)users);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaToday *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kapka_desk_context_run_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_label (self->figures, text == NULL ? error->message : text);
}

static void
load (KapkaToday *self) {
  kapka_desk_context_run_async (self->context, read_users, NULL, NULL, g_free, self->cancellable,
                                on_read, self);
}

static void
on_show (KapkaDeskPage *page) {
  load (KAPKA_TODAY (page));
}

static void
kapka_today_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_today_dispose (GObject *object) {
  KapkaToday *self = KAPKA_TODAY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_TODAY);
  G_OBJECT_CLASS (kapka_today_parent_class)->dispose (object);
}

static void
kapka_today_class_init (KapkaTodayClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_today_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/today.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, figures);
}

static void
kapka_today_init (KapkaToday *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
kapka_today_new (KapkaDeskContext *context) {
  KapkaToday *self = g_object_new (KAPKA_TYPE_TODAY, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
