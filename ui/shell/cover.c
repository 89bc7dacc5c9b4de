// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/cover.h"

/* What lies below counts its covers under this name. */
#define COVERS "kapka-covers"

struct _KapkaCover {
  GObject parent_instance;

  gboolean shown;

  // Weak
  GtkWidget *over;
  GtkWidget *below;
  GtkWidget *focus; // Where it was below.
};

G_DEFINE_FINAL_TYPE (KapkaCover, kapka_cover, G_TYPE_OBJECT)

/* Several may lie over the same widget: the last one that goes uncovers it. */
static gboolean
count_covers (GtkWidget *below, int more) {
  int covers = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (below), COVERS)) + more;

  g_object_set_data (G_OBJECT (below), COVERS, GINT_TO_POINTER (covers));
  return covers > 0;
}

static void
set_shown (KapkaCover *self, gboolean shown) {
  gboolean covered = FALSE;

  if (self->over == NULL || self->below == NULL || self->shown == shown)
    return;
  self->shown = shown;
  covered = count_covers (self->below, shown ? 1 : -1);
  gtk_widget_set_visible (self->over, shown);
  gtk_widget_set_can_target (self->below, !covered);
  gtk_widget_set_can_focus (self->below, !covered);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->below), GTK_ACCESSIBLE_STATE_HIDDEN, covered,
                               -1);
}

/* What comes up below meanwhile, as a question of a page, gets the focus only when its turn comes.
 */
static void
on_focus_widget_changed (KapkaCover *self, GParamSpec *pspec, GtkRoot *root) {
  GtkWidget *focus = gtk_root_get_focus (root);

  if (!kapka_cover_is_shown (self) || self->below == NULL || focus == NULL ||
      !gtk_widget_is_ancestor (focus, self->below))
    return;
  g_set_weak_pointer (&self->focus, focus);
  gtk_widget_child_focus (self->over, GTK_DIR_TAB_FORWARD);
}

/* GTK gives what lies over at least the height it needs when it is as narrow as can be, where all
 * its buttons stand one below the other: on a low screen they would go on beyond the edge. */
static gboolean
on_get_child_position (KapkaCover *self,
                       GtkWidget *child,
                       GdkRectangle *out_place,
                       GtkOverlay *overlay) {
  if (child != self->over)
    return FALSE;
  *out_place = (GdkRectangle){ 0, 0, gtk_widget_get_width (GTK_WIDGET (overlay)),
                               gtk_widget_get_height (GTK_WIDGET (overlay)) };
  return TRUE;
}

static void
kapka_cover_dispose (GObject *object) {
  KapkaCover *self = KAPKA_COVER (object);

  set_shown (self, FALSE);
  g_clear_weak_pointer (&self->over);
  g_clear_weak_pointer (&self->below);
  g_clear_weak_pointer (&self->focus);
  G_OBJECT_CLASS (kapka_cover_parent_class)->dispose (object);
}

static void
kapka_cover_class_init (KapkaCoverClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_cover_dispose;
}

static void
kapka_cover_init (KapkaCover *self) {
}

KapkaCover *
kapka_cover_new (GtkWidget *over, GtkWidget *below) {
  KapkaCover *self = g_object_new (KAPKA_TYPE_COVER, NULL);

  g_set_weak_pointer (&self->over, over);
  g_set_weak_pointer (&self->below, below);
  g_signal_connect_object (gtk_widget_get_parent (over), "get-child-position",
                           G_CALLBACK (on_get_child_position), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
kapka_cover_is_shown (KapkaCover *self) {
  return self->over != NULL && self->shown;
}

void
kapka_cover_show (KapkaCover *self) {
  GtkRoot *root = self->over == NULL ? NULL : gtk_widget_get_root (self->over);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (root == NULL || self->below == NULL)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->below))
    g_set_weak_pointer (&self->focus, focus);
  set_shown (self, TRUE);
  gtk_widget_child_focus (self->over, GTK_DIR_TAB_FORWARD);
  g_signal_handlers_disconnect_by_func (root, on_focus_widget_changed, self);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (on_focus_widget_changed), self,
                           G_CONNECT_SWAPPED);
}

gboolean
kapka_cover_hide (KapkaCover *self) {
  gboolean back = FALSE;

  if (!kapka_cover_is_shown (self))
    return FALSE;
  set_shown (self, FALSE);
  if (self->focus != NULL)
    back = gtk_widget_get_mapped (self->focus) && gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
  return back;
}
