// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/signing.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/durable.h"
#include "base/error.h"

#define PUBLIC_PREFIX "ed25519:"
#define SECRET_PREFIX "kapka-signing-key:"
#define FILE_MAX_BYTES 256

struct _KapkaSigningKey {
  guint8 secret[crypto_sign_SECRETKEYBYTES]; // The seed, then the public key.
};

KapkaSigningKey *
kapka_signing_key_new (void) {
  KapkaSigningKey *key = g_new0 (KapkaSigningKey, 1);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  if (sodium_init () < 0)
    g_error ("libsodium finds no random numbers");
  crypto_sign_keypair (public_key, key->secret);
  return key;
}

void
kapka_signing_key_free (KapkaSigningKey *key) {
  if (key != NULL)
    sodium_memzero (key, sizeof *key);
  g_free (key);
}

static void
free_secret (char *text) {
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

char *
kapka_signing_key_to_text (const KapkaSigningKey *key) {
  char *seed = kapka_digest_to_base64url (key->secret, crypto_sign_SEEDBYTES);
  char *text = g_strconcat (SECRET_PREFIX, seed, "\n", NULL);

  free_secret (seed);
  return text;
}

static gboolean
write_new_file (const char *path, const char *text, GError **error) {
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean written;
  int saved_errno;

  if (fd < 0)
    return kapka_error_set_errno (error, errno, path);
  written = kapka_durable_write (fd, text, strlen (text));
  saved_errno = errno;
  close (fd);
  return written || kapka_error_set_errno (error, saved_errno, path);
}

gboolean
kapka_signing_key_save (const KapkaSigningKey *key, const char *path, GError **error) {
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  char *text = kapka_signing_key_to_text (key);
  gboolean saved = FALSE;

  g_unlink (draft);
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("%s is there already"), path);
  else
    saved = write_new_file (draft, text, error) && kapka_durable_rename (draft, path, error);
  free_secret (text);
  return saved;
}

static gboolean
check_private (int fd, const char *path, GError **error) {
  struct stat info;

  if (fstat (fd, &info) != 0)
    return kapka_error_set_errno (error, errno, path);
  if (S_ISREG (info.st_mode) && (info.st_mode & 077) == 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
               _ ("%s can be read by others, expected a file of mode 0600"), path);
  return FALSE;
}

/* Reads the beginning of the file into @text, which then ends in a zero byte. */
static gboolean
read_private (const char *path, char text[FILE_MAX_BYTES], GError **error) {
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  gboolean good;

  if (fd < 0)
    return kapka_error_set_errno (error, errno, path);
  good = check_private (fd, path, error);
  if (good && read (fd, text, FILE_MAX_BYTES - 1) < 0)
    good = kapka_error_set_errno (error, errno, path);
  close (fd);
  return good;
}

KapkaSigningKey *
kapka_signing_key_new_from_text (const char *text) {
  g_autoptr (KapkaSigningKey) key = g_new0 (KapkaSigningKey, 1);
  char *line = g_strchomp (g_strdup (text));
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 seed[crypto_sign_SEEDBYTES];
  gboolean good;

  good = g_str_has_prefix (line, SECRET_PREFIX) &&
         kapka_digest_from_base64url (line + strlen (SECRET_PREFIX), seed, sizeof seed);
  if (good)
    crypto_sign_seed_keypair (public_key, key->secret, seed);
  sodium_memzero (seed, sizeof seed);
  free_secret (line);
  return good ? g_steal_pointer (&key) : NULL;
}

KapkaSigningKey *
kapka_signing_key_load (const char *path, GError **error) {
  char text[FILE_MAX_BYTES] = "";
  KapkaSigningKey *key = NULL;

  if (!read_private (path, text, error))
    return NULL;
  key = kapka_signing_key_new_from_text (text);
  sodium_memzero (text, sizeof text);
  if (key == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("%s holds no key, expected what kapka-central catalog key has written"), path);
  return key;
}

char *
kapka_signing_key_get_public (const KapkaSigningKey *key) {
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  g_autofree char *text = NULL;

  crypto_sign_ed25519_sk_to_pk (public_key, key->secret);
  text = kapka_digest_to_base64url (public_key, sizeof public_key);
  return g_strconcat (PUBLIC_PREFIX, text, NULL);
}

void
kapka_signing_key_sign (const KapkaSigningKey *key,
                        const void *data,
                        gsize length,
                        guint8 signature[KAPKA_SIGNATURE_BYTES]) {
  G_STATIC_ASSERT (crypto_sign_BYTES == KAPKA_SIGNATURE_BYTES);

  crypto_sign_detached (signature, NULL, data, length, key->secret);
}

static gboolean
parse_public (const char *text, guint8 public_key[crypto_sign_PUBLICKEYBYTES]) {
  return g_str_has_prefix (text, PUBLIC_PREFIX) &&
         kapka_digest_from_base64url (text + strlen (PUBLIC_PREFIX), public_key,
                                      crypto_sign_PUBLICKEYBYTES) &&
         crypto_core_ed25519_is_valid_point (public_key) == 1;
}

gboolean
kapka_public_key_is_valid (const char *text) {
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  return parse_public (text, public_key);
}

gboolean
kapka_public_key_verify (const char *public_key,
                         const void *data,
                         gsize length,
                         const guint8 signature[KAPKA_SIGNATURE_BYTES]) {
  guint8 bytes[crypto_sign_PUBLICKEYBYTES];

  return parse_public (public_key, bytes) &&
         crypto_sign_verify_detached (signature, data, length, bytes) == 0;
}
