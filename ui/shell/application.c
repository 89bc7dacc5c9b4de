// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/log.h"
#include "config/last-good.h"
#include "print/submit-bytes.h"
#include "ui/access/key-focus.h"
#include "ui/paper/print-jobs.h"
#include "ui/shell/alive.h"
#include "ui/shell/session.h"
#include "ui/shell/upkeep.h"
#include "ui/shell/window.h"
#include "ui/visit/clipboards.h"
#include "ui/visit/directory.h"
#include "ui/visit/processes.h"

/* How long the words that ask for a librarian can be read before the program starts again. */
#define RESTART_SECONDS 10

/* After a start that could not wipe either, it tries again after so long. */
#define RETRY_SECONDS 15

struct _KapkaApplication {
  GtkApplication parent_instance;

  // Command line
  char *config_path;
  char *data_dir;
  gboolean windowed;
  gboolean version;

  // Borrowed
  KapkaWindow *window;

  // Owned
  gboolean stale_config;
  KapkaSettings *settings;
  KapkaCatalogs *catalogs;
  GtkCssProvider *door_colours;
  KapkaClock *clock;
  KapkaJournalWriter *writer;
  KapkaSession *session;
  KapkaUpkeep *upkeep;
  guint again_source;
  gboolean opened; // To visitors, since the start.
  gboolean restart;
};

G_DEFINE_FINAL_TYPE (KapkaApplication, kapka_application, GTK_TYPE_APPLICATION)

static void
log_problems (KapkaProblems *problems) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *text = kapka_problem_to_string (g_ptr_array_index (problems, i));

    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "config-mistake", NULL, text);
  }
}

static KapkaClock *
make_clock (KapkaSettings *settings) {
  g_autoptr (GError) error = NULL;
  KapkaClock *clock = kapka_clock_new_system (settings->time_zone, &error);

  if (clock == NULL)
    g_error ("The clock cannot be read: %s", error->message);
  return clock;
}

static KapkaJournalWriter *
make_writer (const KapkaSettings *settings, KapkaClock *clock) {
  const char *backup_dir = *settings->backup_dir == '\0' ? NULL : settings->backup_dir;

  return g_object_new (KAPKA_TYPE_JOURNAL_WRITER, "state-dir", settings->state_dir, "runtime-dir",
                       settings->runtime_dir, "clock", clock, "backup-dir", backup_dir,
                       "with-centre", *settings->url != '\0', NULL);
}

/* Reads the settings and puts into the environment what belongs there, before there is another
 * thread that could be reading it. The zone of the statistical day is also the zone of the clock on
 * the wall. */
static void
load_settings (KapkaApplication *self) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  self->settings = kapka_last_good_load (self->config_path, problems, &self->stale_config);
  log_problems (problems);
  g_setenv ("TZ", self->settings->time_zone, TRUE);
  kapka_processes_mark (self->settings->state_dir);
}

static void
load (KapkaApplication *self) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) layouts = NULL;

  self->catalogs = kapka_catalogs_new (self->data_dir, self->settings);
  layouts = kapka_layouts_load (self->data_dir, self->settings, problems);
  log_problems (problems);
  self->clock = make_clock (self->settings);
  self->writer = make_writer (self->settings, self->clock);
  self->session =
      kapka_session_new (self->settings, self->catalogs, layouts, self->clock, self->writer);
  kapka_session_set_files (self->session, self->config_path, self->data_dir);
}

static void
add_style (GtkCssProvider *provider) {
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
load_style (const char *resource) {
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource);
  add_style (provider);
}

/* The hue of a door is a matter of the catalogue; the loader has seen to it that it is a colour and
 * nothing else. */
static void
load_door_colours (KapkaApplication *self) {
  const KapkaCatalog *catalog = kapka_catalogs_get (self->catalogs);
  g_autoptr (GString) css = g_string_new (NULL);

  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);

    g_string_append_printf (css, ".%s .door-icon, .%s .tile-icon { background: %s; }\n",
                            service->id, service->id, service->colour);
  }
  gtk_css_provider_load_from_data (self->door_colours, css->str, (gssize)css->len);
}

static void
load_look (KapkaApplication *self) {
  load_style ("/org/kapka/style/style.css");
  load_style ("/org/kapka/style/keyboard.css");
  load_style ("/org/kapka/style/forms.css");
  load_style ("/org/kapka/style/sight.css");
  self->door_colours = gtk_css_provider_new ();
  add_style (self->door_colours);
  load_door_colours (self);
  g_signal_connect_object (self->catalogs, "changed", G_CALLBACK (load_door_colours), self,
                           G_CONNECT_SWAPPED);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/kapka/icons");
}

/* What a visit may have left whose program was killed or lost its power: the last goes first. */
static void
wipe_leftovers (KapkaApplication *self) {
  g_autoptr (GPtrArray) traces = g_ptr_array_new_with_free_func (g_object_unref);

  kapka_print_remove_papers (self->settings->runtime_dir, G_MAXINT64);
  g_ptr_array_add (traces, kapka_stale_directories_new ());
  g_ptr_array_add (traces, kapka_clipboards_new (gdk_display_get_default ()));
  g_ptr_array_add (traces, kapka_print_jobs_new_left_behind (self->settings->state_dir));
  g_ptr_array_add (traces, kapka_processes_new ());
  kapka_session_wipe_leftovers (self->session, traces);
}

static gboolean
on_again (gpointer user_data) {
  KapkaApplication *self = user_data;

  self->again_source = 0;
  self->restart = self->opened;
  if (self->restart)
    g_application_quit (G_APPLICATION (self));
  else
    wipe_leftovers (self);
  return G_SOURCE_REMOVE;
}

static void
on_wiped (KapkaApplication *self, gboolean clean) {
  if (clean)
    self->opened = TRUE;
  else
    self->again_source =
        g_timeout_add_seconds (self->opened ? RESTART_SECONDS : RETRY_SECONDS, on_again, self);
}

static void
on_maintained (KapkaApplication *self) {
  kapka_log_fact (G_LOG_LEVEL_MESSAGE, "night-done",
                  "The work of the night is done, the program starts anew");
  self->restart = TRUE;
  g_application_quit (G_APPLICATION (self));
}

static gboolean
on_terminate (gpointer user_data) {
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

static void
kapka_application_startup (GApplication *application) {
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "kiosk-start", "The kiosk starts", "version=%s",
                   KAPKA_VERSION);
  load_settings (KAPKA_APPLICATION (application));
  G_APPLICATION_CLASS (kapka_application_parent_class)->startup (application);
  load (KAPKA_APPLICATION (application));
  load_look (KAPKA_APPLICATION (application));
  g_unix_signal_add (SIGTERM, on_terminate, application);
  g_unix_signal_add (SIGINT, on_terminate, application);
}

static void
open_window (KapkaApplication *self) {
  self->window = kapka_window_new (GTK_APPLICATION (self), self->session);
  kapka_key_focus_watch (GTK_WIDGET (self->window));
  if (self->stale_config)
    kapka_window_set_staff_note (self->window,
                                 N_ ("The settings file has a mistake; the earlier settings are in "
                                     "use. To find it: kapkactl check"));
  kapka_alive_watch (GTK_WINDOW (self->window));
  if (!self->windowed)
    gtk_window_fullscreen (GTK_WINDOW (self->window));
  g_signal_connect_object (self->session, "wiped", G_CALLBACK (on_wiped), self, G_CONNECT_SWAPPED);
  self->upkeep = kapka_upkeep_new (self->window, self->session);
  g_signal_connect_object (self->upkeep, "done", G_CALLBACK (on_maintained), self,
                           G_CONNECT_SWAPPED);
  wipe_leftovers (self);
}

static void
kapka_application_activate (GApplication *application) {
  KapkaApplication *self = KAPKA_APPLICATION (application);

  if (self->window == NULL)
    open_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* The machine or the administrator stops the kiosk in the middle of a visit: that is no fault of
 * it. The program stays until everything of the visit is gone. */
static void
kapka_application_shutdown (GApplication *application) {
  KapkaApplication *self = KAPKA_APPLICATION (application);

  if (self->session != NULL)
    kapka_session_end (self->session, KAPKA_END_STAFF);
  while (self->session != NULL && kapka_session_is_wiping (self->session))
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&self->again_source, g_source_remove);
  if (self->upkeep != NULL)
    g_object_run_dispose (G_OBJECT (self->upkeep));
  g_clear_object (&self->upkeep);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  if (self->writer != NULL && kapka_journal_writer_stop (self->writer) > 0)
    kapka_log_detail (G_LOG_LEVEL_WARNING, "events-unwritten", "Some events could not be written",
                      kapka_journal_writer_get_trouble (self->writer));
  kapka_log_fact (G_LOG_LEVEL_MESSAGE, "kiosk-stop", "The kiosk stops");
  G_APPLICATION_CLASS (kapka_application_parent_class)->shutdown (application);
}

static int
kapka_application_handle_local_options (GApplication *application, GVariantDict *options) {
  KapkaApplication *self = KAPKA_APPLICATION (application);

  if (self->version) {
    g_print ("kapka %s\n", KAPKA_VERSION);
    return EX_OK;
  }
  return -1;
}

static void
kapka_application_finalize (GObject *object) {
  KapkaApplication *self = KAPKA_APPLICATION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->clock, kapka_clock_unref);
  g_clear_object (&self->catalogs);
  g_clear_object (&self->door_colours);
  g_clear_pointer (&self->settings, kapka_settings_unref);
  g_free (self->config_path);
  g_free (self->data_dir);
  G_OBJECT_CLASS (kapka_application_parent_class)->finalize (object);
}

static void
kapka_application_class_init (KapkaApplicationClass *klass) {
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_application_finalize;
  application_class->startup = kapka_application_startup;
  application_class->activate = kapka_application_activate;
  application_class->shutdown = kapka_application_shutdown;
  application_class->handle_local_options = kapka_application_handle_local_options;
}

static void
kapka_application_init (KapkaApplication *self) {
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config_path, N_ ("Configuration file"),
      N_ ("FILE") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir,
      N_ ("Directory of catalogue and forms"), N_ ("DIR") },
    { "windowed", 0, 0, G_OPTION_ARG_NONE, &self->windowed,
      N_ ("Open in a window instead of the full screen"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  self->config_path = g_strdup (KAPKA_SETTINGS_DEFAULT_PATH);
  self->data_dir = g_strdup (KAPKA_DATADIR);
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

KapkaApplication *
kapka_application_new (void) {
  return g_object_new (KAPKA_TYPE_APPLICATION, "application-id", "org.kapka.Kiosk", "flags",
                       G_APPLICATION_NON_UNIQUE, NULL);
}

gboolean
kapka_application_wants_restart (KapkaApplication *self) {
  return self->restart;
}
