// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtk/gtk.h>

/* A window for the tests of the test support: a button that counts, a field, a page behind. */

static void
on_clicked (GtkButton *button G_GNUC_UNUSED, gpointer data) {
  GtkLabel *label = data;
  int count = atoi (gtk_label_get_text (label)) + 1;
  g_autofree char *text = g_strdup_printf ("%d", count);

  gtk_label_set_text (label, text);
  g_print ("clicked %d\n", count);
}

static void
on_turn_clicked (GtkButton *button G_GNUC_UNUSED, gpointer data) {
  gtk_stack_set_visible_child_name (data, "back");
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller G_GNUC_UNUSED,
                guint keyval,
                guint keycode G_GNUC_UNUSED,
                GdkModifierType state,
                gpointer data G_GNUC_UNUSED) {
  g_print ("key %s %s\n", gdk_keyval_name (keyval), state & GDK_ALT_MASK ? "alt" : "plain");
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
build_front (GtkStack *stack) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *button = gtk_button_new_with_label ("Считать");
  GtkWidget *turn = gtk_button_new_with_label ("Перевернуть");
  GtkWidget *grey = gtk_button_new_with_label ("Нельзя");
  GtkWidget *label = gtk_label_new ("0");
  GtkWidget *entry = gtk_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Поле",
                                  -1);
  gtk_widget_set_sensitive (grey, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), label);
  g_signal_connect (turn, "clicked", G_CALLBACK (on_turn_clicked), stack);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), grey);
  gtk_box_append (GTK_BOX (box), turn);
  return box;
}

int
main (void) {
  gtk_init ();

  GtkWidget *window = gtk_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), NULL);
  gtk_widget_add_controller (window, keys);
  gtk_stack_add_named (GTK_STACK (stack), build_front (GTK_STACK (stack)), "front");
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Оборот"), "back");
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gtk_window_set_title (GTK_WINDOW (window), "Проба");
  gtk_window_present (GTK_WINDOW (window));
  g_print ("ready\n");
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
