// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window.h"

#include <glib/gi18n.h>

#include "ui/access/announcer.h"
#include "ui/access/language-screen.h"
#include "ui/access/sight-screen.h"
#include "ui/access/sight-style.h"
#include "ui/attract/attract.h"
#include "ui/home/all.h"
#include "ui/home/door.h"
#include "ui/home/home.h"
#include "ui/keyboard/bridge.h"
#include "ui/keyboard/follow.h"
#include "ui/keyboard/keyboard.h"
#include "ui/paper/documents-screen.h"
#include "ui/paper/form.h"
#include "ui/portal/browser.h"
#include "ui/portal/portal.h"
#include "ui/shell/aside.h"
#include "ui/shell/cover.h"
#include "ui/shell/crossing.h"
#include "ui/shell/footer.h"
#include "ui/shell/header.h"
#include "ui/shell/notice.h"
#include "ui/shell/screen.h"
#include "ui/shell/template.h"
#include "ui/staff/staff.h"
#include "ui/visit/clipboards.h"
#include "ui/visit/processes.h"
#include "visit/idle.h"

/* How long goodbye stays; a touch leaves it at once. */
#define GOODBYE_SECONDS 10

/* Screens whose shorter side has so many pixels have room for larger letters, or are read from farther away. */
#define MEDIUM_SIDE 900
#define LARGE_SIDE 1050

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
  GtkWidget *attract; // Child of the stack.

  // Owned
  KapkaSession *session;
  KapkaBrowser *browser; // Of the visit; NULL until it may be needed.
  KapkaPrintJobs *print_jobs; // Of the visit.
  char *note;            // About the machine, for staff.
  KapkaKeyboardBridge *keyboard;
  GPtrArray *screens; // Screens of the visit from home to the one shown; children of the stack.
  gboolean parting; // The visitor has not been told of the end of the wiping.
  KapkaAside *aside;
  KapkaCrossing *crossing;
  KapkaSightStyle *sight_style;
  char *asked_language;   // With the touch that begins the visit; NULL: none.
  gboolean asked_sight;   // With that touch: the visit opens with the choices of sight.
  KapkaCover *notice_cover;
  KapkaCover *countdown_cover;
  gboolean limit_shown; // The notice that shows is the one about the time limit.
  guint limit_waiting;  // Minutes left, for that notice after a countdown; 0: none waits.
  guint goodbye_source;
  guint warm_source;
};

G_DEFINE_FINAL_TYPE (KapkaWindow, kapka_window, GTK_TYPE_APPLICATION_WINDOW)

static GtkWidget *
top_screen (KapkaWindow *self) {
  return self->screens->len == 0 ? NULL : g_ptr_array_index (self->screens, self->screens->len - 1);
}

/* Left to itself the focus would go to the button that ends the visit, where one Enter erases everything. */
static void
focus_screen (KapkaWindow *self, GtkWidget *screen) {
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, screen))
    return;
  if (!gtk_widget_child_focus (screen, GTK_DIR_TAB_FORWARD))
    kapka_header_focus (self->header);
}

static void
focus_top (KapkaWindow *self) {
  GtkWidget *top = top_screen (self);

  focus_screen (self, top == NULL ? self->attract : top);
}

/* Who does not see the screen hears where he is; the waiting screen says nothing of the last visit. */
static void
say_top (KapkaWindow *self) {
  GtkWidget *top = top_screen (self);

  if (top == NULL)
    kapka_announce (GTK_WIDGET (self), gtk_window_get_title (GTK_WINDOW (self)));
  else
    kapka_announce_heading (top);
}

static void
hide_cover (KapkaWindow *self, KapkaCover *cover) {
  if (!kapka_cover_hide (cover))
    focus_top (self);
  say_top (self);
}

static void
show_notice (KapkaWindow *self, gboolean visible) {
  self->limit_shown = FALSE;
  if (visible)
    kapka_cover_show (self->notice_cover);
  else
    hide_cover (self, self->notice_cover);
}

/* A screen of choices is no place of its own: it lies over another for a moment. */
static gboolean
is_aside (GtkWidget *screen) {
  return KAPKA_IS_LANGUAGE_SCREEN (screen) || KAPKA_IS_SIGHT_SCREEN (screen);
}

static void
show_top (KapkaWindow *self) {
  GtkWidget *top = top_screen (self);

  kapka_session_touch (self->session);
  kapka_header_show (self->header, top, self->screens->len == 1);
  kapka_session_set_in_portal (self->session, KAPKA_IS_PORTAL (top));
  if (is_aside (top))
    kapka_aside_begin (self->aside);
  gtk_stack_set_visible_child (self->stack, top);
  if (!is_aside (top))
    kapka_aside_end (self->aside, top);
  focus_screen (self, top);
  say_top (self);
}

static void
push_screen (KapkaWindow *self, GtkWidget *screen) {
  gtk_stack_add_child (self->stack, screen);
  kapka_header_add (self->header, screen);
  g_ptr_array_add (self->screens, screen);
  show_top (self);
}

static void
pop_to (KapkaWindow *self, guint n_left) {
  kapka_keyboard_bridge_set_target (self->keyboard, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  while (self->screens->len > n_left) {
    GtkWidget *screen = g_ptr_array_steal_index (self->screens, self->screens->len - 1);

    kapka_header_remove (self->header, screen);
    gtk_stack_remove (self->stack, screen);
  }
}

static void
show_attract (KapkaWindow *self) {
  g_clear_handle_id (&self->goodbye_source, g_source_remove);
  gtk_stack_set_visible_child (self->stack, self->attract);
  show_notice (self, FALSE);
  kapka_session_drop_choices (self->session);
}

static void
on_goodbye_over (gpointer user_data) {
  KapkaWindow *self = user_data;

  self->goodbye_source = 0;
  show_attract (self);
}

static void
show_busy (KapkaWindow *self, const char *title, const char *text) {
  kapka_notice_set (self->notice, "kapka-clock-symbolic", title, text);
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_CALM);
  kapka_notice_set_buttons (self->notice, NULL, NULL, NULL, NULL);
  show_notice (self, TRUE);
}

static void
show_wiping (KapkaWindow *self) {
  self->parting = TRUE;
  show_busy (self, _ ("Everything from your visit is being erased"),
             _ ("One moment, please. If you have printed something, take your sheets."));
}

/* A touch right after the start is kept until the kiosk is open. */
static void
show_preparing (KapkaWindow *self) {
  show_busy (self, _ ("One moment, please"), _ ("The computer is getting ready for you."));
}

/* There is no way on from here but that of staff: the next visitor must not meet the last one. */
static void
show_closed (KapkaWindow *self) {
  kapka_notice_set (self->notice, "kapka-warning-symbolic", _ ("Please call a librarian"),
                    _ ("Not everything from the last visit could be erased, so this computer is closed for now."));
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_URGENT);
  kapka_notice_set_buttons (self->notice, NULL, NULL, NULL, NULL);
  show_notice (self, TRUE);
}

static void
show_goodbye (KapkaWindow *self) {
  kapka_notice_set (self->notice, "kapka-check-symbolic", _ ("Thank you. Everything has been erased"),
                    _ ("Please do not forget your passport, SNILS, papers and flash drive."));
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_GOOD);
  kapka_notice_set_buttons (self->notice, _ ("OK"), "win.close-notice", NULL, NULL);
  show_notice (self, TRUE);
  self->goodbye_source = g_timeout_add_once (GOODBYE_SECONDS * 1000, on_goodbye_over, self);
}

/* While somebody types, the footer gives its place to the page, so that the field stays in view on a small screen. */
static void
show_footer (KapkaWindow *self) {
  GtkWidget *slot = GTK_WIDGET (self->keyboard_slot);
  gboolean typing = gtk_widget_get_visible (slot) && gtk_widget_get_visible (gtk_widget_get_first_child (slot));

  gtk_widget_set_visible (GTK_WIDGET (self->footer), kapka_session_get_visit (self->session) != NULL && !typing);
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
  g_autoptr (KapkaClipboards) clipboards = kapka_clipboards_new (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (KapkaProcesses) processes = kapka_processes_new ();

  self->print_jobs = kapka_print_jobs_new (kapka_session_get_settings (self->session)->state_dir);
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
  g_clear_handle_id (&self->goodbye_source, g_source_remove);
  add_traces (self);
  if (self->asked_language != NULL)
    kapka_session_set_language (session, self->asked_language);
  g_clear_pointer (&self->asked_language, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->header), TRUE);
  show_footer (self);
  push_screen (self, new_home (self));
  if (self->asked_sight)
    push_screen (self, kapka_sight_screen_new (session));
  self->asked_sight = FALSE;
  show_notice (self, FALSE); // A screen reader can begin a visit from under the last goodbye.
}

static void
on_session_ended (KapkaSession *session, KapkaWindow *self) {
  gtk_widget_set_visible (GTK_WIDGET (self->header), FALSE);
  show_footer (self);
  gtk_stack_set_visible_child (self->stack, self->attract);
  kapka_aside_end (self->aside, self->attract);
  pop_to (self, 0);
  drop_browser (self);
  g_clear_object (&self->print_jobs);
  show_wiping (self);
}

static void
on_session_wiped (KapkaSession *session, gboolean clean, KapkaWindow *self) {
  if (!clean)
    show_closed (self);
  else if (self->parting)
    show_goodbye (self);
  else
    show_notice (self, FALSE);
  self->parting = FALSE;
}

static void
show_limit (KapkaWindow *self, guint minutes) {
  g_autofree char *title = g_strdup_printf (
      g_dngettext (NULL, "Your visit ends in %u minute", "Your visit ends in %u minutes", minutes), minutes);

  kapka_notice_set (self->notice, "kapka-clock-symbolic", title,
                    _ ("Please finish what you are doing and print what you need. "
                       "Then everything you typed and opened here will be erased."));
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_CALM);
  kapka_notice_set_buttons (self->notice, _ ("Go on"), "win.close-notice", NULL, NULL);
  if (!kapka_cover_is_shown (self->notice_cover))
    show_notice (self, TRUE);
  self->limit_shown = TRUE;
}

/* It is shown twice; between these it only stays true for whoever has not closed it yet. A countdown is answered first. */
static void
on_limit_near (KapkaIdleWatch *watch, guint minutes, KapkaWindow *self) {
  gboolean due = minutes == KAPKA_IDLE_FIRST_NOTICE_MINUTES || minutes == KAPKA_IDLE_LAST_NOTICE_MINUTES;

  if (!due && !self->limit_shown && self->limit_waiting == 0)
    return;
  if (kapka_cover_is_shown (self->countdown_cover))
    self->limit_waiting = minutes;
  else
    show_limit (self, minutes);
}

/* Who comes back finds all as it was: the field, the keyboard, the notice that was open. */
static void
show_countdown (KapkaWindow *self, gboolean visible) {
  guint minutes = self->limit_waiting;

  if (visible == kapka_cover_is_shown (self->countdown_cover))
    return;
  if (visible) {
    kapka_keyboard_bridge_set_paused (self->keyboard, TRUE);
    kapka_cover_show (self->countdown_cover);
    return;
  }
  hide_cover (self, self->countdown_cover);
  kapka_keyboard_bridge_set_paused (self->keyboard, kapka_aside_is_on (self->aside));
  self->limit_waiting = 0;
  if (minutes != 0 && kapka_session_get_visit (self->session) != NULL)
    show_limit (self, minutes);
}

static void
on_warning (KapkaIdleWatch *watch, guint seconds, KapkaWindow *self) {
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "Everything will be erased in %u second.",
                                                        "Everything will be erased in %u seconds.", seconds),
                                           seconds);

  kapka_notice_set (self->countdown, "kapka-clock-symbolic", _ ("Are you still here?"), text);
  kapka_notice_set_buttons (self->countdown, _ ("I need more time"), "win.more-time", _ ("Finish"), "win.end");
  kapka_notice_set_number (self->countdown, seconds);
  show_countdown (self, seconds != 0);
}

static void
begin (KapkaWindow *self) {
  kapka_session_begin (self->session);
  if (kapka_session_is_wiping (self->session))
    show_preparing (self);
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
return_to (KapkaWindow *self, GType type) {
  for (guint i = 0; i < self->screens->len; i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (g_ptr_array_index (self->screens, i), type)) {
      pop_to (self, i + 1);
      show_top (self);
      return TRUE;
    }
  return FALSE;
}

static void
on_language_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_visit (self->session) != NULL && !return_to (self, KAPKA_TYPE_LANGUAGE_SCREEN))
    push_screen (self, kapka_language_screen_new (self->session));
}

static void
on_speak_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  kapka_session_set_language (self->session, g_variant_get_string (parameter, NULL));
  if (KAPKA_IS_LANGUAGE_SCREEN (top_screen (self))) {
    pop_to (self, self->screens->len - 1);
    show_top (self);
  }
}

static void
on_sight_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_visit (self->session) != NULL && !return_to (self, KAPKA_TYPE_SIGHT_SCREEN))
    push_screen (self, kapka_sight_screen_new (self->session));
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

  if (self->screens->len == 0)
    return;
  pop_to (self, 1);
  kapka_home_show_doors (KAPKA_HOME (top_screen (self)));
  show_top (self);
}

static void
on_back_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  GtkWidget *top = top_screen (self);

  if (self->screens->len < 2 || (KAPKA_IS_SCREEN (top) && kapka_screen_go_back (KAPKA_SCREEN (top))))
    return;
  pop_to (self, self->screens->len - 1);
  show_top (self);
}

static void
on_door_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  const KapkaService *service
      = kapka_catalog_find_service (kapka_session_get_catalog (self->session), g_variant_get_string (parameter, NULL));

  if (kapka_session_get_visit (self->session) == NULL || service == NULL)
    return;
  push_screen (self, kapka_door_new (self->session, service));
  warm_browser (self);
}

static void
on_all_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_visit (self->session) == NULL)
    return;
  push_screen (self, kapka_all_new (self->session));
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
  push_screen (self, tile->kind == KAPKA_TILE_FORM ? kapka_form_new (self->session, tile, self->print_jobs)
                                                   : kapka_portal_new (self->session, tile, door, ensure_browser (self), self->keyboard));
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
  if (kapka_session_get_visit (self->session) != NULL && tile != NULL)
    push_screen (self, kapka_form_new_paper (self->session, tile, self->print_jobs, paper, path));
}

static void
on_documents_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_documents (self->session) != NULL && !return_to (self, KAPKA_TYPE_DOCUMENTS_SCREEN))
    push_screen (self, kapka_documents_screen_new (self->session));
}

static void
on_help_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  kapka_notice_set (self->notice, "kapka-help-symbolic", _ ("Please call a librarian"),
                    _ ("The librarian will gladly help you. Your page stays open meanwhile."));
  kapka_notice_set_tone (self->notice, KAPKA_NOTICE_CALM);
  kapka_notice_set_buttons (self->notice, _ ("Go on"), "win.close-notice", NULL, NULL);
  show_notice (self, TRUE);
}

static void
on_more_time_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_session_touch (KAPKA_WINDOW (widget)->session);
}

static void
on_close_notice_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (self->goodbye_source != 0)
    show_attract (self);
  else
    show_notice (self, FALSE);
}

static void
on_end_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  kapka_session_end (KAPKA_WINDOW (widget)->session, KAPKA_END_FINISHED);
}

/* The countdown takes its touch by its own buttons, so that it is answered on purpose. */
static void
note_activity (KapkaWindow *self) {
  if (!kapka_cover_is_shown (self->countdown_cover))
    kapka_session_touch (self->session);
}

/* A moving pointer is no sign of life: a mouse on a trembling table would keep a forgotten visit open. One that drags is. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, KapkaWindow *self) {
  switch (gdk_event_get_event_type (event)) {
  case GDK_MOTION_NOTIFY:
    if (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK)
      note_activity (self);
    break;
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_UPDATE:
  case GDK_KEY_PRESS:
  case GDK_SCROLL:
    note_activity (self);
    break;
  default:
    break;
  }
  return GDK_EVENT_PROPAGATE;
}

/* That nothing is counted matters more than anything else staff could be told. */
static void
show_staff_note (KapkaWindow *self) {
  gboolean counting = kapka_journal_writer_get_counting (kapka_session_get_writer (self->session));
  const char *text = counting ? self->note : N_ ("Visits are not being counted now: please tell the librarian.");

  gtk_label_set_label (self->staff_note, text == NULL ? "" : _ (text));
  gtk_widget_set_visible (GTK_WIDGET (self->staff_note), text != NULL);
}

static void
on_counting_changed (KapkaJournalWriter *writer, GParamSpec *pspec, KapkaWindow *self) {
  show_staff_note (self);
}

/* What the screens say by themselves they say again by themselves. Notices cover the buttons that could change the language. */
static void
on_language_changed (KapkaSession *session, GParamSpec *pspec, KapkaWindow *self) {
  gtk_window_set_title (GTK_WINDOW (self), _ ("Kapka"));
  kapka_template_translate (self->pages);
  show_staff_note (self);
  if (self->browser != NULL)
    kapka_browser_set_language (self->browser, kapka_session_get_language (session));
}

/* GTK asks for the width that the present height needs whenever anything changes its size, and for that tries every screen in a dozen widths. Ours
 * takes the same width whatever the height. */
static void
kapka_window_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline) {
  GTK_WIDGET_CLASS (kapka_window_parent_class)
      ->measure (widget, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
}

static gboolean
kapka_window_close_request (GtkWindow *window) {
  return gtk_window_is_fullscreen (window);
}

static void
set_css_class (KapkaWindow *self, const char *css_class, gboolean set) {
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

/* GTK has an inspector of its own in every program, behind a shortcut. */
static gboolean
kapka_window_enable_debugging (GtkWindow *window, gboolean toggle) {
  return FALSE;
}

static void
on_surface_layout (GdkSurface *surface, int width, int height, KapkaWindow *self) {
  int side = MIN (width, height);

  set_css_class (self, "medium", side >= MEDIUM_SIDE && side < LARGE_SIDE);
  set_css_class (self, "large", side >= LARGE_SIDE);
}

static void
kapka_window_realize (GtkWidget *widget) {
  GTK_WIDGET_CLASS (kapka_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_surface_layout), widget, 0);
}

static void
kapka_window_dispose (GObject *object) {
  KapkaWindow *self = KAPKA_WINDOW (object);

  g_clear_handle_id (&self->goodbye_source, g_source_remove);
  if (self->screens != NULL && self->screens->len > 0)
    pop_to (self, 0);
  g_clear_object (&self->aside);
  g_clear_object (&self->crossing);
  g_clear_object (&self->sight_style);
  g_clear_object (&self->keyboard);
  g_clear_object (&self->notice_cover);
  g_clear_object (&self->countdown_cover);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAPKA_TYPE_WINDOW);
  drop_browser (self);
  g_clear_object (&self->print_jobs);
  g_clear_object (&self->session);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->asked_language, g_free);
  g_clear_pointer (&self->screens, g_ptr_array_unref);
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
  widget_class->realize = kapka_window_realize;
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
  gtk_widget_class_install_action (widget_class, "win.paper", "(sus)", on_paper_activated);
  gtk_widget_class_install_action (widget_class, "win.documents", NULL, on_documents_activated);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, on_help_activated);
  gtk_widget_class_install_action (widget_class, "win.more-time", NULL, on_more_time_activated);
  gtk_widget_class_install_action (widget_class, "win.close-notice", NULL, on_close_notice_activated);
  gtk_widget_class_install_action (widget_class, "win.end", NULL, on_end_activated);
}

/* The keys of our own keyboard count by themselves as well: a screen reader strikes them without any event. */
static void
watch_input (KapkaWindow *self, GtkWidget *keyboard) {
  const char *const strokes[] = { "text", "backspace", "enter", "tab", "move" };
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    g_signal_connect_object (keyboard, strokes[i], G_CALLBACK (note_activity), self, G_CONNECT_SWAPPED);
}

static void
kapka_window_init (KapkaWindow *self) {
  GtkWidget *keyboard;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->screens = g_ptr_array_new ();
  self->notice_cover = kapka_cover_new (GTK_WIDGET (self->notice), self->content);
  self->countdown_cover = kapka_cover_new (GTK_WIDGET (self->countdown), self->pages);
  self->crossing = kapka_crossing_new (self->content, GTK_WIDGET (self->header), GTK_WIDGET (self->stack));
  kapka_notice_set_tone (self->countdown, KAPKA_NOTICE_URGENT);
  keyboard = kapka_keyboard_new ();
  gtk_box_append (self->keyboard_slot, keyboard);
  g_signal_connect_object (keyboard, "notify::visible", G_CALLBACK (on_keyboard_visible_changed), self, 0);
  g_signal_connect_object (self->keyboard_slot, "notify::visible", G_CALLBACK (on_keyboard_visible_changed), self, 0);
  self->keyboard = kapka_keyboard_bridge_new (GTK_WINDOW (self), KAPKA_KEYBOARD (keyboard), GTK_WIDGET (self->pages));
  self->aside = kapka_aside_new (self->keyboard, GTK_WIDGET (self->keyboard_slot));
  watch_input (self, keyboard);
}

KapkaWindow *
kapka_window_new (GtkApplication *application, KapkaSession *session) {
  KapkaWindow *self = g_object_new (KAPKA_TYPE_WINDOW, "application", application, NULL);
  KapkaJournalWriter *writer = kapka_session_get_writer (session);
  KapkaIdleWatch *watch = kapka_session_get_idle_watch (session);

  self->session = g_object_ref (session);
  kapka_header_set_session (self->header, session);
  kapka_footer_set_session (self->footer, session);
  self->sight_style = kapka_sight_style_new (GTK_WIDGET (self), kapka_session_get_sight (session));
  self->attract = kapka_attract_new (session);
  gtk_stack_add_child (self->stack, self->attract);
  kapka_keyboard_follow (KAPKA_KEYBOARD (gtk_widget_get_first_child (GTK_WIDGET (self->keyboard_slot))), session);
  kapka_staff_attach (GTK_WINDOW (self), session);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self, 0);
  g_signal_connect_object (session, "began", G_CALLBACK (on_session_began), self, 0);
  g_signal_connect_object (watch, "warning", G_CALLBACK (on_warning), self, 0);
  g_signal_connect_object (watch, "limit-near", G_CALLBACK (on_limit_near), self, 0);
  g_signal_connect_object (session, "ended", G_CALLBACK (on_session_ended), self, 0);
  g_signal_connect_object (session, "wiped", G_CALLBACK (on_session_wiped), self, 0);
  g_signal_connect_object (writer, "notify::counting", G_CALLBACK (on_counting_changed), self, 0);
  return self;
}

void
kapka_window_set_staff_note (KapkaWindow *self, const char *text) {
  g_free (self->note);
  self->note = g_strdup (text);
  show_staff_note (self);
}
