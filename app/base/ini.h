// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/problems.h"

/** The largest key file that is read: the longest list of portals is a twentieth of it. */
#define KAPKA_INI_MAX_BYTES (1024 * 1024)

/**
 * KapkaIniGroup:
 * One group of a key file that people write. Reading values is GLib's (g_key_file_get_*); this adds
 * the line of each key, and keeps a mistake within one group from spoiling the others. Each value
 * here can be read by g_key_file_get_string().
 */
typedef struct {
  char *file;
  char *name;
  guint line;
  GKeyFile *keys;    // Holds this one group.
  GHashTable *lines; // Key with its locale suffix → line number.
} KapkaIniGroup;

/**
 * kapka_ini_load:
 * @path: file in GLib key-file form, UTF-8 (a byte order mark is skipped)
 * @problems: (nullable): what is wrong in the file, by line
 *
 * A group with a broken line, a repeated key or a name used before is reported and left out; the
 * others are returned.
 *
 * Returns: (transfer full) (element-type KapkaIniGroup): the good groups in file order, or %NULL
 * when the file as a whole cannot be used (not there, not readable, larger than
 * %KAPKA_INI_MAX_BYTES, not UTF-8), which is reported too.
 */
GPtrArray *kapka_ini_load (const char *path, KapkaProblems *problems);

/**
 * kapka_ini_parse:
 * @path: how problems name the text
 * @text: (array length=length): what a key file would hold; need not end in a zero byte
 *
 * Like kapka_ini_load() for a text that is in memory already, as the data in a GResource are.
 *
 * Returns: (transfer full) (element-type KapkaIniGroup): the good groups in order, or %NULL when
 * the text is not UTF-8, which is reported too.
 */
GPtrArray *
kapka_ini_parse (const char *path, const char *text, gsize length, KapkaProblems *problems);

/** Returns: the line of @key, or that of the group when it is not there. */
guint kapka_ini_group_line (const KapkaIniGroup *group, const char *key);

/** Adds a problem at the line of @key. */
void kapka_ini_group_problem (const KapkaIniGroup *group,
                              KapkaProblems *problems,
                              const char *key,
                              const char *format,
                              ...) G_GNUC_PRINTF (4, 5);

/**
 * kapka_ini_group_check_keys:
 * @known: (array zero-terminated=1): names that have a meaning, without locale suffix
 *
 * Reports each key of @group that is not @known.
 */
void kapka_ini_group_check_keys (const KapkaIniGroup *group,
                                 const char *const *known,
                                 KapkaProblems *problems);
