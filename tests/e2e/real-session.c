// SPDX-License-Identifier: GPL-3.0-or-later
#include "real-session.h"

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

struct _KapkaTestSession {
  KapkaTestDir *dir;
  KapkaTestDesktop *desktop;
  KapkaTestProgram *program; // (nullable)
  GSocket *systemd;
  char *config;
};

/* cage does not run as root, and nobody has to be able to write here. */
static void
give_away (const char *path) {
  const struct passwd *nobody = getpwnam ("nobody");

  g_assert_nonnull (nobody);
  if (geteuid () == 0)
    g_assert_cmpint (chown (path, nobody->pw_uid, nobody->pw_gid), ==, 0);
}

static char *
make (KapkaTestSession *self, const char *name) {
  char *path = kapka_test_dir_make (self->dir, name);

  give_away (path);
  return path;
}

static void
listen_as_systemd (KapkaTestSession *self) {
  g_autofree char *path = kapka_test_dir_join (self->dir, "systemd");
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;

  self->systemd = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM,
                                G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (self->systemd, address, FALSE, NULL));
  g_assert_cmpint (chmod (path, 0666), ==, 0);
  g_socket_set_timeout (self->systemd, DEADLINE_MS / 1000);
}

void
kapka_test_session_expect_word (KapkaTestSession *self, const char *word) {
  char text[256];
  gssize length;

  do {
    g_autoptr (GError) error = NULL;

    length = g_socket_receive (self->systemd, text, sizeof text - 1, NULL, &error);
    g_assert_no_error (error);
    text[length] = '\0';
  } while (strcmp (text, word) != 0);
}

KapkaTestSession *
kapka_test_session_new (void) {
  KapkaTestSession *self = g_new0 (KapkaTestSession, 1);
  g_autofree char *state = NULL;
  g_autofree char *runtime = NULL;
  g_autofree char *home = NULL;
  g_autofree char *text = NULL;

  self->dir = kapka_test_dir_new ();
  self->desktop = kapka_test_desktop_new (1280, 1024);
  g_assert_cmpint (chmod (kapka_test_dir_get_path (self->dir), 0755), ==, 0);
  state = make (self, "state");
  runtime = make (self, "run");
  home = make (self, "home");
  text = g_strdup_printf ("[staff]\nask_first_pin=false\n"
                          "[storage]\nstate_dir=%s\nruntime_dir=%s\n",
                          state, runtime);
  self->config = kapka_test_dir_write (self->dir, "kapka.conf", text);
  g_assert_cmpint (chmod (self->config, 0644), ==, 0);
  listen_as_systemd (self);
  return self;
}

void
kapka_test_session_free (KapkaTestSession *self) {
  if (self->program != NULL)
    kapka_test_program_stop (self->program, DEADLINE_MS);
  kapka_test_program_free (self->program);
  g_clear_object (&self->systemd);
  kapka_test_desktop_free (self->desktop);
  kapka_test_dir_free (self->dir);
  g_free (self->config);
  g_free (self);
}

static GStrv
build_environment (KapkaTestSession *self) {
  GStrv environment = g_strdupv ((char **)kapka_test_desktop_get_environment (self->desktop));
  const char *dir = kapka_test_dir_get_path (self->dir);
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
    // Or GIO starts one that outlives the session.
    { "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
  };
  g_autofree char *runtime = g_build_filename (dir, "run", NULL);
  g_autofree char *home = g_build_filename (dir, "home", NULL);
  g_autofree char *notify = g_build_filename (dir, "systemd", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    environment = g_environ_setenv (environment, values[i][0], values[i][1], TRUE);
  environment = g_environ_setenv (environment, "XDG_RUNTIME_DIR", runtime, TRUE);
  environment = g_environ_setenv (environment, "HOME", home, TRUE);
  environment = g_environ_setenv (environment, "NOTIFY_SOCKET", notify, TRUE);
  environment = g_environ_unsetenv (environment, "GDK_BACKEND");
  return g_environ_unsetenv (environment, "AT_SPI_BUS_ADDRESS");
}

static GStrv
build_command (KapkaTestSession *self) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (geteuid () == 0)
    g_strv_builder_add_many (builder, "setpriv", "--reuid=nobody", "--regid=nogroup",
                             "--clear-groups", "--no-new-privs", NULL);
  g_strv_builder_add_many (builder, g_getenv ("KAPKA_SESSION"), "--config", self->config, "--",
                           "--data-dir", g_getenv ("KAPKA_DATA_DIR"), "--alive=4", NULL);
  return g_strv_builder_end (builder);
}

void
kapka_test_session_start (KapkaTestSession *self) {
  g_auto (GStrv) environment = build_environment (self);
  g_auto (GStrv) argv = build_command (self);

  self->program =
      kapka_test_program_start ((const char *const *)argv, (const char *const *)environment);
}

void
kapka_test_session_start_without_screen (KapkaTestSession *self, const char *backend) {
  g_auto (GStrv) environment = build_environment (self);
  g_auto (GStrv) command = build_command (self);
  g_autofree char *line = g_strjoinv (" ", command);
  // A terminal of its own, whose text comes out here.
  const char *const argv[] = { "script", "-qefc", line, "/dev/null", NULL };

  environment = g_environ_setenv (environment, "WLR_BACKENDS", backend, TRUE);
  self->program = kapka_test_program_start (argv, (const char *const *)environment);
}

void
kapka_test_session_wait_line (KapkaTestSession *self, const char *prefix) {
  g_free (kapka_test_program_wait_line (self->program, KAPKA_TEST_STREAM_OUT, prefix, DEADLINE_MS));
}

char *
kapka_test_session_read_state (KapkaTestSession *self, const char *name) {
  g_autofree char *path =
      g_build_filename (kapka_test_dir_get_path (self->dir), "state", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static gboolean
has_picture (gpointer data) {
  KapkaTestSession *self = data;
  int width;
  int height;
  g_autofree guint32 *pixels = kapka_test_x_display_take_pixels (
      kapka_test_desktop_get_display (self->desktop), &width, &height);

  return (pixels[LOW_Y * width + LOW_X] & 0xffffff) != BLACK &&
         (pixels[HIGH_Y * width + HIGH_X] & 0xffffff) != BLACK;
}

/* The button is red. */
static gboolean
waits_for_visitors (gpointer data) {
  KapkaTestSession *self = data;
  int width;
  int height;
  g_autofree guint32 *pixels = kapka_test_x_display_take_pixels (
      kapka_test_desktop_get_display (self->desktop), &width, &height);
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
  KapkaTestSession *self = data;
  g_autofree char *mark =
      g_strdup_printf ("NOTIFY_SOCKET=%s/", kapka_test_dir_get_path (self->dir));
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
wait_for (KapkaTestSession *self, KapkaTestCondition condition, const char *what) {
  if (!kapka_test_wait_until (condition, self, DEADLINE_MS)) {
    g_autofree char *state = kapka_test_program_describe (self->program);

    g_error ("%s: %s", what, state);
  }
}

void
kapka_test_session_wait_picture (KapkaTestSession *self) {
  wait_for (self, has_picture, "the screen stays black");
}

void
kapka_test_session_wait_kiosk (KapkaTestSession *self) {
  wait_for (self, waits_for_visitors, "there is no waiting screen");
}

void
kapka_test_session_touch (KapkaTestSession *self) {
  kapka_test_x_display_click (kapka_test_desktop_get_display (self->desktop), BUTTON_X, BUTTON_Y);
  wait_for (self, has_left_waiting, "a touch does nothing");
}

void
kapka_test_session_stop (KapkaTestSession *self) {
  kapka_test_program_signal (self->program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (self->program, DEADLINE_MS), ==, 0);
  wait_for (self, is_empty, "something of the session is left");
}
