// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/secret-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "staff/private-file.h"

static gboolean
check_file (int fd, const char *name, GError **error) {
  struct stat info;

  if (fstat (fd, &info) != 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", name, g_strerror (errno));
    return FALSE;
  }
  if (!S_ISREG (info.st_mode) || (info.st_mode & 07777) != 0600) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 "%s has mode %o, expected a regular file of mode 0600", name,
                 (guint)info.st_mode & 07777);
    return FALSE;
  }
  return TRUE;
}

static int
open_file (const char *state_dir, const char *name, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, name, NULL);
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  int saved_errno = errno;

  if (fd < 0) {
    g_set_error (error, KAPKA_ERROR,
                 saved_errno == ENOENT ? KAPKA_ERROR_NOT_FOUND : KAPKA_ERROR_CONFIG, "%s: %s", path,
                 g_strerror (saved_errno));
    return -1;
  }
  if (!check_file (fd, name, error)) {
    close (fd);
    return -1;
  }
  return fd;
}

/* Returns how many bytes of the file are in @buffer, -1 on error. */
static gssize
read_file (const char *state_dir, const char *name, char *buffer, gsize size, GError **error) {
  int fd = open_file (state_dir, name, error);
  gssize length = 0;
  gssize got = 1;

  if (fd < 0)
    return -1;
  while (got > 0 && (gsize)length < size) {
    got = read (fd, buffer + length, size - (gsize)length);
    length += MAX (got, 0);
  }
  if (got < 0)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", name, g_strerror (errno));
  close (fd);
  return got < 0 ? -1 : length;
}

KapkaJson *
kapka_secret_file_load (const char *state_dir, const char *name, GError **error) {
  char buffer[KAPKA_SECRET_FILE_MAX_BYTES + 1];
  g_autoptr (GError) mistake = NULL;
  gssize length = read_file (state_dir, name, buffer, sizeof buffer, error);
  KapkaJson *json;

  if (length < 0)
    return NULL;
  json = kapka_json_parse (buffer, (gsize)length, KAPKA_SECRET_FILE_MAX_BYTES, NULL, &mistake);
  explicit_bzero (buffer, sizeof buffer);
  if (json == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG, "%s: %s", name, mistake->message);
  return json;
}

gboolean
kapka_secret_file_save (const KapkaJson *json,
                        const char *state_dir,
                        const char *name,
                        GError **error) {
  g_autofree char *path = g_build_filename (state_dir, name, NULL);
  char *text = kapka_json_to_string (json);
  gboolean good = kapka_private_file_write (path, text, error);

  kapka_secret_free (text);
  return good;
}

gboolean
kapka_secret_file_take (const KapkaJson *json,
                        const char *key,
                        KapkaSecretCheck is_good,
                        char **field,
                        GError **error) {
  const char *text = kapka_json_get_string (json, key, error);

  if (text == NULL)
    return FALSE;
  if (!is_good (text)) {
    // The value stays out of the message: it may be the token.
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "\"%s\" is not what it should be", key);
    return FALSE;
  }
  *field = g_strdup (text);
  return TRUE;
}

gboolean
kapka_secret_is_uuid (const char *text) {
  return g_uuid_string_is_valid (text);
}

gboolean
kapka_secret_is_token (const char *text) {
  guint8 bytes[KAPKA_DIGEST_BYTES];
  gboolean good = kapka_digest_from_base64url (text, bytes, sizeof bytes);

  explicit_bzero (bytes, sizeof bytes);
  return good;
}

gboolean
kapka_secret_is_name (const char *text) {
  return *text != '\0' && strlen (text) <= 64;
}

void
kapka_secret_free (char *secret) {
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
