// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/published.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"
#include "bundle/bundle.h"

gboolean
kapka_published_read (const char *path, GBytes **out_bytes, GError **error) {
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) failure = NULL;

  *out_bytes = NULL;
  if (fd < 0)
    return errno == ENOENT || kapka_error_set_errno (error, errno, path);
  file = g_mapped_file_new_from_fd (fd, FALSE, &failure);
  close (fd);
  if (file == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", path, failure->message);
    return FALSE;
  }
  *out_bytes = g_mapped_file_get_bytes (file);
  return TRUE;
}

gint64
kapka_published_get_version (GBytes *bytes) {
  gsize size = bytes == NULL ? 0 : g_bytes_get_size (bytes);
  const guint8 *data = size == 0 ? NULL : g_bytes_get_data (bytes, NULL);
  gsize head = size < KAPKA_BUNDLE_PREFIX_BYTES ? 0 : kapka_bundle_head_length (data);
  g_autoptr (KapkaManifest) manifest = NULL;

  if (head > 0 && head <= size)
    manifest =
        kapka_manifest_parse (data + KAPKA_BUNDLE_PREFIX_BYTES,
                              head - KAPKA_BUNDLE_PREFIX_BYTES - KAPKA_SIGNATURE_BYTES, NULL);
  return manifest == NULL ? 0 : manifest->version;
}

static gboolean
write_draft (const char *path, GBytes *bytes, GError **error) {
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean written = fd >= 0 && kapka_durable_write (fd, data, size);
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  if (!written)
    kapka_error_set_errno (error, saved_errno, path);
  return written;
}

gboolean
kapka_published_put (const char *path, GBytes *bytes, GError **error) {
  g_autofree char *draft = g_strconcat (path, ".new", NULL);

  return write_draft (draft, bytes, error) && kapka_durable_rename (draft, path, error);
}
