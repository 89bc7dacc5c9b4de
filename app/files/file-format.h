// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file-content.h"

/** KapkaFileKind: what a file is to a visitor. */
typedef enum {
  KAPKA_FILE_KIND_PDF,
  KAPKA_FILE_KIND_TEXT,
  KAPKA_FILE_KIND_TABLE,
  KAPKA_FILE_KIND_SLIDES,
  KAPKA_FILE_KIND_PICTURE,
  KAPKA_FILE_KIND_XML,
  KAPKA_FILE_KIND_SIGNATURE,
  KAPKA_FILE_KIND_ARCHIVE,
} KapkaFileKind;

/** KapkaFileFormat: a format in which a portal may give a document. */
typedef struct {
  const char *ending; // Without the dot.
  KapkaFileKind kind;
  guint contents;       // The #KapkaFileContent that such a file may have.
  const char *types[5]; // Media types under which it travels, the right one first.
} KapkaFileFormat;

/**
 * kapka_file_format_find:
 * @name: of a file
 *
 * Returns: (transfer none) (nullable): the format that the last ending of @name means.
 */
const KapkaFileFormat *kapka_file_format_find (const char *name);

/**
 * kapka_file_format_expect:
 * @name: as a portal suggests it
 * @type: (nullable): media type as the portal announces it
 *
 * A first look before a file has come. No ending, and a type that says nothing, leave the answer to
 * the content.
 *
 * Returns: whether such a file may be taken.
 */
gboolean kapka_file_format_expect (const char *name, const char *type);

/**
 * kapka_file_format_judge:
 * @name: as for kapka_file_format_expect()
 * @type: (nullable): as for kapka_file_format_expect()
 * @head: (array length=length): the beginning of the file that came, see kapka_file_content_guess()
 *
 * The content decides, and neither name nor type may contradict it: a program, a script or a web
 * page stays what it is under any name.
 *
 * Returns: (transfer none) (nullable): the format of the file; %NULL when it is not taken.
 */
const KapkaFileFormat *
kapka_file_format_judge (const char *name, const char *type, const guint8 *head, gsize length);
