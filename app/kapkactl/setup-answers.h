// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/problems.h"

/** KapkaSetupAnswers: a file that answers the questions of `setup` when nobody is there, in GLib
 * key-file form. */
typedef struct _KapkaSetupAnswers KapkaSetupAnswers;

/** The group for what kapka.conf has no place for. */
#define KAPKA_SETUP_GROUP "setup"

/**
 * kapka_setup_answers_load:
 * @path: of the file
 * @error: return location
 *
 * Prints each mistake with its line to the standard error: a group or key that is no answer, a
 * broken line. A file with a secret that others may read is told of as well, but used.
 *
 * Errors: DATA.
 *
 * Returns: (transfer full): the answers, or %NULL.
 */
KapkaSetupAnswers *kapka_setup_answers_load (const char *path, GError **error);

void kapka_setup_answers_free (KapkaSetupAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSetupAnswers, kapka_setup_answers_free)

/** kapka_setup_answers_get: Returns: (transfer full) (nullable): the answer; %NULL when there is
 * none, and what is there stays */
char *
kapka_setup_answers_get (const KapkaSetupAnswers *answers, const char *group, const char *key);

/** kapka_setup_answers_note: adds to @problems what is wrong with an answer, at its place */
void kapka_setup_answers_note (const KapkaSetupAnswers *answers,
                               const char *group,
                               const char *key,
                               KapkaProblems *problems,
                               const char *text);

/** kapka_setup_answers_blame: puts the place of the answer before the message of @error */
void kapka_setup_answers_blame (const KapkaSetupAnswers *answers,
                                const char *group,
                                const char *key,
                                GError **error);
