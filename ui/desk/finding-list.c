// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/finding-list.h"

#include <glib/gi18n.h>

struct _KapkaFindingList {
  GtkBox parent_instance;

  // Children
  GtkListBox *list;

  // Owned
  GCancellable *loading; // (nullable) The look that is wanted.
};

G_DEFINE_FINAL_TYPE (KapkaFindingList, kapka_finding_list, GTK_TYPE_BOX)

/* A path has no spaces to be broken at. */
static GtkWidget *
make_label (const char *text, const char *css_class) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "css-classes",
                       (const char *const[]){ "fact", css_class, NULL }, NULL);
}

/* A file with many mistakes shall not push everything else out of sight. */
#define MOST_OF_A_KIND 3

/* Something to read, not to choose. */
static void
append_row (KapkaFindingList *self, GtkWidget *box) {
  gtk_list_box_append (self->list, g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, "activatable",
                                                 FALSE, "focusable", FALSE, NULL));
}

static GtkWidget *
make_row (const KapkaFinding *finding) {
  gboolean bad = kapka_finding_get_severity (finding) == KAPKA_SEVERITY_ERROR;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *text = kapka_finding_to_string (finding);

  gtk_box_append (GTK_BOX (box), make_label (text, bad ? "bad" : "value"));
  return box;
}

static void
append_rest (GtkWidget *box, guint n_left) {
  g_autofree char *text = g_strdup_printf (
      g_dngettext (NULL, "and %u more of the kind; kapkactl check tells them all",
                   "and %u more of the kind; kapkactl check tells them all", n_left),
      n_left);

  gtk_box_append (GTK_BOX (box), make_label (text, "value"));
}

/* Returns: the first finding of the next kind. */
static guint
append_kind (KapkaFindingList *self, const KapkaFindings *findings, guint first) {
  const KapkaFinding *finding = g_ptr_array_index (findings, first);
  GtkWidget *box = NULL;
  guint next = first;

  do {
    if (next - first < MOST_OF_A_KIND) {
      box = make_row (g_ptr_array_index (findings, next));
      append_row (self, box);
    }
  } while (!kapka_findings_end_kind (findings, next++));
  if (next - first > MOST_OF_A_KIND)
    append_rest (box, next - first - MOST_OF_A_KIND);
  gtk_box_append (GTK_BOX (box), make_label (kapka_finding_get_advice (finding), "name"));
  return next;
}

static void
clear (KapkaFindingList *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaFindingList) self = user_data;
  g_autoptr (KapkaHealth) health = g_task_propagate_pointer (G_TASK (result), NULL);

  // A look that was cancelled has no result.
  if (health == NULL)
    return;
  clear (self);
  for (guint i = 0; i < health->findings->len;)
    i = append_kind (self, health->findings, i);
  gtk_widget_set_visible (GTK_WIDGET (self), health->findings->len > 0);
}

/* A copy: the thread may outlive the session. */
static KapkaHealthPlace *
place_copy (const KapkaHealthPlace *place) {
  KapkaHealthPlace *copy = g_memdup2 (place, sizeof *place);

  copy->config_path = g_strdup (place->config_path);
  copy->data_dir = g_strdup (place->data_dir);
  copy->in_use = kapka_settings_ref (place->in_use);
  return copy;
}

static void
place_free (gpointer data) {
  KapkaHealthPlace *place = data;

  g_free ((char *)place->config_path);
  g_free ((char *)place->data_dir);
  kapka_settings_unref (place->in_use);
  g_free (place);
}

static void
look_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable) {
  g_task_return_pointer (task, kapka_health_look (data), (GDestroyNotify)kapka_health_free);
}

static void
forget (KapkaFindingList *self) {
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

void
kapka_finding_list_load (KapkaFindingList *self, KapkaSession *session) {
  const KapkaHealthPlace place = kapka_session_get_health_place (session);
  g_autoptr (GTask) task = NULL;

  forget (self);
  self->loading = g_cancellable_new ();
  task = g_task_new (NULL, self->loading, on_looked, g_object_ref (self));
  g_task_set_task_data (task, place_copy (&place), place_free);
  g_task_run_in_thread (task, look_in_thread);
}

static void
kapka_finding_list_dispose (GObject *object) {
  forget (KAPKA_FINDING_LIST (object));
  G_OBJECT_CLASS (kapka_finding_list_parent_class)->dispose (object);
}

static void
kapka_finding_list_class_init (KapkaFindingListClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_finding_list_dispose;
}

static void
kapka_finding_list_init (KapkaFindingList *self) {
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _ ("To be looked after"), "xalign",
                                     0.0f, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     "css-classes", (const char *const[]){ "heading", NULL }, NULL);
  GtkWidget *sheet = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (sheet, "sheet");
  gtk_widget_add_css_class (sheet, "facts");
  gtk_box_append (GTK_BOX (sheet), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), sheet);
}
