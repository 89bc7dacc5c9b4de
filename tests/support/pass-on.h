// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaTestAnswer: an answer of HTTP/1.1, taken apart. */
typedef struct {
  guint status;
  char *head; // Status line and headers.
  char *body;
} KapkaTestAnswer;

/**
 * kapka_test_pass_on:
 * @socket: path of the socket of a receiver
 * @method: of the request
 * @path: of the request
 * @authorization: (nullable): its header of this name
 * @body: its content, JSON
 * @length: bytes of @body
 *
 * Asks the receiver and waits for the answer; fails the test when none comes.
 *
 * Returns: (transfer full): what it answered
 */
KapkaTestAnswer *kapka_test_pass_on (const char *socket,
                                     const char *method,
                                     const char *path,
                                     const char *authorization,
                                     const void *body,
                                     gsize length);

/** Returns: (transfer full) (nullable): the value of a header. */
char *kapka_test_answer_get_header (const KapkaTestAnswer *answer, const char *name);

void kapka_test_answer_free (KapkaTestAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestAnswer, kapka_test_answer_free)
