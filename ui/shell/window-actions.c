// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens ask of the window, an action each.
#include "ui/shell/window-private.h"

#include "ui/access/language-screen.h"
#include "ui/access/sight-screen.h"
#include "ui/home/all.h"
#include "ui/home/door.h"
#include "ui/home/home.h"
#include "ui/paper/documents-screen.h"
#include "ui/paper/fill-screen.h"
#include "ui/paper/form.h"
#include "ui/paper/own-screen.h"
#include "ui/paper/save-screen.h"
#include "ui/portal/portal.h"
#include "ui/shell/screen.h"

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
  kapka_means_warm_browser (self->means);
}

static void
on_all_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);

  if (kapka_session_get_visit (self->session) == NULL)
    return;
  kapka_screens_push (self->screens, kapka_all_new (self->session));
  kapka_means_warm_browser (self->means);
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
  kapka_screens_push (self->screens, tile->kind == KAPKA_TILE_FORM
                                         ? kapka_form_new (self->session, tile,
                                                           kapka_means_get_print_jobs (self->means),
                                                           kapka_means_get_fillings (self->means))
                                         : kapka_portal_new (self->session, tile, door,
                                                             kapka_means_get_browser (self->means),
                                                             self->keyboard));
}

static void
on_fill_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaWindow *self = KAPKA_WINDOW (widget);
  const KapkaTile *tile = kapka_catalog_find_tile (kapka_session_get_catalog (self->session),
                                                   g_variant_get_string (parameter, NULL));

  if (kapka_session_get_visit (self->session) == NULL || tile == NULL)
    return;
  kapka_screens_push (
      self->screens,
      kapka_fill_screen_new (self->session,
                             kapka_fillings_get (kapka_means_get_fillings (self->means), tile),
                             self->keyboard));
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
    kapka_screens_push (self->screens, kapka_form_new_paper (
                                           self->session, tile,
                                           kapka_means_get_print_jobs (self->means), paper, path));
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

void
kapka_window_class_install_actions (GtkWidgetClass *klass) {
  gtk_widget_class_install_action (klass, "win.begin", NULL, on_begin_activated);
  gtk_widget_class_install_action (klass, "win.begin-in", "s", on_begin_in_activated);
  gtk_widget_class_install_action (klass, "win.language", NULL, on_language_activated);
  gtk_widget_class_install_action (klass, "win.speak", "s", on_speak_activated);
  gtk_widget_class_install_action (klass, "win.sight", NULL, on_sight_activated);
  gtk_widget_class_install_action (klass, "win.begin-sight", NULL, on_begin_sight_activated);
  gtk_widget_class_install_action (klass, "win.usual-sight", NULL, on_usual_sight_activated);
  gtk_widget_class_install_action (klass, "win.home", NULL, on_home_activated);
  gtk_widget_class_install_action (klass, "win.back", NULL, on_back_activated);
  gtk_widget_class_install_action (klass, "win.door", "s", on_door_activated);
  gtk_widget_class_install_action (klass, "win.all", NULL, on_all_activated);
  gtk_widget_class_install_action (klass, "win.tile", "(ss)", on_tile_activated);
  gtk_widget_class_install_action (klass, "win.fill", "s", on_fill_activated);
  gtk_widget_class_install_action (klass, "win.paper", "(sus)", on_paper_activated);
  gtk_widget_class_install_action (klass, "win.own", NULL, on_own_activated);
  gtk_widget_class_install_action (klass, "win.documents", NULL, on_documents_activated);
  gtk_widget_class_install_action (klass, "win.save", "s", on_save_activated);
  gtk_widget_class_install_action (klass, "win.help", NULL, on_help_activated);
  gtk_widget_class_install_action (klass, "win.more-time", NULL, on_more_time_activated);
  gtk_widget_class_install_action (klass, "win.close-notice", NULL, on_close_notice_activated);
  gtk_widget_class_install_action (klass, "win.end", NULL, on_end_activated);
  gtk_widget_class_install_action (klass, "win.end-anyway", NULL, on_end_anyway_activated);
}
