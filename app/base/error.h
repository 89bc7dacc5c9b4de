// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#define KAPKA_ERROR (kapka_error_quark ())

/**
 * KapkaError:
 * The one error domain of Kapka. Foreign errors are translated into it where they enter, so that a
 * caller can act on the code alone.
 */
typedef enum {
  KAPKA_ERROR_USAGE,     // The command line is wrong.
  KAPKA_ERROR_DATA,      // Input is not what it should be: JSON, PDF, key file, value out of range.
  KAPKA_ERROR_NOT_FOUND, // A file or a record that has to be there is not.
  KAPKA_ERROR_INTERNAL,  // A mistake in Kapka itself.
  KAPKA_ERROR_IO,        // The disk reads or writes with errors.
  KAPKA_ERROR_FULL,      // No space left.
  KAPKA_ERROR_READ_ONLY, // The place may not be written.
  KAPKA_ERROR_CORRUPT,   // A journal that is damaged or is not a journal.
  KAPKA_ERROR_NEWER,     // A journal written by a newer Kapka.
  KAPKA_ERROR_BUSY,      // Somebody else holds the lock for too long.
  KAPKA_ERROR_NETWORK,   // The other side cannot be reached, for now.
  KAPKA_ERROR_PROTOCOL,  // The other side is not what it should be.
  KAPKA_ERROR_DENIED,    // The other side or the system does not let us.
  KAPKA_ERROR_CONFIG,    // The configuration does not allow it.
} KapkaError;

GQuark kapka_error_quark (void);

/**
 * kapka_error_exit_code:
 * @error: (nullable): an error, or %NULL for success
 *
 * Returns: the exit code of a program that ends because of @error, after sysexits(3); 70
 * (EX_SOFTWARE) for a foreign domain.
 */
int kapka_error_exit_code (const GError *error);

/**
 * kapka_error_from_errno:
 * @saved_errno: errno of a failed system call
 *
 * Returns: the code that tells the caller what can be done about it.
 */
KapkaError kapka_error_from_errno (int saved_errno);

/**
 * kapka_error_set_errno:
 * @saved_errno: errno of a failed system call
 * @path: what it failed at
 *
 * Sets the error of kapka_error_from_errno() with the text `PATH: REASON`.
 *
 * Returns: %FALSE, for whoever returns it.
 */
gboolean kapka_error_set_errno (GError **error, int saved_errno, const char *path);

/**
 * kapka_error_set_text:
 * @text: what is wrong, in the words of the user
 *
 * Sets an error of @code with @text as it is.
 *
 * Returns: %FALSE, for whoever returns it.
 */
gboolean kapka_error_set_text (GError **error, KapkaError code, const char *text);
