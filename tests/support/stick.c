// SPDX-License-Identifier: GPL-3.0-or-later
#include "stick.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "program.h"

#define DEADLINE_MS 60000
#define SIZE "8M"

/* Of the file system's own tests; no header has them. */
#define EXT4_SHUTDOWN _IOR ('X', 125, guint32)
#define WITHOUT_FLUSHING_THE_LOG 2

struct _KapkaTestStick {
  char *medium;
  char *place;
  GSubprocess *freezer; // (nullable) It is frozen for as long as this one can read.
};

static void
run (const char *const *argv) {
  g_free (kapka_test_program_run (argv, NULL, DEADLINE_MS));
}

KapkaTestStick *
kapka_test_stick_new (const char *medium, const char *place) {
  const char *const argv[] = { "mkfs.ext4", "-q", "-F", medium, SIZE, NULL };
  KapkaTestStick *self = g_new0 (KapkaTestStick, 1);

  run (argv);
  self->medium = g_strdup (medium);
  self->place = g_strdup (place);
  return self;
}

void
kapka_test_stick_free (KapkaTestStick *stick) {
  if (stick == NULL)
    return;
  if (stick->freezer != NULL)
    kapka_test_stick_thaw (stick);
  umount2 (stick->place, MNT_DETACH);
  g_free (stick->medium);
  g_free (stick->place);
  g_free (stick);
}

void
kapka_test_stick_plug_in (KapkaTestStick *stick, const char *options) {
  g_autofree char *all = g_strconcat ("loop,", options, NULL);
  const char *const argv[] = { "mount", "-o", all, stick->medium, stick->place, NULL };
  const char *const again[] = { "mount", "-o", options, stick->place, NULL };

  run (g_str_has_prefix (options, "remount") ? again : argv);
}

void
kapka_test_stick_take_out (KapkaTestStick *stick) {
  g_assert_cmpint (umount2 (stick->place, 0), ==, 0);
}

void
kapka_test_stick_cut (KapkaTestStick *stick) {
  int fd = open (stick->place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  guint32 how = WITHOUT_FLUSHING_THE_LOG;

  g_assert_cmpint (ioctl (fd, EXT4_SHUTDOWN, &how), ==, 0);
  close (fd);
}

void
kapka_test_stick_pull (KapkaTestStick *stick) {
  kapka_test_stick_cut (stick);
  kapka_test_stick_take_out (stick);
}

/* A test that breaks off is not to leave anybody waiting for ever, so that the end of its pipe
 * thaws. */
void
kapka_test_stick_freeze (KapkaTestStick *stick) {
  static const char script[] =
      "fsfreeze --freeze \"$0\" && echo frozen; read line; fsfreeze --unfreeze \"$0\"";
  char answer[sizeof "frozen"] = "";
  g_autoptr (GError) error = NULL;

  stick->freezer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error, "sh", "-c", script, stick->place, NULL);
  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (stick->freezer), answer, sizeof answer - 1,
                           NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "frozen");
}

void
kapka_test_stick_thaw (KapkaTestStick *stick) {
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (stick->freezer), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (stick->freezer, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&stick->freezer);
}

static gint
compare_cb (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
kapka_test_stick_list (KapkaTestStick *stick) {
  g_autoptr (GDir) dir = g_dir_open (stick->place, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "lost+found"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_cb);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}
