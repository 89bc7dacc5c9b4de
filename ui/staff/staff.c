// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/staff/staff.h"

#include <glib/gi18n.h>

#include "ui/access/announcer.h"
#include "ui/desk/desk-view.h"
#include "ui/shell/notice.h"
#include "ui/shell/template.h"
#include "ui/staff/corner.h"
#include "ui/staff/first-start.h"
#include "ui/staff/pin-pad.h"

/* Nobody types a PIN that long. */
#define PAD_SECONDS 30

/* Whoever sets the kiosk up may have to look for a telephone first. */
#define FIRST_SECONDS 180

struct _KapkaStaff {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  KapkaPinPad *pad;
  KapkaNotice *notice;
  KapkaFirstStart *first;
  KapkaDeskView *desk;

  // Borrowed
  GtkWidget *below;       // What the layer covers.
  GtkWidget *focus_below; // (nullable) Weak: where the focus was.

  // Owned
  KapkaSession *session;
  KapkaCorner *corner;
  GCancellable *gone;
  guint leave_source;
};

G_DEFINE_FINAL_TYPE (KapkaStaff, kapka_staff, GTK_TYPE_WIDGET)

static void
cover (KapkaStaff *self, gboolean covered) {
  gtk_widget_set_can_target (self->below, !covered);
  gtk_widget_set_can_focus (self->below, !covered);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->below), GTK_ACCESSIBLE_STATE_HIDDEN, covered,
                               -1);
  gtk_widget_set_visible (GTK_WIDGET (self), covered);
}

/* Below is the screen of a visit, or the waiting screen, which has no heading of its own. */
static void
say_below (KapkaStaff *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (kapka_session_get_visit (self->session) != NULL)
    kapka_announce_heading (self->below);
  else
    kapka_announce (GTK_WIDGET (self), gtk_window_get_title (GTK_WINDOW (root)));
}

static void
close_layer (KapkaStaff *self) {
  g_clear_handle_id (&self->leave_source, g_source_remove);
  kapka_pin_pad_stop (self->pad);
  kapka_first_start_clear (self->first);
  kapka_desk_view_leave (self->desk);
  cover (self, FALSE);
  if (self->focus_below != NULL)
    gtk_widget_grab_focus (self->focus_below);
  g_clear_weak_pointer (&self->focus_below);
  say_below (self);
}

static void
on_nobody_there (gpointer user_data) {
  KapkaStaff *self = user_data;

  self->leave_source = 0;
  close_layer (self);
}

static guint
get_patience_seconds (KapkaStaff *self) {
  if (kapka_desk_view_is_occupied (self->desk))
    return kapka_session_get_settings (self->session)->staff_idle_seconds;
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->first) ? FIRST_SECONDS
                                                                               : PAD_SECONDS;
}

static void
restart_watch (KapkaStaff *self) {
  g_clear_handle_id (&self->leave_source, g_source_remove);
  self->leave_source =
      g_timeout_add_once (get_patience_seconds (self) * 1000, on_nobody_there, self);
}

static gboolean
on_event (KapkaStaff *self, GdkEvent *event) {
  GdkEventType type = gdk_event_get_event_type (event);

  if (self->leave_source != 0 &&
      (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN || type == GDK_KEY_PRESS))
    restart_watch (self);
  return GDK_EVENT_PROPAGATE;
}

static void
open_layer (KapkaStaff *self, GtkWidget *page) {
  g_set_weak_pointer (&self->focus_below,
                      gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)))));
  gtk_stack_set_visible_child (self->stack, page);
  cover (self, TRUE);
  gtk_widget_grab_focus (page);
  kapka_announce_heading (page);
  restart_watch (self);
}

static void
on_gesture (KapkaStaff *self) {
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  open_layer (self, GTK_WIDGET (self->pad));
  kapka_pin_pad_start (self->pad);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaStaff) self = user_data;

  if (!kapka_first_start_look_finish (result) || g_cancellable_is_cancelled (self->gone) ||
      gtk_widget_get_visible (GTK_WIDGET (self)) || kapka_session_get_visit (self->session) != NULL)
    return;
  kapka_first_start_begin (self->first, self->session);
  open_layer (self, GTK_WIDGET (self->first));
}

/* A touch before the kiosk was ready can begin a visit from below; then it is too late for
 * strangers to be asked. */
static void
on_began (KapkaStaff *self) {
  if (gtk_widget_get_visible (GTK_WIDGET (self)) &&
      gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->first))
    close_layer (self);
}

static void
on_unavailable (KapkaStaff *self, gboolean nobody) {
  if (nobody)
    kapka_notice_set (self->notice, "kapka-lock-symbolic", _ ("No PIN has been set yet"),
                      _ ("The administrator sets it by the command: kapkactl pin set"));
  else
    kapka_notice_set (
        self->notice, "kapka-warning-symbolic", _ ("The list of PINs cannot be used"),
        _ ("What is wrong is told to the administrator by the command: kapkactl pin list"));
  kapka_notice_set_buttons (self->notice, _ ("Return"), "staff.leave", NULL, NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->notice));
  gtk_widget_child_focus (GTK_WIDGET (self->notice), GTK_DIR_TAB_FORWARD);
}

static void
on_entered (KapkaStaff *self, const char *name, guint role) {
  g_autoptr (KapkaDeskContext) context =
      kapka_desk_context_new (self->session, name, (KapkaRole)role);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->desk));
  kapka_desk_view_enter (self->desk, context);
  restart_watch (self);
}

static void
on_leave_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  close_layer (KAPKA_STAFF (widget));
}

/* Actions can be asked for from anywhere in the layer, so each looks itself who has come in. */
static void
on_end_visit_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaStaff *self = KAPKA_STAFF (widget);

  if (!kapka_desk_view_is_occupied (self->desk))
    return;
  close_layer (self);
  kapka_session_end (self->session, KAPKA_END_STAFF);
}

static void
on_quit_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaStaff *self = KAPKA_STAFF (widget);

  if (kapka_desk_view_is_administrator (self->desk))
    g_application_quit (g_application_get_default ());
}

static void
kapka_staff_dispose (GObject *object) {
  KapkaStaff *self = KAPKA_STAFF (object);

  g_cancellable_cancel (self->gone);
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_weak_pointer (&self->focus_below);
  g_clear_object (&self->corner);
  g_clear_object (&self->session);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_STAFF);
  G_OBJECT_CLASS (kapka_staff_parent_class)->dispose (object);
}

static void
kapka_staff_finalize (GObject *object) {
  g_clear_object (&KAPKA_STAFF (object)->gone);
  G_OBJECT_CLASS (kapka_staff_parent_class)->finalize (object);
}

static void
kapka_staff_class_init (KapkaStaffClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_staff_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_staff_finalize;
  g_type_ensure (KAPKA_TYPE_DESK_VIEW);
  g_type_ensure (KAPKA_TYPE_FIRST_START);
  g_type_ensure (KAPKA_TYPE_PIN_PAD);
  g_type_ensure (KAPKA_TYPE_NOTICE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/staff.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaStaff, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaStaff, pad);
  gtk_widget_class_bind_template_child (widget_class, KapkaStaff, notice);
  gtk_widget_class_bind_template_child (widget_class, KapkaStaff, first);
  gtk_widget_class_bind_template_child (widget_class, KapkaStaff, desk);
  gtk_widget_class_bind_template_callback (widget_class, on_event);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_unavailable);
  gtk_widget_class_install_action (widget_class, "staff.leave", NULL, on_leave_activated);
  gtk_widget_class_install_action (widget_class, "staff.end-visit", NULL, on_end_visit_activated);
  gtk_widget_class_install_action (widget_class, "staff.quit", NULL, on_quit_activated);
}

static void
kapka_staff_init (KapkaStaff *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->gone = g_cancellable_new ();
}

/* The lock-out looks at the time since boot and at UTC alone, so any zone does. */
static void
guard (KapkaStaff *self) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("UTC", &error);
  g_autoptr (KapkaEntrance) entrance = NULL;

  if (clock == NULL)
    g_error ("The clock cannot be read: %s", error->message);
  entrance = kapka_entrance_new (kapka_session_get_settings (self->session)->state_dir, clock);
  kapka_pin_pad_set_entrance (self->pad, entrance);
}

GtkWidget *
kapka_staff_attach (GtkWindow *window, KapkaSession *session) {
  KapkaStaff *self = g_object_new (KAPKA_TYPE_STAFF, NULL);
  GtkWidget *overlay = gtk_overlay_new ();

  self->session = g_object_ref (session);
  self->below = g_object_ref (gtk_window_get_child (window));
  gtk_window_set_child (window, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->below);
  g_object_unref (self->below);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self));
  gtk_window_set_child (window, overlay);
  guard (self);
  self->corner = kapka_corner_new (GTK_WIDGET (window));
  g_signal_connect_object (self->corner, "recognized", G_CALLBACK (on_gesture), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "began", G_CALLBACK (on_began), self, G_CONNECT_SWAPPED);
  if (kapka_session_get_settings (session)->ask_first_pin)
    kapka_first_start_look_async (session, self->gone, on_looked, g_object_ref (self));
  return GTK_WIDGET (self);
}
