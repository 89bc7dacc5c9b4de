// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/people-page.h"

#include <glib/gi18n.h>

#include "staff/roster.h"
#include "ui/desk/desk-page.h"
#include "ui/shell/answer.h"
#include "ui/shell/template.h"
#include "ui/staff/person-form.h"

struct _KapkaPeoplePage {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkWidget *list_place;
  GtkBox *list;
  GtkWidget *form_place;
  GtkLabel *form_title;
  KapkaPersonForm *form;
  GtkWidget *roles;
  GtkToggleButton *librarian;
  GtkToggleButton *administrator;
  GtkWidget *question_place;
  GtkLabel *question;
  GtkLabel *answer;

  // Owned
  KapkaDeskContext *context;
  GCancellable *gone;
  char *name;    // (nullable) Whose PIN is changed, or who is to go.
  gboolean busy; // A change is on its way.
};

static void kapka_people_page_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaPeoplePage,
                               kapka_people_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_people_page_page_init))

static const char *
get_state_dir (KapkaPeoplePage *self) {
  return kapka_session_get_settings (kapka_desk_context_get_session (self->context))->state_dir;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action, const char *name) {
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, label);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_add_css_class (button, "desk-button");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_words (const KapkaPerson *person) {
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gboolean administrator = person->role == KAPKA_ROLE_ADMINISTRATOR;
  GtkWidget *name =
      g_object_new (GTK_TYPE_LABEL, "label", person->name, "xalign", 0.0f, "wrap", TRUE,
                    "css-classes", (const char *const[]){ "heading", NULL }, NULL);
  GtkWidget *role =
      g_object_new (GTK_TYPE_LABEL, "label", administrator ? _ ("administrator") : _ ("librarian"),
                    "xalign", 0.0f, "css-classes", (const char *const[]){ "note", NULL }, NULL);

  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), role);
  return words;
}

static GtkWidget *
make_row (const KapkaPerson *person) {
  GtkWidget *row =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8,
                    "css-classes", (const char *const[]){ "sheet", "person", NULL }, NULL);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gboolean administrator = person->role == KAPKA_ROLE_ADMINISTRATOR;

  add_button (buttons, _ ("Change the PIN"), "people.change-pin", person->name);
  add_button (buttons, administrator ? _ ("Make librarian") : _ ("Make administrator"),
              administrator ? "people.make-librarian" : "people.make-administrator", person->name);
  add_button (buttons, _ ("Remove"), "people.ask-remove", person->name);
  gtk_box_append (GTK_BOX (row), make_words (person));
  gtk_box_append (GTK_BOX (row), buttons);
  return row;
}

static void
show_people (KapkaPeoplePage *self, const KapkaPeople *people) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < kapka_people_get_length (people); i++)
    gtk_box_append (self->list, make_row (kapka_people_get (people, i)));
}

static gpointer
read_people (const KapkaReportSource *source, gpointer data, GError **error) {
  return kapka_people_load (source->settings->state_dir, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaPeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaPeople) people = kapka_desk_context_run_finish (result, &error);

  if (g_cancellable_is_cancelled (self->gone))
    return;
  if (people != NULL)
    show_people (self, people);
  else
    kapka_answer_show_error (self->answer, error);
}

static void
load (KapkaPeoplePage *self) {
  kapka_desk_context_run_async (self->context, read_people, NULL, NULL,
                                (GDestroyNotify)kapka_people_free, self->gone, on_read,
                                g_object_ref (self));
}

static void
show_list (KapkaPeoplePage *self) {
  kapka_person_form_clear (self->form);
  gtk_stack_set_visible_child (self->stack, self->list_place);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaPeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean changed = kapka_roster_change_finish (result, &error);

  if (g_cancellable_is_cancelled (self->gone))
    return;
  self->busy = FALSE;
  if (!changed) {
    kapka_answer_show_error (self->answer, error);
    return;
  }
  kapka_answer_show (self->answer, "good", _ ("Done."));
  show_list (self);
  load (self);
}

static void
change (KapkaPeoplePage *self, const KapkaRosterChange *wish) {
  if (self->busy || kapka_desk_context_get_role (self->context) != KAPKA_ROLE_ADMINISTRATOR)
    return;
  self->busy = TRUE;
  kapka_answer_show (self->answer, "wait", _ ("One moment…"));
  kapka_roster_change_async (get_state_dir (self), wish, on_changed, g_object_ref (self));
}

static void
set_role (KapkaPeoplePage *self, GVariant *parameter, KapkaRole role) {
  change (self,
          &(KapkaRosterChange){ .name = g_variant_get_string (parameter, NULL), .role = &role });
}

static void
on_make_librarian_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  set_role (KAPKA_PEOPLE_PAGE (widget), parameter, KAPKA_ROLE_LIBRARIAN);
}

static void
on_make_administrator_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  set_role (KAPKA_PEOPLE_PAGE (widget), parameter, KAPKA_ROLE_ADMINISTRATOR);
}

/* @name: (nullable): whose PIN is to be changed; %NULL for a new person. */
static void
show_form (KapkaPeoplePage *self, const char *name) {
  g_free (self->name);
  self->name = g_strdup (name);
  kapka_answer_show (self->answer, NULL, NULL);
  gtk_label_set_label (self->form_title, name == NULL ? _ ("A new person") : _ ("A new PIN"));
  gtk_widget_set_visible (self->roles, name == NULL);
  gtk_toggle_button_set_active (self->librarian, TRUE);
  kapka_person_form_start (self->form, name);
  gtk_stack_set_visible_child (self->stack, self->form_place);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
on_add_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  show_form (KAPKA_PEOPLE_PAGE (widget), NULL);
}

static void
on_change_pin_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  show_form (KAPKA_PEOPLE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
save (KapkaPeoplePage *self) {
  g_autoptr (GError) error = NULL;
  const char *pin = kapka_person_form_get_pin (self->form, &error);
  KapkaRole role = gtk_toggle_button_get_active (self->administrator) ? KAPKA_ROLE_ADMINISTRATOR
                                                                      : KAPKA_ROLE_LIBRARIAN;

  if (pin == NULL) {
    kapka_answer_show_error (self->answer, error);
    return;
  }
  change (self, &(KapkaRosterChange){ .name = kapka_person_form_get_name (self->form),
                                      .role = self->name == NULL ? &role : NULL,
                                      .pin = pin });
}

static void
on_save_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  save (KAPKA_PEOPLE_PAGE (widget));
}

static void
on_back_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPeoplePage *self = KAPKA_PEOPLE_PAGE (widget);

  kapka_answer_show (self->answer, NULL, NULL);
  show_list (self);
}

static void
on_ask_remove_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPeoplePage *self = KAPKA_PEOPLE_PAGE (widget);
  g_autofree char *text = NULL;

  g_free (self->name);
  self->name = g_variant_dup_string (parameter, NULL);
  text =
      g_strdup_printf (_ ("Take %s off the list? What this person has written stays."), self->name);
  kapka_answer_show (self->answer, NULL, NULL);
  gtk_label_set_label (self->question, text);
  gtk_stack_set_visible_child (self->stack, self->question_place);
}

static void
on_remove_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPeoplePage *self = KAPKA_PEOPLE_PAGE (widget);

  change (self, &(KapkaRosterChange){ .name = self->name, .remove = TRUE });
}

static void
on_show (KapkaDeskPage *page) {
  KapkaPeoplePage *self = KAPKA_PEOPLE_PAGE (page);

  kapka_answer_show (self->answer, NULL, NULL);
  show_list (self);
  load (self);
}

static void
kapka_people_page_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_people_page_dispose (GObject *object) {
  KapkaPeoplePage *self = KAPKA_PEOPLE_PAGE (object);

  g_cancellable_cancel (self->gone);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PEOPLE_PAGE);
  G_OBJECT_CLASS (kapka_people_page_parent_class)->dispose (object);
}

static void
kapka_people_page_finalize (GObject *object) {
  KapkaPeoplePage *self = KAPKA_PEOPLE_PAGE (object);

  g_clear_object (&self->gone);
  g_free (self->name);
  G_OBJECT_CLASS (kapka_people_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, list_place);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, form_place);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, form_title);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, form);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, roles);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, librarian);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, administrator);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, question_place);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, question);
  gtk_widget_class_bind_template_child (widget_class, KapkaPeoplePage, answer);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
kapka_people_page_class_init (KapkaPeoplePageClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_people_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_people_page_finalize;
  g_type_ensure (KAPKA_TYPE_PERSON_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "people.add", NULL, on_add_activated);
  gtk_widget_class_install_action (widget_class, "people.change-pin", "s", on_change_pin_activated);
  gtk_widget_class_install_action (widget_class, "people.make-librarian", "s",
                                   on_make_librarian_activated);
  gtk_widget_class_install_action (widget_class, "people.make-administrator", "s",
                                   on_make_administrator_activated);
  gtk_widget_class_install_action (widget_class, "people.ask-remove", "s", on_ask_remove_activated);
  gtk_widget_class_install_action (widget_class, "people.remove", NULL, on_remove_activated);
  gtk_widget_class_install_action (widget_class, "people.save", NULL, on_save_activated);
  gtk_widget_class_install_action (widget_class, "people.back", NULL, on_back_activated);
}

static void
kapka_people_page_init (KapkaPeoplePage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->gone = g_cancellable_new ();
}

GtkWidget *
kapka_people_page_new (KapkaDeskContext *context) {
  KapkaPeoplePage *self = g_object_new (KAPKA_TYPE_PEOPLE_PAGE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
