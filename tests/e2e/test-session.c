// SPDX-License-Identifier: GPL-3.0-or-later
// The session as a kiosk has it: kapka-session, the real compositor cage, the guard and the kiosk,
// as a user without rights. systemd's part, a socket for sd_notify(3), is played by the test.

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desktop.h"
#include "program.h"
#include "tmpdir.h"
#include "wait.h"

#define DEADLINE_MS 60000

// Places of the display, in whose middle the window manager puts the 1024x768 of cage: two on every
// ground of ours, and one on the button «Коснитесь экрана» of the waiting screen.
#define LOW_X 200
#define LOW_Y 850
#define HIGH_X 1100
#define HIGH_Y 160
#define BUTTON_X 366
#define BUTTON_Y 460

// What cage shows without us.
#define BLACK 0x000000

typedef struct {
  KapkaTestDir *dir;
  KapkaTestDesktop *desktop;
  KapkaTestProgram *session;
  GSocket *systemd;
  char *config;
} Fixture;

/* cage does not run as root, and nobody has to be able to write here. */
static void
give_away (const char *path) {
  const struct passwd *nobody = getpwnam ("nobody");

  g_assert_nonnull (nobody);
  if (geteuid () == 0)
    g_assert_cmpint (chown (path, nobody->pw_uid, nobody->pw_gid), ==, 0);
}

static char *
make (Fixture *fixture, const char *name) {
  char *path = kapka_test_dir_make (fixture->dir, name);

  give_away (path);
  return path;
}

static void
listen_as_systemd (Fixture *fixture) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "systemd");
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;

  fixture->systemd = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM,
                                   G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (fixture->systemd, address, FALSE, NULL));
  g_assert_cmpint (chmod (path, 0666), ==, 0);
  g_socket_set_timeout (fixture->systemd, DEADLINE_MS / 1000);
}

static void
expect_word (Fixture *fixture, const char *word) {
  char text[256];
  gssize length;

  do {
    g_autoptr (GError) error = NULL;

    length = g_socket_receive (fixture->systemd, text, sizeof text - 1, NULL, &error);
    g_assert_no_error (error);
    text[length] = '\0';
  } while (strcmp (text, word) != 0);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *state = NULL;
  g_autofree char *runtime = NULL;
  g_autofree char *home = NULL;
  g_autofree char *text = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->desktop = kapka_test_desktop_new (1280, 1024);
  g_assert_cmpint (chmod (kapka_test_dir_get_path (fixture->dir), 0755), ==, 0);
  state = make (fixture, "state");
  runtime = make (fixture, "run");
  home = make (fixture, "home");
  text = g_strdup_printf ("[staff]\nask_first_pin=false\n"
                          "[storage]\nstate_dir=%s\nruntime_dir=%s\n",
                          state, runtime);
  fixture->config = kapka_test_dir_write (fixture->dir, "kapka.conf", text);
  g_assert_cmpint (chmod (fixture->config, 0644), ==, 0);
  listen_as_systemd (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  if (fixture->session != NULL)
    kapka_test_program_stop (fixture->session, DEADLINE_MS);
  kapka_test_program_free (fixture->session);
  g_clear_object (&fixture->systemd);
  kapka_test_desktop_free (fixture->desktop);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->config);
}

static GStrv
build_environment (Fixture *fixture) {
  GStrv environment = g_strdupv ((char **)kapka_test_desktop_get_environment (fixture->desktop));
  const char *dir = kapka_test_dir_get_path (fixture->dir);
  g_autofree char *kapka_dir = g_path_get_dirname (g_getenv ("KAPKA"));
  g_autofree char *guard_dir = g_path_get_dirname (g_getenv ("KAPKA_GUARD"));
  g_autofree char *path =
      g_strdup_printf ("%s:%s:%s:%s", kapka_dir, guard_dir, g_getenv ("KAPKA_PAPER_DIR"),
                       g_environ_getenv (environment, "PATH"));
  const char *const values[][2] = {
    { "PATH", path },
    { "TEXTDOMAINDIR", g_getenv ("TEXTDOMAINDIR") },
    // The screen of cage is a window in the display of the test.
    { "WLR_BACKENDS", "x11" },
    { "WLR_RENDERER", "pixman" },
    { "WATCHDOG_USEC", "4000000" },
    // The buses of the desktop are those of another user.
    { "GTK_A11Y", "none" },
  };
  g_autofree char *runtime = g_build_filename (dir, "run", NULL);
  g_autofree char *home = g_build_filename (dir, "home", NULL);
  g_autofree char *notify = g_build_filename (dir, "systemd", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    environment = g_environ_setenv (environment, values[i][0], values[i][1], TRUE);
  environment = g_environ_setenv (environment, "XDG_RUNTIME_DIR", runtime, TRUE);
  environment = g_environ_setenv (environment, "HOME", home, TRUE);
  environment = g_environ_setenv (environment, "NOTIFY_SOCKET", notify, TRUE);
  environment = g_environ_unsetenv (environment, "DBUS_SESSION_BUS_ADDRESS");
  environment = g_environ_unsetenv (environment, "GDK_BACKEND");
  return g_environ_unsetenv (environment, "AT_SPI_BUS_ADDRESS");
}

static void
start (Fixture *fixture) {
  g_auto (GStrv) environment = build_environment (fixture);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  if (geteuid () == 0)
    g_strv_builder_add_many (builder, "setpriv", "--reuid=nobody", "--regid=nogroup",
                             "--clear-groups", "--no-new-privs", NULL);
  g_strv_builder_add_many (builder, g_getenv ("KAPKA_SESSION"), "--config", fixture->config, "--",
                           "--data-dir", g_getenv ("KAPKA_DATA_DIR"), "--alive=4", NULL);
  argv = g_strv_builder_end (builder);
  fixture->session =
      kapka_test_program_start ((const char *const *)argv, (const char *const *)environment);
}

static gboolean
has_picture (gpointer data) {
  Fixture *fixture = data;
  int width;
  int height;
  g_autofree guint32 *pixels = kapka_test_x_display_take_pixels (
      kapka_test_desktop_get_display (fixture->desktop), &width, &height);

  return (pixels[LOW_Y * width + LOW_X] & 0xffffff) != BLACK &&
         (pixels[HIGH_Y * width + HIGH_X] & 0xffffff) != BLACK;
}

/* The button is red. */
static gboolean
waits_for_visitors (gpointer data) {
  Fixture *fixture = data;
  int width;
  int height;
  g_autofree guint32 *pixels = kapka_test_x_display_take_pixels (
      kapka_test_desktop_get_display (fixture->desktop), &width, &height);
  guint32 pixel = pixels[BUTTON_Y * width + BUTTON_X] & 0xffffff;

  return (pixel >> 16) > 0x60 && ((pixel >> 8) & 0xff) < 0x50 && (pixel & 0xff) < 0x50;
}

static gboolean
has_left_waiting (gpointer data) {
  return !waits_for_visitors (data);
}

/* Everything that runs in the session, by what only it has in its environment. */
static gboolean
is_empty (gpointer data) {
  Fixture *fixture = data;
  g_autofree char *mark =
      g_strdup_printf ("NOTIFY_SOCKET=%s/", kapka_test_dir_get_path (fixture->dir));
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  gboolean empty = TRUE;
  const char *name;

  while ((name = g_dir_read_name (proc)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc", name, "environ", NULL);
    g_autofree char *text = NULL;
    gsize length = 0;

    if (g_ascii_isdigit (*name) && g_file_get_contents (path, &text, &length, NULL) &&
        memmem (text, length, mark, strlen (mark)) != NULL)
      empty = FALSE;
  }
  return empty;
}

static void
wait_for (Fixture *fixture, KapkaTestCondition condition, const char *what) {
  if (!kapka_test_wait_until (condition, fixture, DEADLINE_MS)) {
    g_autofree char *state = kapka_test_program_describe (fixture->session);

    g_error ("%s: %s", what, state);
  }
}

static void
test_visit (Fixture *fixture, gconstpointer data) {
  start (fixture);
  wait_for (fixture, has_picture, "the screen stays black");
  expect_word (fixture, "READY=1");
  wait_for (fixture, waits_for_visitors, "there is no waiting screen");
  expect_word (fixture, "WATCHDOG=1");
  // A touch begins a visit.
  kapka_test_x_display_click (kapka_test_desktop_get_display (fixture->desktop), BUTTON_X,
                              BUTTON_Y);
  wait_for (fixture, has_left_waiting, "a touch does nothing");
  kapka_test_program_signal (fixture->session, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (fixture->session, DEADLINE_MS), ==, 0);
  wait_for (fixture, is_empty, "something of the session is left");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/visit", Fixture, NULL, set_up, test_visit, tear_down);
  return g_test_run ();
}
