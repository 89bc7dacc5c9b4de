// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** How much of the beginning of a file tells what it is. */
#define KAPKA_FILE_HEAD_BYTES 8192

/** KapkaFileContent: what the bytes of a file are, whatever its name says. */
typedef enum {
  KAPKA_FILE_CONTENT_OTHER = 0, // Nothing that is taken: programs, scripts, web pages, the unknown.
  KAPKA_FILE_CONTENT_PDF = 1 << 0,
  KAPKA_FILE_CONTENT_ZIP = 1 << 1, // Also the newer office formats.
  KAPKA_FILE_CONTENT_OLE = 1 << 2, // The older office formats, and installers.
  KAPKA_FILE_CONTENT_RTF = 1 << 3,
  KAPKA_FILE_CONTENT_JPEG = 1 << 4,
  KAPKA_FILE_CONTENT_PNG = 1 << 5,
  KAPKA_FILE_CONTENT_GIF = 1 << 6,
  KAPKA_FILE_CONTENT_BMP = 1 << 7,
  KAPKA_FILE_CONTENT_TIFF = 1 << 8,
  KAPKA_FILE_CONTENT_WEBP = 1 << 9,
  KAPKA_FILE_CONTENT_XML = 1 << 10, // But no web page and no drawing, which may hold a script.
  KAPKA_FILE_CONTENT_CMS = 1 << 11, // A signature: CMS in DER, in PEM or in bare base64.
  KAPKA_FILE_CONTENT_TEXT = 1 << 12,
} KapkaFileContent;

/**
 * kapka_file_content_guess:
 * @head: (array length=length): the first %KAPKA_FILE_HEAD_BYTES of the file, or all of a shorter
 * one
 *
 * Returns: what the file is.
 */
KapkaFileContent kapka_file_content_guess (const guint8 *head, gsize length);
