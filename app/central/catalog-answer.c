// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/catalog-answer.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "bundle/bundle.h"

#define TYPE "application/octet-stream"

static gboolean
read_at (int fd, guint8 *data, gsize size) {
  gsize got = 0;

  while (got < size) {
    gssize n = pread (fd, data + got, size - got, (off_t)got);

    if (n <= 0)
      return FALSE;
    got += (gsize)n;
  }
  return TRUE;
}

/* Returns NULL when the file is no bundle. */
static char *
make_etag (int fd) {
  guint8 prefix[KAPKA_BUNDLE_PREFIX_BYTES];
  gsize length = read_at (fd, prefix, sizeof prefix) ? kapka_bundle_head_length (prefix) : 0;
  g_autofree guint8 *head = g_malloc (length);
  g_autofree char *sha256 = NULL;

  if (length == 0 || !read_at (fd, head, length))
    return NULL;
  sha256 = kapka_digest_sha256_hex (head, length);
  return g_strconcat ("\"", sha256, "\"", NULL);
}

/* A proxy on the way may have made it weak, which for this question is the same (RFC 9110,
 * 13.1.2). */
static gboolean
is_known (const char *if_none_match, const char *etag) {
  g_auto (GStrv) parts = g_strsplit (if_none_match != NULL ? if_none_match : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    const char *part = g_strstrip (parts[i]);

    if (g_str_has_prefix (part, "W/"))
      part += strlen ("W/");
    if (g_str_equal (part, etag) || g_str_equal (part, "*"))
      return TRUE;
  }
  return FALSE;
}

static KapkaResponse *
answer_known (void) {
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  return kapka_response_new (304, TYPE, none);
}

KapkaResponse *
kapka_catalog_answer_new (const char *path, const char *if_none_match) {
  int fd = path == NULL ? -1 : open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_autofree char *etag = NULL;
  KapkaResponse *response;
  struct stat info;

  if (fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) &&
      info.st_size <= KAPKA_BUNDLE_MAX_BYTES)
    etag = make_etag (fd);
  if (etag != NULL && !is_known (if_none_match, etag))
    response = kapka_response_new_from_fd (200, TYPE, g_steal_fd (&fd), (gsize)info.st_size);
  else
    response = etag == NULL ? NULL : answer_known ();
  if (fd >= 0)
    close (fd);
  if (response != NULL)
    kapka_response_add_header (response, "ETag", etag);
  return response;
}
