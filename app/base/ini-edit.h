// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaIniEdit:
 * The lines of a key file while values of it are changed. Everything else stays as a person wrote
 * it: comments, order, empty lines, also what is wrong.
 */
typedef GPtrArray KapkaIniEdit;

/** Returns: (transfer full): the lines of @text; free with g_ptr_array_unref(). */
KapkaIniEdit *kapka_ini_edit_new (const char *text);

/** Writes @key of @group, with or without a language in brackets; both are made where they are not
 * there yet, a key at the end of its group. */
void kapka_ini_edit_set (KapkaIniEdit *edit, const char *group, const char *key, const char *value);

/** Returns: (transfer full): the text as it is now. */
char *kapka_ini_edit_to_text (KapkaIniEdit *edit);
