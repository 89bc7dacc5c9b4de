// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file-format.h"

/** Returns: (transfer none): what a visitor calls such a file. */
const char *kapka_file_words_kind (KapkaFileKind kind);

/** Returns: (transfer none): name of the pictogram of such a file. */
const char *kapka_file_words_icon (KapkaFileKind kind);

/** Returns: (transfer full): the size as a person reads it. */
char *kapka_file_words_size (guint64 bytes);
