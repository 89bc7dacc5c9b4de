// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaTestDir: a directory of one test, readable by its user alone, gone with the test. */
typedef struct _KapkaTestDir KapkaTestDir;

/**
 * kapka_test_dir_new:
 *
 * Makes a new empty directory below the temporary directory. Fails the test when it cannot.
 *
 * Returns: (transfer full): the directory
 */
KapkaTestDir *kapka_test_dir_new (void);

/**
 * kapka_test_dir_free:
 * @dir: (nullable) (transfer full): removed with everything in it; symbolic links in it are
 *   removed and not followed
 */
void kapka_test_dir_free (KapkaTestDir *dir);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestDir, kapka_test_dir_free)

/** kapka_test_dir_get_path: Returns: (transfer none): the absolute path of @dir */
const char *kapka_test_dir_get_path (KapkaTestDir *dir);

/**
 * kapka_test_dir_join:
 * @name: a relative path below @dir, which need not exist
 *
 * Returns: (transfer full): its absolute path
 */
char *kapka_test_dir_join (KapkaTestDir *dir, const char *name);

/**
 * kapka_test_dir_make:
 * @name: a relative path below @dir
 *
 * Makes that directory and the ones above it, for their user alone (mode 0700).
 *
 * Returns: (transfer full): its absolute path
 */
char *kapka_test_dir_make (KapkaTestDir *dir, const char *name);

/**
 * kapka_test_dir_write:
 * @name: a relative path below @dir; missing directories on the way are made
 * @text: the whole content
 *
 * Returns: (transfer full): the absolute path of the file
 */
char *kapka_test_dir_write (KapkaTestDir *dir, const char *name, const char *text);
