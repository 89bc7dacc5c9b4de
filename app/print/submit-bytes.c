// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/submit-bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"

#define PAPER_NAME "paper-XXXXXX.pdf"
#define PAPER_PATTERN "paper-??????.pdf"

static gboolean
write_all (int fd, GBytes *bytes) {
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize done = 0; done < size;) {
    gssize put = write (fd, data + done, size - done);

    if (put < 0 && errno != EINTR)
      return FALSE;
    done += (gsize)MAX (put, 0);
  }
  return TRUE;
}

/* @path: ends in what becomes a name of its own. */
static gboolean
write_file (char *path, GBytes *bytes, GError **error) {
  int fd = g_mkstemp_full (path, O_WRONLY | O_CLOEXEC, 0600);
  gboolean good = fd >= 0 && write_all (fd, bytes);
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  if (!good)
    kapka_error_set_errno (error, saved_errno, path);
  return good;
}

KapkaJobTicket *
kapka_print_submit_bytes (const KapkaPrintOrder *order,
                          GBytes *pdf,
                          const char *runtime_dir,
                          GError **error) {
  g_autofree char *path = g_build_filename (runtime_dir, PAPER_NAME, NULL);
  KapkaPrintOrder whole = *order;
  KapkaJobTicket *ticket = NULL;

  whole.path = path;
  if (write_file (path, pdf, error))
    ticket = kapka_print_submit (&whole, error);
  g_unlink (path);
  return ticket;
}

void
kapka_print_remove_papers (const char *runtime_dir, gint64 before) {
  g_autoptr (GDir) dir = g_dir_open (runtime_dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (runtime_dir, name, NULL);
    GStatBuf info;

    if (g_pattern_match_simple (PAPER_PATTERN, name) && g_lstat (path, &info) == 0 &&
        S_ISREG (info.st_mode) && info.st_mtime < before)
      g_unlink (path);
  }
}
