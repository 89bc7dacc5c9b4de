// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/tally.h"

#include <glib/gi18n.h>

#include "base/number.h"
#include "ui/desk/catalog-words.h"
#include "ui/desk/tally-work.h"
#include "ui/home/tiles.h"
#include "ui/shell/answer.h"
#include "ui/shell/template.h"

struct _KapkaTally {
  GtkWidget parent_instance;

  // Template widgets
  KapkaTiles *services;
  GtkLabel *answer;
  GtkWidget *after;
  GtkToggleButton *more;

  // Borrowed
  GtkLabel *counts[KAPKA_N_SERVICES];

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
  KapkaTallyEntry *last; // (nullable) What can be taken back or get one more service.
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (KapkaTally, kapka_tally, GTK_TYPE_WIDGET)

static const KapkaService *
get_service (KapkaTally *self, guint index) {
  return kapka_catalog_get_service (kapka_catalog_words_get_catalog (self->context), index);
}

static const char *
get_door (KapkaTally *self, guint index) {
  return kapka_catalog_words_service (self->context, get_service (self, index)->id);
}

static void
set_last (KapkaTally *self, KapkaTallyEntry *entry) {
  g_clear_pointer (&self->last, kapka_tally_entry_free);
  self->last = entry;
  gtk_toggle_button_set_active (self->more, FALSE);
  gtk_widget_set_visible (self->after, entry != NULL);
}

static void
show_counted (KapkaTally *self, KapkaTallyEntry *entry) {
  GString *text = g_string_new (_ ("Counted one visitor:"));

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (entry->services & (1u << i))
      g_string_append_printf (text, " «%s»", get_door (self, i));
  set_last (self, entry);
  kapka_answer_show (self->answer, "good", text->str);
  g_string_free (text, TRUE);
  kapka_desk_context_note_change (self->context);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaTally *self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaTallyEntry *entry = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (entry == NULL)
    kapka_answer_show_error (self->answer, error);
  else
    show_counted (self, entry);
}

static void
count (KapkaTally *self, guint services, const char *instead_of) {
  self->busy = TRUE;
  kapka_desk_context_run_async (
      self->context, kapka_tally_work_count, kapka_tally_entry_new (services, instead_of),
      kapka_tally_entry_free, kapka_tally_entry_free, self->cancellable, on_counted, self);
}

/* Until the last touch is counted the next is not taken: what shows always says what was. */
static void
on_service_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaTally *self = KAPKA_TALLY (widget);
  guint service = 1u << g_variant_get_uint32 (parameter);

  if (self->busy)
    return;
  if (self->last == NULL || !gtk_toggle_button_get_active (self->more))
    count (self, service, NULL);
  else if (self->last->services & service)
    kapka_answer_show (self->answer, "wait", _ ("This visitor has this service already."));
  else
    count (self, self->last->services | service, self->last->event_id);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaTally *self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (error != NULL) {
    kapka_answer_show_error (self->answer, error);
    return;
  }
  set_last (self, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->services), GTK_DIR_TAB_FORWARD);
  kapka_answer_show (self->answer, "good", _ ("Taken back: this visitor is not counted."));
  kapka_desk_context_note_change (self->context);
}

static void
on_undo_clicked (KapkaTally *self) {
  if (self->busy || self->last == NULL)
    return;
  self->busy = TRUE;
  kapka_desk_context_run_async (
      self->context, kapka_tally_work_undo, kapka_tally_entry_new (0, self->last->event_id),
      kapka_tally_entry_free, kapka_tally_entry_free, self->cancellable, on_undone, self);
}

static void
on_more_toggled (KapkaTally *self) {
  gboolean active = gtk_toggle_button_get_active (self->more);

  if (active)
    kapka_answer_show (self->answer, "wait", _ ("Touch what else this visitor was helped with."));
}

static void
kapka_tally_dispose (GObject *object) {
  KapkaTally *self = KAPKA_TALLY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->last, kapka_tally_entry_free);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_TALLY);
  G_OBJECT_CLASS (kapka_tally_parent_class)->dispose (object);
}

static void
kapka_tally_class_init (KapkaTallyClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_tally_dispose;
  g_type_ensure (KAPKA_TYPE_TILES);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/tally.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaTally, services);
  gtk_widget_class_bind_template_child (widget_class, KapkaTally, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaTally, after);
  gtk_widget_class_bind_template_child (widget_class, KapkaTally, more);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_more_toggled);
  gtk_widget_class_install_action (widget_class, "tally.service", "u", on_service_activated);
}

static void
kapka_tally_init (KapkaTally *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self->services)), "min-column-width",
                200, "max-columns", 3, "spacing", 14, NULL);
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_words (KapkaTally *self, guint service) {
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand",
                                   TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *title =
      g_object_new (GTK_TYPE_LABEL, "label", get_door (self, service), "wrap", TRUE, "xalign", 0.0f,
                    "width-chars", 10, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "css-classes", (const char *const[]){ "tile-title", NULL }, NULL);

  self->counts[service] = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "accessible-role",
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                        (const char *const[]){ "tile-description", NULL }, NULL);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->counts[service]));
  return words;
}

static GtkWidget *
make_button (KapkaTally *self, guint index) {
  const KapkaService *service = get_service (self, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", service->icon, "valign", GTK_ALIGN_CENTER,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                    (const char *const[]){ "tile-icon", NULL }, NULL);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Helped at the desk: %s"), get_door (self, index));

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_words (self, index));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "tile");
  gtk_widget_add_css_class (button, service->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tally.service");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

void
kapka_tally_set_context (KapkaTally *self, KapkaDeskContext *context) {
  self->context = g_object_ref (context);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_tiles_append (self->services, make_button (self, i));
}

void
kapka_tally_show_figures (KapkaTally *self, const KapkaFigures *figures) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    g_autofree char *number = kapka_number_format (figures->services[i]);
    g_autofree char *text = g_strdup_printf (_ ("today: %s"), number);
    GtkWidget *button = gtk_widget_get_ancestor (GTK_WIDGET (self->counts[i]), GTK_TYPE_BUTTON);

    gtk_label_set_label (self->counts[i], text);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  }
}
