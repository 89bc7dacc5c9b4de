// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/staff/first-start.h"

#include <glib/gi18n.h>

#include "journal/visits.h"
#include "staff/roster.h"
#include "ui/keyboard/bridge.h"
#include "ui/keyboard/follow.h"
#include "ui/shell/answer.h"
#include "ui/shell/template.h"
#include "ui/staff/person-form.h"

struct _KapkaFirstStart {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *content;
  KapkaPersonForm *form;
  GtkLabel *answer;
  GtkBox *keyboard_slot;

  // Owned
  char *state_dir;
  char *name; // (nullable) While it is on its way to the list.
  KapkaKeyboardBridge *keyboard;
};

G_DEFINE_FINAL_TYPE (KapkaFirstStart, kapka_first_start, GTK_TYPE_WIDGET)

enum { SIGNAL_ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaFirstStart) self = user_data;
  g_autofree char *name = g_steal_pointer (&self->name);
  g_autoptr (GError) error = NULL;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (kapka_roster_change_finish (result, &error)) {
    kapka_first_start_clear (self);
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0, name, (guint)KAPKA_ROLE_ADMINISTRATOR);
  } else {
    kapka_answer_show_error (self->answer, error);
  }
}

static void
save (KapkaFirstStart *self) {
  g_autoptr (GError) error = NULL;
  const KapkaRole role = KAPKA_ROLE_ADMINISTRATOR;
  KapkaRosterChange change = { .name = kapka_person_form_get_name (self->form),
                               .role = &role,
                               .pin = kapka_person_form_get_pin (self->form, &error),
                               .first = TRUE };

  if (self->name != NULL)
    return;
  if (change.pin == NULL) {
    kapka_answer_show_error (self->answer, error);
    return;
  }
  self->name = g_strdup (change.name);
  kapka_answer_show (self->answer, "wait", _ ("One moment…"));
  kapka_roster_change_async (self->state_dir, &change, on_saved, g_object_ref (self));
}

static void
on_save_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  save (KAPKA_FIRST_START (widget));
}

static gboolean
kapka_first_start_grab_focus (GtkWidget *widget) {
  return gtk_widget_grab_focus (GTK_WIDGET (KAPKA_FIRST_START (widget)->form));
}

static void
kapka_first_start_root (GtkWidget *widget) {
  KapkaFirstStart *self = KAPKA_FIRST_START (widget);
  GtkWidget *keyboard = gtk_widget_get_first_child (GTK_WIDGET (self->keyboard_slot));

  GTK_WIDGET_CLASS (kapka_first_start_parent_class)->root (widget);
  self->keyboard = kapka_keyboard_bridge_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              KAPKA_KEYBOARD (keyboard), self->content);
}

static void
kapka_first_start_unroot (GtkWidget *widget) {
  g_clear_object (&KAPKA_FIRST_START (widget)->keyboard);
  GTK_WIDGET_CLASS (kapka_first_start_parent_class)->unroot (widget);
}

static void
kapka_first_start_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FIRST_START);
  G_OBJECT_CLASS (kapka_first_start_parent_class)->dispose (object);
}

static void
kapka_first_start_finalize (GObject *object) {
  KapkaFirstStart *self = KAPKA_FIRST_START (object);

  g_free (self->state_dir);
  g_free (self->name);
  G_OBJECT_CLASS (kapka_first_start_parent_class)->finalize (object);
}

static void
kapka_first_start_class_init (KapkaFirstStartClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_first_start_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_first_start_finalize;
  widget_class->grab_focus = kapka_first_start_grab_focus;
  widget_class->root = kapka_first_start_root;
  widget_class->unroot = kapka_first_start_unroot;
  signals[SIGNAL_ENTERED] =
      g_signal_new ("entered", KAPKA_TYPE_FIRST_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  g_type_ensure (KAPKA_TYPE_KEYBOARD);
  g_type_ensure (KAPKA_TYPE_PERSON_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/first-start.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaFirstStart, content);
  gtk_widget_class_bind_template_child (widget_class, KapkaFirstStart, form);
  gtk_widget_class_bind_template_child (widget_class, KapkaFirstStart, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaFirstStart, keyboard_slot);
  gtk_widget_class_bind_template_callback (widget_class, save);
  gtk_widget_class_install_action (widget_class, "first.save", NULL, on_save_activated);
}

static void
kapka_first_start_init (KapkaFirstStart *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_first_start_begin (KapkaFirstStart *self, KapkaSession *session) {
  g_free (self->state_dir);
  self->state_dir = g_strdup (kapka_session_get_settings (session)->state_dir);
  kapka_keyboard_follow (
      KAPKA_KEYBOARD (gtk_widget_get_first_child (GTK_WIDGET (self->keyboard_slot))), session);
  kapka_first_start_clear (self);
}

void
kapka_first_start_clear (KapkaFirstStart *self) {
  kapka_person_form_start (self->form, NULL);
  kapka_answer_show (self->answer, NULL, NULL);
}

/* Returns: %NULL unless to ask. A list that cannot be read is a list of somebody. */
static gpointer
look (KapkaJournal *journal, gpointer data, GError **error) {
  const KapkaSettings *settings = data;
  g_autoptr (KapkaPeople) people = kapka_people_load (settings->state_dir, NULL);
  g_autoptr (GArray) days = NULL;

  if (people == NULL || kapka_people_get_length (people) > 0)
    return NULL;
  days = kapka_visits_list_days (journal, "0001-01-01", "9999-12-31", error);
  return days != NULL && days->len == 0 ? g_strdup ("ask") : NULL;
}

void
kapka_first_start_look_async (KapkaSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data) {
  KapkaSettings *settings = (KapkaSettings *)kapka_session_get_settings (session);

  kapka_journal_writer_run_async (
      kapka_session_get_writer (session), look, kapka_settings_ref (settings),
      (GDestroyNotify)kapka_settings_unref, g_free, cancellable, callback, user_data);
}

gboolean
kapka_first_start_look_finish (GAsyncResult *result) {
  g_autofree char *answer = kapka_journal_writer_run_finish (result, NULL);

  return answer != NULL;
}
