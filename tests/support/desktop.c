// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"

#include "desktop-config.h"
#include "program.h"
#include "tmpdir.h"
#include "wait.h"

#include <locale.h>

/* How long one part of the desktop may take to answer. */
#define START_MS 20000

/* How long one part may take to end; an X server asked politely removes its lock file. */
#define STOP_MS 2000

#define CALL_MS 2000

struct _KapkaTestDesktop {
  KapkaTestDir *dir;
  char *home;
  char **environment;
  KapkaTestProgram *x_server;
  KapkaTestProgram *window_manager;
  KapkaTestProgram *session_bus;
  KapkaTestProgram *accessibility_daemon;
  KapkaTestProgram *registry;
  KapkaTestXDisplay *display;
  GDBusConnection *accessibility_bus;
};

static void
check_locale (void) {
  locale_t locale = newlocale (LC_ALL_MASK, "ru_RU.UTF-8", NULL);

  if (locale == NULL)
    g_error ("the locale ru_RU.UTF-8 is missing: install the package locales and run "
             "localedef -i ru_RU -f UTF-8 ru_RU.UTF-8");
  freelocale (locale);
}

static KapkaTestProgram *
start_bus (KapkaTestDesktop *self, const char *name) {
  g_autofree char *config = kapka_test_write_bus_config (self->dir, name);
  const char *argv[] = { "dbus-daemon",   "--nofork", "--nopidfile", "--print-address=1",
                         "--config-file", config,     NULL };

  return kapka_test_program_start (argv, NULL);
}

static void
start_x_server (KapkaTestDesktop *self, guint width, guint height) {
  g_autofree char *screen = g_strdup_printf ("%ux%ux24", width, height);
  const char *argv[] = { "Xvfb", "-displayfd", "1",         "-screen", "0",        screen,
                         "-dpi", "96",         "-nolisten", "tcp",     "-noreset", NULL };

  self->x_server = kapka_test_program_start (argv, NULL);
}

static void
wait_for_display (KapkaTestDesktop *self) {
  g_autofree char *number =
      kapka_test_program_wait_line (self->x_server, KAPKA_TEST_STREAM_OUT, "", START_MS);
  g_autofree char *name = g_strconcat (":", number, NULL);

  self->display = kapka_test_x_display_open (name);
  g_assert_nonnull (self->display);
  self->environment = g_environ_setenv (self->environment, "DISPLAY", name, TRUE);
}

/* Waits for the bus that @program serves and tells programs its address by @variable. */
static char *
wait_for_bus (KapkaTestDesktop *self, KapkaTestProgram *program, const char *variable) {
  char *address = kapka_test_program_wait_line (program, KAPKA_TEST_STREAM_OUT, "unix:", START_MS);

  self->environment = g_environ_setenv (self->environment, variable, address, TRUE);
  return address;
}

static GDBusConnection *
connect_to_bus (const char *address) {
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

/* The first half needs nothing, so its parts start side by side. */
static void
start_servers (KapkaTestDesktop *self, guint width, guint height) {
  start_x_server (self, width, height);
  self->session_bus = start_bus (self, "session-bus");
  self->accessibility_daemon = start_bus (self, "accessibility-bus");
  wait_for_display (self);

  g_autofree char *session = wait_for_bus (self, self->session_bus, "DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *accessibility =
      wait_for_bus (self, self->accessibility_daemon, "AT_SPI_BUS_ADDRESS");
  self->accessibility_bus = connect_to_bus (accessibility);
}

/* The customary at-spi-bus-launcher is left out: it would start the accessibility bus as a child of
 * its own, which outlives a test that crashes. */
static void
start_clients (KapkaTestDesktop *self) {
  g_autofree char *config = kapka_test_write_openbox_config (self->dir);
  const char *openbox[] = { "openbox", "--sm-disable", "--config-file", config, NULL };
  const char *registry[] = { "/usr/libexec/at-spi2-registryd", NULL };
  const char *const *environment = kapka_test_desktop_get_environment (self);

  self->window_manager = kapka_test_program_start (openbox, environment);
  self->registry = kapka_test_program_start (registry, environment);
}

static gboolean
has_window_manager_cb (gpointer data) {
  KapkaTestDesktop *self = data;

  return kapka_test_x_display_has_window_manager (self->display);
}

static gboolean
has_registry_cb (gpointer data) {
  KapkaTestDesktop *self = data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      self->accessibility_bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
      "org.a11y.atspi.Accessible", "GetChildren", NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
      CALL_MS, NULL, NULL);

  return reply != NULL;
}

static void
wait_for (KapkaTestDesktop *self, KapkaTestCondition condition, KapkaTestProgram *program) {
  if (!kapka_test_wait_until (condition, self, START_MS)) {
    g_autofree char *description = kapka_test_program_describe (program);
    g_error ("not ready after %d ms: %s", START_MS, description);
  }
}

KapkaTestDesktop *
kapka_test_desktop_new (guint width, guint height) {
  KapkaTestDesktop *self = g_new0 (KapkaTestDesktop, 1);

  check_locale ();
  self->dir = kapka_test_dir_new ();
  self->home = kapka_test_dir_make (self->dir, "home");
  self->environment = kapka_test_desktop_build_environment (self->dir, self->home);
  start_servers (self, width, height);
  start_clients (self);
  wait_for (self, has_window_manager_cb, self->window_manager);
  wait_for (self, has_registry_cb, self->registry);
  return self;
}

static void
stop (KapkaTestProgram *program) {
  kapka_test_program_stop (program, STOP_MS);
  kapka_test_program_free (program);
}

void
kapka_test_desktop_free (KapkaTestDesktop *desktop) {
  if (desktop == NULL)
    return;
  g_object_unref (desktop->accessibility_bus);
  kapka_test_x_display_close (desktop->display);
  stop (desktop->registry);
  stop (desktop->accessibility_daemon);
  stop (desktop->session_bus);
  stop (desktop->window_manager);
  stop (desktop->x_server);
  g_strfreev (desktop->environment);
  g_free (desktop->home);
  kapka_test_dir_free (desktop->dir);
  g_free (desktop);
}

const char *const *
kapka_test_desktop_get_environment (KapkaTestDesktop *desktop) {
  return (const char *const *)desktop->environment;
}

const char *
kapka_test_desktop_get_home (KapkaTestDesktop *desktop) {
  return desktop->home;
}

KapkaTestXDisplay *
kapka_test_desktop_get_display (KapkaTestDesktop *desktop) {
  return desktop->display;
}

GDBusConnection *
kapka_test_desktop_get_accessibility_bus (KapkaTestDesktop *desktop) {
  return desktop->accessibility_bus;
}
