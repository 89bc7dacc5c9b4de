// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create(2), O_TMPFILE
#include "foreign/foreign.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "foreign/helper.h"

/* Far more than a healthy file takes on a slow machine. */
#define DRAW_SECONDS 20
#define PRINT_SECONDS 120

static void
set_errno_error (GError **error, int saved_errno) {
  g_set_error_literal (error, KAPKA_ERROR, kapka_error_from_errno (saved_errno),
                       g_strerror (saved_errno));
}

static gboolean
check_file (int fd, GError **error) {
  struct stat info;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "It is no file");
    return FALSE;
  }
  if (info.st_size <= KAPKA_FOREIGN_MAX_BYTES)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL, "It is larger than %d bytes",
               KAPKA_FOREIGN_MAX_BYTES);
  return FALSE;
}

/* A pipe or a device would never end; links lead elsewhere. */
static int
open_file (const char *path, GError **error) {
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    set_errno_error (error, errno);
  else if (check_file (fd, error))
    return fd;
  else
    close (fd);
  return -1;
}

/* Memory that the helper fills. Its length is fixed before, so that whoever has taken the helper
 * over can neither take the ground from under its reader nor fill the memory. */
static int
make_paper (gsize length, GError **error) {
  int fd = memfd_create ("drawing", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd >= 0 && ftruncate (fd, (off_t)length) == 0 &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    return fd;
  set_errno_error (error, errno);
  if (fd >= 0)
    close (fd);
  return -1;
}

static KapkaDrawing *
read_paper (int fd, int width, int height, GError **error) {
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  g_autoptr (GBytes) bytes = map == NULL ? NULL : g_mapped_file_get_bytes (map);
  KapkaDrawing *drawing = bytes == NULL ? NULL : kapka_drawing_parse (bytes, width, height);

  if (drawing == NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "It cannot be drawn");
  return drawing;
}

static gboolean
run_drawing (int input,
             int output,
             KapkaForeignView view,
             guint page,
             int width,
             int height,
             GCancellable *cancellable,
             GError **error) {
  g_autofree char *page_text = g_strdup_printf ("%u", page);
  g_autofree char *width_text = g_strdup_printf ("%d", width);
  g_autofree char *height_text = g_strdup_printf ("%d", height);
  const char *const arguments[] = { view == KAPKA_FOREIGN_SLIDE ? "slide" : "sheet", page_text,
                                    width_text, height_text, NULL };

  return kapka_helper_run (arguments, input, output, DRAW_SECONDS, cancellable, error);
}

KapkaDrawing *
kapka_foreign_draw (const char *path,
                    KapkaForeignView view,
                    guint page,
                    int width,
                    int height,
                    GCancellable *cancellable,
                    GError **error) {
  int most_width = CLAMP (width, 1, KAPKA_DRAWING_MAX_SIDE);
  int most_height = CLAMP (height, 1, KAPKA_DRAWING_MAX_SIDE);
  int input = open_file (path, error);
  KapkaDrawing *drawing = NULL;
  int output;

  if (input < 0)
    return NULL;
  output = make_paper (kapka_drawing_get_max_bytes (most_width, most_height), error);
  if (output < 0) {
    close (input);
    return NULL;
  }
  if (run_drawing (input, output, view, page, most_width, most_height, cancellable, error))
    drawing = read_paper (output, most_width, most_height, error);
  close (output);
  return drawing;
}

static gboolean
is_pdf (int fd) {
  char head[5] = "";

  return pread (fd, head, sizeof head, 0) == sizeof head &&
         memcmp (head, "%PDF-", sizeof head) == 0;
}

/* A file without a name; it goes by itself unless it gets one. */
static int
make_nameless (const char *to, GError **error) {
  g_autofree char *directory = g_path_get_dirname (to);
  int fd = open (directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    set_errno_error (error, errno);
  return fd;
}

static gboolean
give_name (int fd, const char *to, GError **error) {
  g_autofree char *itself = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (linkat (AT_FDCWD, itself, AT_FDCWD, to, AT_SYMLINK_FOLLOW) == 0 || errno == EEXIST)
    return TRUE;
  set_errno_error (error, errno);
  return FALSE;
}

static gboolean
run_printing (int input, int output, GCancellable *cancellable, GError **error) {
  static const char *const arguments[] = { "print", NULL };

  if (!kapka_helper_run (arguments, input, output, PRINT_SECONDS, cancellable, error))
    return FALSE;
  if (is_pdf (output))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "It cannot be drawn");
  return FALSE;
}

gboolean
kapka_foreign_make_printable (const char *path,
                              const char *to,
                              GCancellable *cancellable,
                              GError **error) {
  int input = open_file (path, error);
  gboolean made;
  int output;

  if (input < 0)
    return FALSE;
  output = make_nameless (to, error);
  if (output < 0) {
    close (input);
    return FALSE;
  }
  made = run_printing (input, output, cancellable, error) && give_name (output, to, error);
  close (output);
  return made;
}
