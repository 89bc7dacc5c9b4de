// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaPdfTrait: what a PDF can hold that a blank has no need of. */
typedef enum {
  KAPKA_PDF_JAVASCRIPT = 1 << 0,
  KAPKA_PDF_LAUNCH = 1 << 1,    // Starts a program.
  KAPKA_PDF_SENDS = 1 << 2,     // Sends what is filled in, or takes it from somewhere.
  KAPKA_PDF_FILES = 1 << 3,     // Files in it.
  KAPKA_PDF_MEDIA = 1 << 4,     // Films, sound, three-dimensional things.
  KAPKA_PDF_XFA = 1 << 5,       // A second form in XML, which looks other than the first.
  KAPKA_PDF_ENCRYPTED = 1 << 6, // Also with an empty password.
  KAPKA_PDF_OPAQUE = 1 << 7,    // Objects packed so that nobody can look into them here.
} KapkaPdfTrait;

/**
 * kapka_pdf_scan:
 * @data: (array length=length): a PDF, as hostile as it may be
 *
 * Looks for the names of these things wherever objects can stand: in the file as it is, and in its
 * object streams. It understands no object, so that there is nothing to be led astray; a name
 * within a text counts as well.
 *
 * Returns: a set of #KapkaPdfTrait.
 */
guint kapka_pdf_scan (const guint8 *data, gsize length);
