// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bad-server.h"

/**
 * kapka_test_bad_answer_make:
 * @text: a good answer of a receiver to an upload
 * @mood: what is to be wrong with it
 *
 * Returns: (transfer full): an answer that a kiosk must not take for what it says
 */
char *kapka_test_bad_answer_make (const char *text, KapkaTestMood mood);

/** Adds to @words (char* → count) how often each word of a day is in the answer @text, which may be
 * none to an upload. */
void kapka_test_bad_answer_count_words (const char *text, GHashTable *words);
