// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enrolment.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "staff/private-file.h"

#define MAX_BYTES 4096

static gboolean
check_file (int fd, GError **error) {
  struct stat info;

  if (fstat (fd, &info) != 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "enrol.json: %s", g_strerror (errno));
    return FALSE;
  }
  if (!S_ISREG (info.st_mode) || (info.st_mode & 07777) != 0600) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 "enrol.json has mode %o, expected a regular file of mode 0600",
                 (guint)info.st_mode & 07777);
    return FALSE;
  }
  return TRUE;
}

static int
open_file (const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, "enrol.json", NULL);
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  int saved_errno = errno;

  if (fd < 0) {
    g_set_error (error, KAPKA_ERROR,
                 saved_errno == ENOENT ? KAPKA_ERROR_NOT_FOUND : KAPKA_ERROR_CONFIG, "%s: %s", path,
                 g_strerror (saved_errno));
    return -1;
  }
  if (!check_file (fd, error)) {
    close (fd);
    return -1;
  }
  return fd;
}

/* Returns how many bytes of the file are in @buffer, -1 on error. */
static gssize
read_file (const char *state_dir, char *buffer, gsize size, GError **error) {
  int fd = open_file (state_dir, error);
  gssize length = 0;
  gssize got = 1;

  if (fd < 0)
    return -1;
  while (got > 0 && (gsize)length < size) {
    got = read (fd, buffer + length, size - (gsize)length);
    length += MAX (got, 0);
  }
  if (got < 0)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "enrol.json: %s", g_strerror (errno));
  close (fd);
  return got < 0 ? -1 : length;
}

static gboolean
is_token (const char *text) {
  guint8 bytes[KAPKA_DIGEST_BYTES];
  gboolean good = kapka_digest_from_base64url (text, bytes, sizeof bytes);

  explicit_bzero (bytes, sizeof bytes);
  return good;
}

static gboolean
is_known_zone (const char *text) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);

  return zone != NULL;
}

static gboolean
is_code (const char *text) {
  return *text != '\0' && strlen (text) <= 64;
}

static gboolean
take_string (const KapkaJson *json,
             const char *key,
             gboolean (*is_good) (const char *text),
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

static gboolean
is_uuid (const char *text) {
  return g_uuid_string_is_valid (text);
}

static KapkaEnrolment *
read_json (const char *text, gsize length, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, length, MAX_BYTES, NULL, error);
  g_autoptr (KapkaEnrolment) found = g_new0 (KapkaEnrolment, 1);
  gint64 version;

  if (json == NULL || !kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !take_string (json, "install_id", is_uuid, &found->install_id, error) ||
      !take_string (json, "receiver_id", is_uuid, &found->receiver_id, error) ||
      !take_string (json, "token", is_token, &found->token, error) ||
      !take_string (json, "library", is_code, &found->library, error) ||
      !take_string (json, "terminal", is_code, &found->terminal, error) ||
      !take_string (json, "tz", is_known_zone, &found->time_zone, error))
    return NULL;
  if (kapka_json_has (json, "machine_hash") &&
      !take_string (json, "machine_hash", is_code, &found->machine, error))
    return NULL;
  return g_steal_pointer (&found);
}

KapkaEnrolment *
kapka_enrolment_load (const char *state_dir, GError **error) {
  char buffer[MAX_BYTES + 1];
  g_autoptr (GError) mistake = NULL;
  KapkaEnrolment *enrolment;
  gssize length = read_file (state_dir, buffer, sizeof buffer, error);

  if (length < 0)
    return NULL;
  enrolment = read_json (buffer, (gsize)length, &mistake);
  explicit_bzero (buffer, sizeof buffer);
  if (enrolment == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG, "enrol.json: %s", mistake->message);
  return enrolment;
}

void
kapka_enrolment_free (KapkaEnrolment *enrolment) {
  if (enrolment == NULL)
    return;
  if (enrolment->token != NULL)
    explicit_bzero (enrolment->token, strlen (enrolment->token));
  g_free (enrolment->install_id);
  g_free (enrolment->receiver_id);
  g_free (enrolment->token);
  g_free (enrolment->library);
  g_free (enrolment->terminal);
  g_free (enrolment->time_zone);
  g_free (enrolment->machine);
  g_free (enrolment);
}

gboolean
kapka_enrolment_save (const KapkaEnrolment *enrolment, const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, "enrol.json", NULL);
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  char *text;
  gboolean good;

  kapka_json_set_int (json, "v", 1);
  kapka_json_set_string (json, "install_id", enrolment->install_id);
  kapka_json_set_string (json, "token", enrolment->token);
  kapka_json_set_string (json, "receiver_id", enrolment->receiver_id);
  kapka_json_set_string (json, "library", enrolment->library);
  kapka_json_set_string (json, "terminal", enrolment->terminal);
  kapka_json_set_string (json, "tz", enrolment->time_zone);
  if (enrolment->machine != NULL)
    kapka_json_set_string (json, "machine_hash", enrolment->machine);
  text = kapka_json_to_string (json);
  good = kapka_private_file_write (path, text, error);
  explicit_bzero (text, strlen (text));
  g_free (text);
  return good;
}
