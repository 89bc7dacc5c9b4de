// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/pin.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#include "base/error.h"

static gboolean
is_pin (const char *pin) {
  gsize length = strlen (pin);

  return length >= KAPKA_PIN_MIN_DIGITS && length <= KAPKA_PIN_MAX_DIGITS &&
         strspn (pin, "0123456789") == length;
}

/* Whether each digit is the one before it plus the same step of -1, 0 or 1: 1111, 1234, 9876. */
static gboolean
is_easy (const char *pin) {
  int step = pin[1] - pin[0];

  for (gsize i = 1; pin[i] != '\0'; i++)
    if (pin[i] - pin[i - 1] != step)
      return FALSE;
  return ABS (step) <= 1;
}

gboolean
kapka_pin_check_new (const char *pin, GError **error) {
  if (!is_pin (pin))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("a PIN has %d to %d digits"),
                 KAPKA_PIN_MIN_DIGITS, KAPKA_PIN_MAX_DIGITS);
  else if (is_easy (pin))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("this PIN is the first that anybody would try; choose another"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
fail (GError **error) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL,
               _ ("the PIN cannot be checked: not enough memory"));
  return FALSE;
}

char *
kapka_pin_hash (const char *pin, GError **error) {
  char hash[crypto_pwhash_STRBYTES];

  if (sodium_init () >= 0 &&
      crypto_pwhash_str (hash, pin, strlen (pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0)
    return g_strdup (hash);
  fail (error);
  return NULL;
}

gboolean
kapka_pin_is_hash (const char *text) {
  return g_str_has_prefix (text, crypto_pwhash_STRPREFIX) &&
         crypto_pwhash_str_needs_rehash (text, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                         crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

/* EINVAL is how libsodium tells another PIN from a check that could not be made. */
gboolean
kapka_pin_matches (const char *pin, const char *hash, gboolean *out_matches, GError **error) {
  gboolean matches;

  errno = 0;
  matches = sodium_init () >= 0 && crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
  if (!matches && errno != EINVAL)
    return fail (error);
  *out_matches = matches;
  return TRUE;
}
