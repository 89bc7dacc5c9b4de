// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/drive-words.h"

#include <glib/gi18n.h>

#include "base/error.h"

const char *
kapka_drive_words_for_error (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    return N_ ("There is not enough space on the flash drive. Please take another one.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return N_ ("The flash drive was taken out. Please put it in again and write once more.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY) ||
      g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED))
    return N_ ("This flash drive can only be read. Please take another one.");
  return N_ ("The flash drive could not be written. Please try another one.");
}
