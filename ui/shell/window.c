// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window.h"

#include <glib/gi18n.h>

#include "ui/access/language-screen.h"
#include "ui/access/sight-screen.h"
#include "ui/access/sight-style.h"
#include "ui/attract/attract.h"
#include "ui/home/all.h"
#include "ui/home/door.h"
#include "ui/home/home.h"
#include "ui/keyboard/follow.h"
#include "ui/keyboard/keyboard.h"
#include "ui/paper/documents-screen.h"
#include "ui/paper/fill-screen.h"
#include "ui/paper/fillings.h"
#include "ui/paper/form.h"
#include "ui/paper/own-screen.h"
#include "ui/paper/save-screen.h"
#include "ui/portal/browser.h"
#include "ui/portal/portal.h"
#include "ui/shell/activity.h"
#include "ui/shell/crossing.h"
#include "ui/shell/footer.h"
#include "ui/shell/header.h"
#include "ui/shell/notices.h"
#include "ui/shell/screen-size.h"
#include "ui/shell/screen.h"
#include "ui/shell/screens.h"
#include "ui/shell/template.h"
#include "ui/staff/staff.h"
#include "ui/visit/clipboards.h"
#include "ui/visit/processes.h"

struct _KapkaWindow {
  GtkApplicationWindow parent_instance;

  // Template widgets
  GtkWidget *pages; // All but the countdown.
  GtkWidget *content;
  KapkaHeader *header;
  GtkStack *stack;
  GtkBox *keyboard_slot;
  GtkLabel *staff_note;
  KapkaFooter *footer;
  KapkaNotice *notice;
  KapkaNotice *countdown;

  // Borrowed
  GtkWidget *staff; // The layer of the librarian.

  // Owned
  KapkaSession *session;
  KapkaBrowser *browser;      // Of the visit; NULL until it may be needed.
  KapkaPrintJobs *print_jobs; // Of the visit.
  KapkaFillings *fillings;    // Of the visit.
  char *note;                 // About the machine, for staff.
  KapkaKeyboardBridge *keyboard;
  KapkaAside *aside;
  KapkaScreens *screens;
  KapkaNotices *notices;
  KapkaActivity *activity;
  KapkaCrossing *crossing;
  KapkaSightStyle *sight_style;
  char *asked_language; // With the touch that begins the visit; NULL: none.
  gboolean asked_sight; // With that touch: the visit opens with the choices of sight.
  guint warm_source;
};

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

/* It starts a process of its own, so it is made as late as possible. */
static KapkaBrowser *
ensure_browser (KapkaWindow *self) {
  g_clear_handle_id (&self->warm_source, g_source_remove);
  if (self->browser == NULL) {
    self->browser = kapka_browser_new ();
    kapka_browser_set_language (self->browser, kapka_session_get_language (self->session));
    kapka_session_add_trace (self->session, KAPKA_TRACE (self->browser));
  }
  return self->browser;
}

static void
drop_browser (KapkaWindow *self) {
  g_clear_handle_id (&self->warm_source, g_source_remove);
  g_clear_object (&self->browser);
}

static gboolean
on_door_drawn (gpointer user_data) {
  KapkaWindow *self = user_data;

  self->warm_source = 0;
  kapka_browser_warm (ensure_browser (self));
  return G_SOURCE_REMOVE;
}

/* Who opens a door is about to choose a portal; the door itself is drawn first. */
static void
warm_browser (KapkaWindow *self) {
  if (self->warm_source == 0)
    self->warm_source = g_idle_add_full (G_PRIORITY_LOW, on_door_drawn, self, NULL);
}

/* The web processes go before what they could still write to. */
static void
add_traces (KapkaWindow *self) {
  g_autoptr (KapkaClipboards) clipboards =
      kapka_clipboards_new (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (KapkaProcesses) processes = kapka_processes_new ();

  self->fillings = kapka_fillings_new (kapka_session_get_cancellable (self->session));
  self->print_jobs = kapka_print_jobs_new (kapka_session_get_settings (self->session)->state_dir);
  kapka_session_add_trace (self->session, KAPKA_TRACE (self->fillings));
  kapka_session_add_trace (self->session, KAPKA_TRACE (clipboards));
  kapka_session_add_trace (self->session, KAPKA_TRACE (self->print_jobs));
  kapka_session_add_trace (self->session, KAPKA_TRACE (processes));
}

/* Who searches is about to open what he finds. */
static GtkWidget *
new_home (KapkaWindow *self) {
  GtkWidget *home = kapka_home_new (self->session);

  g_signal_connect_object (home, "search", G_CALLBACK (warm_browser), self, G_CONNECT_SWAPPED);
  return home;
}

static void
on_session_began (KapkaSession *session, KapkaWindow *self) {
  add_traces (self);
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
  drop_browser (self);
  g_clear_object (&self->print_jobs);
  g_clear_object (&self->fillings);
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

static void
begin (KapkaWindow *self) {
  kapka_session_begin (self->session);
  /* A touch right after the start is kept until the kiosk is open. */
  if (kapka_session_is_wiping (self->session))
    kapka_notices_show_preparing (self->notices);
}

static void
on_begin_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  begin (KAPKA_WINDOW (widget));
}

static void
on_begin_in_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  g_free (self->asked_language);
  self->asked_language = g_variant_dup_string (parameter, NULL);
  begin (self);
}

/* A choice that is open already is come back to, not opened once more. */
static gboolean
must_open (KapkaWindow *self, GType type) {
  return kapka_session_get_visit (self->session) != NULL &&
         !kapka_screens_return_to (self->screens, type);
}

static void
on_language_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (must_open (self, KAPKA_TYPE_LANGUAGE_SCREEN))
    kapka_screens_push (self->screens, kapka_language_screen_new (self->session));
}

static void
on_speak_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  kapka_session_set_language (self->session, g_variant_get_string (parameter, NULL));
  if (KAPKA_IS_LANGUAGE_SCREEN (kapka_screens_get_top (self->screens)))
    kapka_screens_pop (self->screens);
}

static void
on_sight_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (must_open (self, KAPKA_TYPE_SIGHT_SCREEN))
    kapka_screens_push (self->screens, kapka_sight_screen_new (self->session));
}

static void
on_begin_sight_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  self->asked_sight = TRUE;
  begin (self);
}

static void
on_usual_sight_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_sight_reset (kapka_session_get_sight (KAPKA_WINDOW (widget)->session));
}

static void
on_home_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  GtkWidget *home = kapka_screens_get_home (self->screens);

  if (home == NULL)
    return;
  kapka_home_show_doors (KAPKA_HOME (home));
  kapka_screens_go_home (self->screens);
}

static void
on_back_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  GtkWidget *top = kapka_screens_get_top (self->screens);

  if (!KAPKA_IS_SCREEN (top) || !kapka_screen_go_back (KAPKA_SCREEN (top)))
    kapka_screens_pop (self->screens);
}

static void
on_door_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  const KapkaService *service = kapka_catalog_find_service (
      kapka_session_get_catalog (self->session), g_variant_get_string (parameter, NULL));

  if (kapka_session_get_visit (self->session) == NULL || service == NULL)
    return;
  kapka_screens_push (self->screens, kapka_door_new (self->session, service));
  warm_browser (self);
}

static void
on_all_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_visit (self->session) == NULL)
    return;
  kapka_screens_push (self->screens, kapka_all_new (self->session));
  warm_browser (self);
}

static void
on_tile_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  const char *id;
  const char *door;
  const KapkaTile *tile;

  g_variant_get (parameter, "(&s&s)", &id, &door);
  tile = kapka_catalog_find_tile (kapka_session_get_catalog (self->session), id);
  if (kapka_session_get_visit (self->session) == NULL || tile == NULL || !tile->enabled)
    return;
  kapka_screens_push (
      self->screens,
      tile->kind == KAPKA_TILE_FORM
          ? kapka_form_new (self->session, tile, self->print_jobs, self->fillings)
          : kapka_portal_new (self->session, tile, door, ensure_browser (self), self->keyboard));
}

static void
on_fill_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  const KapkaTile *tile = kapka_catalog_find_tile (kapka_session_get_catalog (self->session),
                                                   g_variant_get_string (parameter, NULL));

  if (kapka_session_get_visit (self->session) == NULL || tile == NULL)
    return;
  kapka_screens_push (
      self->screens, kapka_fill_screen_new (
                         self->session, kapka_fillings_get (self->fillings, tile), self->keyboard));
}

static void
on_paper_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  const char *id;
  const char *path;
  guint32 paper;
  const KapkaTile *tile;

  g_variant_get (parameter, "(&su&s)", &id, &paper, &path);
  tile = kapka_catalog_find_tile (kapka_session_get_catalog (self->session), id);
  if (kapka_session_get_visit (self->session) != NULL && (tile != NULL || paper == KAPKA_PAPER_OWN))
    kapka_screens_push (self->screens,
                        kapka_form_new_paper (self->session, tile, self->print_jobs, paper, path));
}

static void
on_own_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (must_open (self, KAPKA_TYPE_OWN_SCREEN))
    kapka_screens_push (self->screens, kapka_own_screen_new (self->session));
}

static void
on_documents_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_documents (self->session) == NULL)
    return;
  kapka_notices_hide (self->notices);
  if (must_open (self, KAPKA_TYPE_DOCUMENTS_SCREEN))
    kapka_screens_push (self->screens, kapka_documents_screen_new (self->session));
}

static void
on_save_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  KapkaDocuments *documents = kapka_session_get_documents (self->session);
  g_autoptr (GPtrArray) wanted =
      documents == NULL
          ? NULL
          : kapka_documents_list_to_save (documents, g_variant_get_string (parameter, NULL));

  if (wanted != NULL && wanted->len > 0)
    kapka_screens_push (self->screens, kapka_save_screen_new (self->session, wanted));
}

static void
on_help_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_notices_show_help (KAPKA_WINDOW (widget)->notices);
}

static void
on_more_time_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_session_touch (KAPKA_WINDOW (widget)->session);
}

static void
on_close_notice_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_notices_close (KAPKA_WINDOW (widget)->notices);
}

static void
on_end_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  KapkaDocuments *documents = kapka_session_get_documents (self->session);
  g_autoptr (GPtrArray) unkept = documents == NULL ? NULL : kapka_documents_list_unkept (documents);

  if (unkept != NULL && unkept->len > 0)
    kapka_notices_show_unkept (self->notices, unkept);
  else
    kapka_session_end (self->session, KAPKA_END_FINISHED);
}

static void
on_end_anyway_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_session_end (KAPKA_WINDOW (widget)->session, KAPKA_END_FINISHED);
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
  if (self->browser != NULL)
    kapka_browser_set_language (self->browser, kapka_session_get_language (session));
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
  drop_browser (self);
  g_clear_object (&self->print_jobs);
  g_clear_object (&self->fillings);
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
  gtk_widget_class_install_action (widget_class, "win.begin", NULL, on_begin_activated);
  gtk_widget_class_install_action (widget_class, "win.begin-in", "s", on_begin_in_activated);
  gtk_widget_class_install_action (widget_class, "win.language", NULL, on_language_activated);
  gtk_widget_class_install_action (widget_class, "win.speak", "s", on_speak_activated);
  gtk_widget_class_install_action (widget_class, "win.sight", NULL, on_sight_activated);
  gtk_widget_class_install_action (widget_class, "win.begin-sight", NULL, on_begin_sight_activated);
  gtk_widget_class_install_action (widget_class, "win.usual-sight", NULL, on_usual_sight_activated);
  gtk_widget_class_install_action (widget_class, "win.home", NULL, on_home_activated);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back_activated);
  gtk_widget_class_install_action (widget_class, "win.door", "s", on_door_activated);
  gtk_widget_class_install_action (widget_class, "win.all", NULL, on_all_activated);
  gtk_widget_class_install_action (widget_class, "win.tile", "(ss)", on_tile_activated);
  gtk_widget_class_install_action (widget_class, "win.fill", "s", on_fill_activated);
  gtk_widget_class_install_action (widget_class, "win.paper", "(sus)", on_paper_activated);
  gtk_widget_class_install_action (widget_class, "win.own", NULL, on_own_activated);
  gtk_widget_class_install_action (widget_class, "win.documents", NULL, on_documents_activated);
  gtk_widget_class_install_action (widget_class, "win.save", "s", on_save_activated);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, on_help_activated);
  gtk_widget_class_install_action (widget_class, "win.more-time", NULL, on_more_time_activated);
  gtk_widget_class_install_action (widget_class, "win.close-notice", NULL,
                                   on_close_notice_activated);
  gtk_widget_class_install_action (widget_class, "win.end", NULL, on_end_activated);
  gtk_widget_class_install_action (widget_class, "win.end-anyway", NULL, on_end_anyway_activated);
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
