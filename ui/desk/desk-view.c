// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk-view.h"

#include <glib/gi18n.h>

#include "ui/access/announcer.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/history-page.h"
#include "ui/desk/journal-page.h"
#include "ui/desk/machine-page.h"
#include "ui/desk/month-closing.h"
#include "ui/desk/outreach-page.h"
#include "ui/desk/people-page.h"
#include "ui/desk/publicity.h"
#include "ui/desk/reports-page.h"
#include "ui/desk/today.h"
#include "ui/desk/upload-page.h"
#include "ui/keyboard/bridge.h"
#include "ui/keyboard/follow.h"
#include "ui/shell/template.h"

/* The rail leaves its width to the page; longer names take two lines. */
#define RAIL_CHARS 13

struct _KapkaDeskView {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *person;
  GtkWidget *end_visit;
  GtkWidget *notice;
  GtkLabel *notice_text;
  GtkBox *rail;
  GtkStack *pages;
  GtkBox *keyboard_slot;

  // Owned
  KapkaDeskContext *context; // (nullable) %NULL: nobody is here.
  KapkaKeyboardBridge *keyboard;
};

G_DEFINE_FINAL_TYPE (KapkaDeskView, kapka_desk_view, GTK_TYPE_WIDGET)

/** KapkaDeskEntry: a line of the rail. */
typedef struct {
  const char *id;
  const char *label;
  const char *icon;
  GtkWidget *(*make) (KapkaDeskContext *context);
  KapkaRole least; // Who may see it.
} KapkaDeskEntry;

static const KapkaDeskEntry entries[] = {
  { "today", N_ ("Today"), "kapka-home-symbolic", kapka_today_new, KAPKA_ROLE_LIBRARIAN },
  { "journal", N_ ("Journal"), "kapka-form-symbolic", kapka_journal_page_new,
    KAPKA_ROLE_LIBRARIAN },
  { "outreach", N_ ("Events"), "kapka-letter-symbolic", kapka_outreach_page_new,
    KAPKA_ROLE_LIBRARIAN },
  { "publicity", N_ ("Printed and published"), "kapka-paper-symbolic", kapka_publicity_new,
    KAPKA_ROLE_LIBRARIAN },
  { "history", N_ ("Past years"), "kapka-clock-symbolic", kapka_history_page_new,
    KAPKA_ROLE_LIBRARIAN },
  { "closing", N_ ("Closing of months"), "kapka-lock-symbolic", kapka_month_closing_new,
    KAPKA_ROLE_LIBRARIAN },
  { "reports", N_ ("Reports"), "kapka-documents-symbolic", kapka_reports_page_new,
    KAPKA_ROLE_LIBRARIAN },
  { "upload", N_ ("Upload"), "kapka-portal-symbolic", kapka_upload_page_new, KAPKA_ROLE_LIBRARIAN },
  { "machine", N_ ("Equipment"), "kapka-print-symbolic", kapka_machine_page_new,
    KAPKA_ROLE_LIBRARIAN },
  { "people", N_ ("Staff"), "kapka-social-symbolic", kapka_people_page_new,
    KAPKA_ROLE_ADMINISTRATOR },
};

static const KapkaDeskEntry *
find_entry (const char *id) {
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_strcmp0 (entries[i].id, id) == 0)
      return &entries[i];
  return NULL;
}

static gboolean
is_allowed (KapkaDeskView *self, const KapkaDeskEntry *entry) {
  return entry->least <= kapka_desk_context_get_role (self->context);
}

static void
mark_entry (KapkaDeskView *self, const char *id) {
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->rail)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_strcmp0 (gtk_widget_get_name (button), id) == 0);
}

static void
show_page (KapkaDeskView *self, const KapkaDeskEntry *entry) {
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, entry->id);

  if (page == NULL) {
    page = entry->make (self->context);
    gtk_stack_add_named (self->pages, page, entry->id);
  }
  gtk_stack_set_visible_child (self->pages, page);
  mark_entry (self, entry->id);
  kapka_announce (GTK_WIDGET (self), _ (entry->label));
  kapka_desk_page_show (KAPKA_DESK_PAGE (page));
}

static void
on_page_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaDeskView *self = KAPKA_DESK_VIEW (widget);
  const KapkaDeskEntry *entry = find_entry (g_variant_get_string (parameter, NULL));

  if (self->context != NULL && entry != NULL && is_allowed (self, entry))
    show_page (self, entry);
}

static void
on_told (KapkaDeskView *self, const char *text) {
  gtk_label_set_label (self->notice_text, text);
  gtk_widget_set_visible (self->notice, TRUE);
  kapka_announce (GTK_WIDGET (self), text);
}

static void
on_dismiss_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  gtk_widget_set_visible (KAPKA_DESK_VIEW (widget)->notice, FALSE);
}

static GtkWidget *
make_button (const KapkaDeskEntry *entry) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ (entry->label), "xalign", 0.0f,
                                   "wrap", TRUE, "max-width-chars", RAIL_CHARS, NULL);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (entry->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, entry->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "desk.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", entry->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (entry->label), -1);
  gtk_widget_add_css_class (button, "rail");
  return button;
}

static void
empty (GtkWidget *box, void (*take) (GtkWidget *box, GtkWidget *child)) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    take (box, child);
}

static void
take_from_box (GtkWidget *box, GtkWidget *child) {
  gtk_box_remove (GTK_BOX (box), child);
}

static void
take_from_stack (GtkWidget *stack, GtkWidget *child) {
  gtk_stack_remove (GTK_STACK (stack), child);
}

static void
show_end_visit (KapkaDeskView *self) {
  if (self->context != NULL)
    gtk_widget_set_visible (
        self->end_visit,
        kapka_session_get_visit (kapka_desk_context_get_session (self->context)) != NULL);
}

/* The keyboard types into the pages of the desk alone; what lies below has its own. */
static void
kapka_desk_view_root (GtkWidget *widget) {
  KapkaDeskView *self = KAPKA_DESK_VIEW (widget);
  GtkWidget *keyboard = gtk_widget_get_first_child (GTK_WIDGET (self->keyboard_slot));

  GTK_WIDGET_CLASS (kapka_desk_view_parent_class)->root (widget);
  self->keyboard = kapka_keyboard_bridge_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              KAPKA_KEYBOARD (keyboard), GTK_WIDGET (self->pages));
}

static void
kapka_desk_view_unroot (GtkWidget *widget) {
  g_clear_object (&KAPKA_DESK_VIEW (widget)->keyboard);
  GTK_WIDGET_CLASS (kapka_desk_view_parent_class)->unroot (widget);
}

static void
kapka_desk_view_dispose (GObject *object) {
  KapkaDeskView *self = KAPKA_DESK_VIEW (object);

  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_DESK_VIEW);
  G_OBJECT_CLASS (kapka_desk_view_parent_class)->dispose (object);
}

static void
kapka_desk_view_class_init (KapkaDeskViewClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_desk_view_dispose;
  widget_class->root = kapka_desk_view_root;
  widget_class->unroot = kapka_desk_view_unroot;
  g_type_ensure (KAPKA_TYPE_KEYBOARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/desk-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, person);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, end_visit);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, notice);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, notice_text);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, rail);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, pages);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskView, keyboard_slot);
  gtk_widget_class_install_action (widget_class, "desk.page", "s", on_page_activated);
  gtk_widget_class_install_action (widget_class, "desk.dismiss", NULL, on_dismiss_activated);
}

static void
kapka_desk_view_init (KapkaDeskView *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_desk_view_enter (KapkaDeskView *self, KapkaDeskContext *context) {
  KapkaSession *session = kapka_desk_context_get_session (context);

  kapka_desk_view_leave (self);
  self->context = g_object_ref (context);
  kapka_keyboard_follow (
      KAPKA_KEYBOARD (gtk_widget_get_first_child (GTK_WIDGET (self->keyboard_slot))), session);
  gtk_label_set_label (self->person, kapka_desk_context_get_name (context));
  gtk_widget_set_visible (self->notice, FALSE);
  g_signal_connect_object (context, "told", G_CALLBACK (on_told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "began", G_CALLBACK (show_end_visit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ended", G_CALLBACK (show_end_visit), self, G_CONNECT_SWAPPED);
  show_end_visit (self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (is_allowed (self, &entries[i]))
      gtk_box_append (self->rail, make_button (&entries[i]));
  show_page (self, &entries[0]);
  gtk_widget_child_focus (GTK_WIDGET (self->rail), GTK_DIR_TAB_FORWARD);
}

void
kapka_desk_view_leave (KapkaDeskView *self) {
  if (self->context == NULL)
    return;
  g_signal_handlers_disconnect_by_func (kapka_desk_context_get_session (self->context),
                                        show_end_visit, self);
  g_signal_handlers_disconnect_by_func (self->context, on_told, self);
  empty (GTK_WIDGET (self->pages), take_from_stack);
  empty (GTK_WIDGET (self->rail), take_from_box);
  g_clear_object (&self->context);
}

gboolean
kapka_desk_view_is_occupied (KapkaDeskView *self) {
  return self->context != NULL;
}

gboolean
kapka_desk_view_is_administrator (KapkaDeskView *self) {
  return self->context != NULL &&
         kapka_desk_context_get_role (self->context) == KAPKA_ROLE_ADMINISTRATOR;
}
