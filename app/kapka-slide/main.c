// SPDX-License-Identifier: GPL-3.0-or-later
// Draws one slide for the kiosk: kapka-slide FILE PAGE WIDTH HEIGHT writes a KapkaSlideImage to
// standard output. A file may be anything; what it can do ends with this process.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "files/file-content.h"
#include "kapka-slide/page.h"
#include "kapka-slide/picture.h"

#define MAX_BYTES (32 * 1024 * 1024)
#define MAX_MEMORY (1024UL * 1024 * 1024)
#define MAX_CPU_SECONDS 10

static void
limit (int resource, rlim_t value) {
  struct rlimit limits = { value, value };

  setrlimit (resource, &limits);
}

/* It dies with the kiosk, never slows the screen down, and can neither write a file nor grow
 * without end. Under the sanitizers address space is theirs. */
static void
restrict_self (void) {
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  setpriority (PRIO_PROCESS, 0, 10);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MAX_MEMORY);
#endif
  limit (RLIMIT_CPU, MAX_CPU_SECONDS);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
}

/* A pipe or a device would never end; links lead out of the folder. */
static int
open_file (const char *path, GError **error) {
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int saved_errno = errno;
  struct stat info;

  if (fd < 0) {
    g_set_error (error, KAPKA_ERROR, kapka_error_from_errno (saved_errno), "%s: %s", path,
                 g_strerror (saved_errno));
    return -1;
  }
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= MAX_BYTES)
    return fd;
  close (fd);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "%s: not a file of at most %d bytes", path,
               MAX_BYTES);
  return -1;
}

static GBytes *
read_file (const char *path, GError **error) {
  int fd = open_file (path, error);
  guint8 *buffer;
  gsize length = 0;
  gssize n;

  if (fd < 0)
    return NULL;
  buffer = g_malloc (MAX_BYTES);
  while (length < MAX_BYTES && (n = read (fd, buffer + length, MAX_BYTES - length)) > 0)
    length += (gsize)n;
  close (fd);
  return g_bytes_new_take (buffer, length);
}

/* The bytes tell what a file is; a drawing is told by its name, since it is text like others. */
static KapkaSlideImage *
draw (const char *path, guint page, int width, int height, GError **error) {
  g_autoptr (GBytes) bytes = read_file (path, error);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gsize length;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  switch (kapka_file_content_guess (data, MIN (length, KAPKA_FILE_HEAD_BYTES))) {
  case KAPKA_FILE_CONTENT_PDF:
    return kapka_page_draw (path, page, width, height, error);
  case KAPKA_FILE_CONTENT_PNG:
    return kapka_picture_draw ("png", bytes, width, height, error);
  case KAPKA_FILE_CONTENT_JPEG:
    return kapka_picture_draw ("jpeg", bytes, width, height, error);
  default:
    break;
  }
  if (g_str_has_suffix (lower, ".svg"))
    return kapka_picture_draw ("svg", bytes, width, height, error);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "%s: neither PNG, JPEG, SVG nor PDF", path);
  return NULL;
}

static gboolean
parse_number (const char *text, guint max, guint *out_number) {
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL))
    return FALSE;
  *out_number = (guint)number;
  return TRUE;
}

int
main (int argc, char **argv) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaSlideImage) image = NULL;
  guint page;
  guint width;
  guint height;

  if (argc != 5 || !parse_number (argv[2], KAPKA_SLIDE_MAX_PAGES, &page) ||
      !parse_number (argv[3], KAPKA_SLIDE_MAX_SIDE, &width) ||
      !parse_number (argv[4], KAPKA_SLIDE_MAX_SIDE, &height) || width == 0 || height == 0) {
    g_printerr ("usage: kapka-slide FILE PAGE WIDTH HEIGHT\n");
    return EX_USAGE;
  }
  restrict_self ();
  image = draw (argv[1], page, (int)width, (int)height, &error);
  if (image == NULL) {
    g_printerr ("kapka-slide: %s\n", error->message);
    return kapka_error_exit_code (error);
  }
  return kapka_slide_image_write (image, STDOUT_FILENO) ? EX_OK : EX_IOERR;
}
