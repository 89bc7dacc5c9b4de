// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/machine-page.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/log.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/finding-list.h"
#include "ui/desk/machine-facts.h"
#include "ui/desk/power.h"
#include "ui/desk/print-queue.h"
#include "ui/shell/answer.h"
#include "ui/shell/template.h"

struct _KapkaMachinePage {
  GtkWidget parent_instance;

  // Template widgets
  GtkListBox *facts;
  KapkaFindingList *findings;
  GtkWidget *check;
  GtkLabel *answer;
  KapkaPrintQueue *queue;
  GtkWidget *administration;
  GtkWidget *choice;   // What an administrator may do.
  GtkWidget *question; // Whether it is meant.
  GtkLabel *question_text;
  GtkButton *yes;

  // Owned
  KapkaDeskContext *context;
  GCancellable *loading;
  GCancellable *gone;
  gboolean checking;
  KapkaPowerWish wish; // What was asked about.
};

static void kapka_machine_page_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaMachinePage,
                               kapka_machine_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_machine_page_page_init))

static gboolean
is_administrator (KapkaMachinePage *self) {
  return kapka_desk_context_get_role (self->context) == KAPKA_ROLE_ADMINISTRATOR;
}

static GtkWidget *
make_label (const char *text, const char *css_class) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "yalign", 0.0f, "wrap", TRUE,
                       "css-classes", (const char *const[]){ "fact", css_class, NULL }, NULL);
}

static void
clear_facts (KapkaMachinePage *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_list_box_remove (self->facts, child);
}

/* Something to read, not to choose. */
static GtkWidget *
make_list_row (GtkWidget *content) {
  return g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", content, "activatable", FALSE, "focusable",
                       FALSE, NULL);
}

/* What comes into an empty box or grid before that has its size is given the height of unwrapped
 * lines: GTK still takes it for something whose height does not depend on its width. That of a list
 * always does. */
static void
show_fact (KapkaMachinePage *self, GtkSizeGroup *names, const KapkaMachineFact *fact) {
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *label = make_label (fact->label, "name");
  GtkWidget *value = make_label (fact->value, fact->good ? "value" : "bad");

  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  fact->label, -1);
  gtk_size_group_add_widget (names, label);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), value);
  gtk_list_box_append (self->facts, make_list_row (row));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaMachinePage) self = user_data;
  g_autoptr (GPtrArray) facts = kapka_machine_facts_read_finish (result, NULL);
  g_autoptr (GtkSizeGroup) names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  if (facts == NULL || g_cancellable_is_cancelled (self->gone))
    return;
  clear_facts (self);
  for (guint i = 0; i < facts->len; i++)
    show_fact (self, names, g_ptr_array_index (facts, i));
}

static void
load (KapkaMachinePage *self) {
  KapkaSession *session = kapka_desk_context_get_session (self->context);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  kapka_machine_facts_read_async (kapka_session_get_settings (session),
                                  kapka_session_get_clock (session), self->loading, on_read,
                                  g_object_ref (self));
  kapka_finding_list_load (self->findings, session);
}

static void
on_look_again_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  load (KAPKA_MACHINE_PAGE (widget));
}

static gpointer
check_journal (const KapkaReportSource *source, gpointer data, GError **error) {
  kapka_journal_check (kapka_desk_get_journal (source->desk), error);
  return NULL;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaMachinePage) self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (g_cancellable_is_cancelled (self->gone))
    return;
  self->checking = FALSE;
  gtk_widget_set_sensitive (self->check, TRUE);
  if (error == NULL) {
    kapka_answer_show (self->answer, "good", _ ("The journal is in order."));
  } else {
    kapka_log_detail (G_LOG_LEVEL_WARNING, "journal-damaged", "Check of the journal",
                      error->message);
    kapka_answer_show (
        self->answer, "bad",
        _ ("The journal is damaged. Nothing is lost: the surviving records are saved "
           "at the next start. Please restart the kiosk and tell the "
           "administrator."));
  }
}

static void
on_check_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaMachinePage *self = KAPKA_MACHINE_PAGE (widget);

  if (self->checking)
    return;
  self->checking = TRUE;
  gtk_widget_set_sensitive (self->check, FALSE);
  kapka_answer_show (self->answer, "wait", _ ("Checking every record of the journal…"));
  kapka_desk_context_run_async (self->context, check_journal, NULL, NULL, g_free, NULL, on_checked,
                                g_object_ref (self));
}

static void
show_question (KapkaMachinePage *self, gboolean shown) {
  gtk_widget_set_visible (self->question, shown);
  gtk_widget_set_visible (self->choice, !shown);
}

static void
on_ask_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaMachinePage *self = KAPKA_MACHINE_PAGE (widget);

  self->wish = (KapkaPowerWish)g_variant_get_int32 (parameter);
  kapka_answer_show (self->answer, NULL, NULL);
  gtk_label_set_label (self->question_text,
                       self->wish == KAPKA_POWER_RESTART
                           ? _ ("Restart the computer? A visit in progress will be ended.")
                           : _ ("Switch the computer off? A visit in progress will be ended."));
  gtk_button_set_label (self->yes, self->wish == KAPKA_POWER_RESTART ? _ ("Yes, restart")
                                                                     : _ ("Yes, switch off"));
  show_question (self, TRUE);
}

static void
on_no_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  show_question (KAPKA_MACHINE_PAGE (widget), FALSE);
}

static const char *
explain (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED))
    return _ ("The system does not let the kiosk do this. Please use the power button.");
  return _ ("The system did not answer. Please use the power button.");
}

static void
on_power_done (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaMachinePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kapka_power_do_finish (result, &error) || g_cancellable_is_cancelled (self->gone))
    return;
  kapka_log_detail (G_LOG_LEVEL_MESSAGE, "power-failed",
                    "The machine is neither stopped nor started again", error->message);
  kapka_answer_show (self->answer, "bad", explain (error));
}

static void
on_yes_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaMachinePage *self = KAPKA_MACHINE_PAGE (widget);

  if (!is_administrator (self) || !gtk_widget_get_visible (self->question))
    return;
  show_question (self, FALSE);
  kapka_answer_show (self->answer, "wait", _ ("One moment, please"));
  kapka_power_do_async (kapka_desk_context_get_session (self->context), self->wish, on_power_done,
                        g_object_ref (self));
}

static void
on_show (KapkaDeskPage *page) {
  KapkaMachinePage *self = KAPKA_MACHINE_PAGE (page);

  if (!self->checking)
    kapka_answer_show (self->answer, NULL, NULL);
  show_question (self, FALSE);
  load (self);
}

static void
kapka_machine_page_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_machine_page_dispose (GObject *object) {
  KapkaMachinePage *self = KAPKA_MACHINE_PAGE (object);

  g_cancellable_cancel (self->gone);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_MACHINE_PAGE);
  G_OBJECT_CLASS (kapka_machine_page_parent_class)->dispose (object);
}

static void
kapka_machine_page_finalize (GObject *object) {
  g_clear_object (&KAPKA_MACHINE_PAGE (object)->gone);
  G_OBJECT_CLASS (kapka_machine_page_parent_class)->finalize (object);
}

static void
kapka_machine_page_class_init (KapkaMachinePageClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_machine_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_machine_page_finalize;
  g_type_ensure (KAPKA_TYPE_FINDING_LIST);
  g_type_ensure (KAPKA_TYPE_PRINT_QUEUE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/machine-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, facts);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, findings);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, check);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, queue);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, administration);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, choice);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, question);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, question_text);
  gtk_widget_class_bind_template_child (widget_class, KapkaMachinePage, yes);
  gtk_widget_class_install_action (widget_class, "machine.look", NULL, on_look_again_activated);
  gtk_widget_class_install_action (widget_class, "machine.check", NULL, on_check_activated);
  gtk_widget_class_install_action (widget_class, "machine.ask", "i", on_ask_activated);
  gtk_widget_class_install_action (widget_class, "machine.yes", NULL, on_yes_activated);
  gtk_widget_class_install_action (widget_class, "machine.no", NULL, on_no_activated);
}

static void
kapka_machine_page_init (KapkaMachinePage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->gone = g_cancellable_new ();
}

GtkWidget *
kapka_machine_page_new (KapkaDeskContext *context) {
  KapkaMachinePage *self = g_object_new (KAPKA_TYPE_MACHINE_PAGE, NULL);

  self->context = g_object_ref (context);
  kapka_print_queue_start (self->queue, kapka_desk_context_get_session (context));
  gtk_widget_set_visible (self->administration, is_administrator (self));
  return GTK_WIDGET (self);
}
