// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window-private.h"

#include <glib/gi18n.h>

#include "ui/access/sight-screen.h"
#include "ui/attract/attract.h"
#include "ui/home/home.h"
#include "ui/keyboard/follow.h"
#include "ui/keyboard/keyboard.h"
#include "ui/shell/menus.h"
#include "ui/shell/screen-size.h"
#include "ui/shell/template.h"
#include "ui/staff/staff.h"

G_DEFINE_FINAL_TYPE (KapkaWindow, kapka_window, GTK_TYPE_APPLICATION_WINDOW)

static void
on_uncovered (KapkaWindow *self, gboolean focused) {
  g_assert (KAPKA_IS_WINDOW (self));

  if (!focused)
    kapka_screens_focus (self->screens);
  kapka_screens_announce (self->screens);
}

/* The field that was in use has its keyboard again after the countdown. */
static void
on_counting (KapkaWindow *self, gboolean counting) {
  g_assert (KAPKA_IS_WINDOW (self));

  kapka_keyboard_bridge_set_paused (self->keyboard, counting || kapka_aside_is_on (self->aside));
}

static void
on_parted (KapkaWindow *self) {
  g_assert (KAPKA_IS_WINDOW (self));

  kapka_session_drop_choices (self->session);
}

/* While somebody types, the footer gives its place to the page, so that the field stays in view on
 * a small screen. */
static void
show_footer (KapkaWindow *self) {
  GtkWidget *slot = GTK_WIDGET (self->keyboard_slot);
  gboolean typing =
      gtk_widget_get_visible (slot) && gtk_widget_get_visible (gtk_widget_get_first_child (slot));

  gtk_widget_set_visible (GTK_WIDGET (self->footer),
                          kapka_session_get_visit (self->session) != NULL && !typing);
}

static void
on_keyboard_visible_changed (GtkWidget *widget, GParamSpec *pspec, KapkaWindow *self) {
  if (self->session != NULL)
    show_footer (self);
}

/* Who searches is about to open what he finds. */
static GtkWidget *
new_home (KapkaWindow *self) {
  GtkWidget *home = kapka_home_new (self->session);

  g_signal_connect_object (home, "search", G_CALLBACK (kapka_means_warm_browser), self->means,
                           G_CONNECT_SWAPPED);
  return home;
}

static void
on_session_began (KapkaSession *session, KapkaWindow *self) {
  self->means = kapka_means_new (session, gtk_widget_get_display (GTK_WIDGET (self)));
  if (self->asked_language != NULL)
    kapka_session_set_language (session, self->asked_language);
  g_clear_pointer (&self->asked_language, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->header), TRUE);
  show_footer (self);
  kapka_screens_push (self->screens, new_home (self));
  if (self->asked_sight)
    kapka_screens_push (self->screens, kapka_sight_screen_new (session));
  self->asked_sight = FALSE;
  /* The visit may have waited until the kiosk was ready. */
  kapka_notices_hide (self->notices);
}

static void
on_session_ended (KapkaSession *session, KapkaWindow *self) {
  gtk_widget_set_visible (GTK_WIDGET (self->header), FALSE);
  show_footer (self);
  kapka_screens_clear (self->screens);
  g_clear_object (&self->means);
  kapka_notices_show_wiping (self->notices);
}

static void
on_session_wiped (KapkaSession *session, gboolean clean, KapkaWindow *self) {
  kapka_notices_show_wiped (self->notices, clean);
}

static void
on_limit_near (KapkaIdleWatch *watch, guint minutes, KapkaWindow *self) {
  kapka_notices_show_limit (self->notices, minutes);
}

static void
on_warning (KapkaIdleWatch *watch, guint seconds, KapkaWindow *self) {
  kapka_notices_show_countdown (self->notices, seconds);
}

/* The countdown takes its touch by its own buttons, so that it is answered on purpose. */
static void
on_activity_noticed (KapkaWindow *self) {
  g_assert (KAPKA_IS_WINDOW (self));

  if (!kapka_notices_is_counting (self->notices))
    kapka_session_touch (self->session);
}

/* That nothing is counted matters more than anything else staff could be told. */
static void
show_staff_note (KapkaWindow *self) {
  gboolean counting = kapka_journal_writer_get_counting (kapka_session_get_writer (self->session));
  const char *text =
      counting ? self->note : N_ ("Visits are not being counted now: please tell the librarian.");

  gtk_label_set_label (self->staff_note, text == NULL ? "" : _ (text));
  gtk_widget_set_visible (GTK_WIDGET (self->staff_note), text != NULL);
}

static void
on_counting_changed (KapkaJournalWriter *writer, GParamSpec *pspec, KapkaWindow *self) {
  show_staff_note (self);
}

/* What the screens say by themselves they say again by themselves. Notices cover the buttons that
 * could change the language. */
static void
on_language_changed (KapkaSession *session, GParamSpec *pspec, KapkaWindow *self) {
  gtk_window_set_title (GTK_WINDOW (self), _ ("Kapka"));
  kapka_template_translate (self->pages);
  show_staff_note (self);
}

/* GTK asks for the width that the present height needs whenever anything changes its size, and for
 * that tries every screen in a dozen widths. Ours takes the same width whatever the height. */
static void
kapka_window_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline) {
  GTK_WIDGET_CLASS (kapka_window_parent_class)
      ->measure (widget, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                 minimum, natural, minimum_baseline, natural_baseline);
}

static gboolean
kapka_window_close_request (GtkWindow *window) {
  return gtk_window_is_fullscreen (window);
}

/* GTK has an inspector of its own in every program, behind a shortcut. */
static gboolean
kapka_window_enable_debugging (GtkWindow *window, gboolean toggle) {
  return FALSE;
}

static void
kapka_window_dispose (GObject *object) {
  KapkaWindow *self = KAPKA_WINDOW (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->notices);
  g_clear_object (&self->screens);
  g_clear_object (&self->aside);
  g_clear_object (&self->crossing);
  g_clear_object (&self->sight_style);
  g_clear_object (&self->keyboard);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAPKA_TYPE_WINDOW);
  g_clear_object (&self->means);
  g_clear_object (&self->session);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->asked_language, g_free);
  G_OBJECT_CLASS (kapka_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, content);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, header);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, keyboard_slot);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, staff_note);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, footer);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, KapkaWindow, countdown);
}

static void
kapka_window_class_init (KapkaWindowClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = kapka_window_close_request;
  widget_class->measure = kapka_window_measure;
  GTK_WINDOW_CLASS (klass)->enable_debugging = kapka_window_enable_debugging;
  g_type_ensure (KAPKA_TYPE_FOOTER);
  g_type_ensure (KAPKA_TYPE_HEADER);
  g_type_ensure (KAPKA_TYPE_NOTICE);
  bind_template (widget_class);
  kapka_window_class_install_actions (widget_class);
}

static void
add_keyboard (KapkaWindow *self) {
  GtkWidget *keyboard = kapka_keyboard_new ();

  gtk_box_append (self->keyboard_slot, keyboard);
  g_signal_connect_object (keyboard, "notify::visible", G_CALLBACK (on_keyboard_visible_changed),
                           self, 0);
  g_signal_connect_object (self->keyboard_slot, "notify::visible",
                           G_CALLBACK (on_keyboard_visible_changed), self, 0);
  self->keyboard = kapka_keyboard_bridge_new (GTK_WINDOW (self), KAPKA_KEYBOARD (keyboard),
                                              GTK_WIDGET (self->pages));
  self->aside = kapka_aside_new (self->keyboard, GTK_WIDGET (self->keyboard_slot));
  self->activity = kapka_activity_new (GTK_WIDGET (self), keyboard);
  g_signal_connect_object (self->activity, "noticed", G_CALLBACK (on_activity_noticed), self,
                           G_CONNECT_SWAPPED);
}

static void
kapka_window_init (KapkaWindow *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_screen_size_watch (GTK_WINDOW (self));
  self->crossing =
      kapka_crossing_new (self->content, GTK_WIDGET (self->header), GTK_WIDGET (self->stack));
  kapka_menus_forbid (GTK_WIDGET (self));
  add_keyboard (self);
}

static void
add_notices (KapkaWindow *self) {
  self->notices =
      kapka_notices_new (self->session, self->notice, self->content, self->countdown, self->pages);
  g_signal_connect_object (self->notices, "uncovered", G_CALLBACK (on_uncovered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notices, "counting", G_CALLBACK (on_counting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notices, "parted", G_CALLBACK (on_parted), self,
                           G_CONNECT_SWAPPED);
}

static void
watch_session (KapkaWindow *self) {
  KapkaSession *session = self->session;
  KapkaIdleWatch *watch = kapka_session_get_idle_watch (session);

  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self, 0);
  g_signal_connect_object (session, "began", G_CALLBACK (on_session_began), self, 0);
  g_signal_connect_object (watch, "warning", G_CALLBACK (on_warning), self, 0);
  g_signal_connect_object (watch, "limit-near", G_CALLBACK (on_limit_near), self, 0);
  g_signal_connect_object (session, "ended", G_CALLBACK (on_session_ended), self, 0);
  g_signal_connect_object (session, "wiped", G_CALLBACK (on_session_wiped), self, 0);
  g_signal_connect_object (kapka_session_get_writer (session), "notify::counting",
                           G_CALLBACK (on_counting_changed), self, 0);
}

KapkaWindow *
kapka_window_new (GtkApplication *application, KapkaSession *session) {
  KapkaWindow *self = g_object_new (KAPKA_TYPE_WINDOW, "application", application, NULL);
  GtkWidget *keyboard = gtk_widget_get_first_child (GTK_WIDGET (self->keyboard_slot));

  self->session = g_object_ref (session);
  kapka_header_set_session (self->header, session);
  kapka_footer_set_session (self->footer, session);
  self->sight_style = kapka_sight_style_new (GTK_WIDGET (self), kapka_session_get_sight (session));
  self->screens = kapka_screens_new (session, self->stack, kapka_attract_new (session),
                                     self->header, self->aside, self->keyboard);
  add_notices (self);
  kapka_keyboard_follow (KAPKA_KEYBOARD (keyboard), session);
  self->staff = kapka_staff_attach (GTK_WINDOW (self), session);
  watch_session (self);
  return self;
}

gboolean
kapka_window_is_idle (KapkaWindow *self) {
  return kapka_session_get_visit (self->session) == NULL &&
         !kapka_session_is_wiping (self->session) &&
         kapka_screens_get_top (self->screens) == NULL &&
         !gtk_widget_get_visible (GTK_WIDGET (self->notice)) &&
         !gtk_widget_get_visible (self->staff);
}

void
kapka_window_set_staff_note (KapkaWindow *self, const char *text) {
  g_free (self->note);
  self->note = g_strdup (text);
  show_staff_note (self);
}
