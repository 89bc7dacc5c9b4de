// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestBadServer: what may stand in the place of the central library. It passes requests on to
 * a real receiver and its answers back, and can be told to misbehave in between. It answers from a
 * thread of its own, also while the test waits, and knows nothing of what a receiver has to do.
 */
typedef struct _KapkaTestBadServer KapkaTestBadServer;

/** KapkaTestMood: how requests are answered. */
typedef enum {
  KAPKA_TEST_MOOD_FAITHFUL, /* As the receiver answers. */
  KAPKA_TEST_MOOD_NO_MAC,
  KAPKA_TEST_MOOD_WRONG_MAC,
  KAPKA_TEST_MOOD_WRONG_REQUEST_ID,
  KAPKA_TEST_MOOD_WRONG_RECEIVER_ID, /* Signed with a key that the receiver does not have. */
  KAPKA_TEST_MOOD_DUPLICATE_KEYS,    /* This and the next five are signed with the right key. */
  KAPKA_TEST_MOOD_DEEP,
  KAPKA_TEST_MOOD_NAN,
  KAPKA_TEST_MOOD_WRONG_TYPE,
  KAPKA_TEST_MOOD_LEAVE_OUT_A_DAY,
  KAPKA_TEST_MOOD_OTHER_DIGEST,
  KAPKA_TEST_MOOD_STALE,    /* The first day is held at a higher revision. */
  KAPKA_TEST_MOOD_REJECTED, /* The first day is not taken, the others are. */
  KAPKA_TEST_MOOD_CONFLICT, /* The first day is held at this revision, with other counts. */
  KAPKA_TEST_MOOD_CANNED,   /* What kapka_test_bad_server_set_canned() says; the receiver is not
                               asked. */
  KAPKA_TEST_MOOD_CUT_WITH_LENGTH,    /* Half of the announced answer. */
  KAPKA_TEST_MOOD_WITHOUT_LENGTH,     /* Whole; its end is that of the connection. */
  KAPKA_TEST_MOOD_CUT_WITHOUT_LENGTH, /* The same with no length announced. */
  KAPKA_TEST_MOOD_FLOOD,              /* 2 GB; the receiver is not asked. */
  KAPKA_TEST_MOOD_HEADER_FLOOD,       /* The same as one header after another. */
  KAPKA_TEST_MOOD_DRIP,      /* The receiver stores; then a byte of a header ten times a second. */
  KAPKA_TEST_MOOD_SILENT,    /* The receiver stores; then nothing. */
  KAPKA_TEST_MOOD_TOO_LARGE, /* 413 for every request with more than 2 days. */
} KapkaTestMood;

/**
 * kapka_test_bad_server_new:
 * @socket: (nullable): path of the socket of a receiver; %NULL when it is never asked
 * @token: (nullable): of the kiosk, so that bad answers are signed like good ones
 *
 * Starts at a free port of 127.0.0.1; fails the test when it cannot.
 *
 * Returns: (transfer full): the server, in the mood %KAPKA_TEST_MOOD_FAITHFUL
 */
KapkaTestBadServer *kapka_test_bad_server_new (const char *socket, const char *token);

/** kapka_test_bad_server_free: @centre: (nullable) (transfer full): stopped, connections cut */
void kapka_test_bad_server_free (KapkaTestBadServer *centre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestBadServer, kapka_test_bad_server_free)

/** kapka_test_bad_server_get_url: Returns: its address, as in `http://127.0.0.1:4711/` */
const char *kapka_test_bad_server_get_url (KapkaTestBadServer *centre);

guint kapka_test_bad_server_get_port (KapkaTestBadServer *server);

/**
 * kapka_test_bad_server_set_mood:
 * @mood: how the next requests are answered
 * @times: how many of them, 0 for all; afterwards it is faithful again
 */
void kapka_test_bad_server_set_mood (KapkaTestBadServer *centre, KapkaTestMood mood, guint times);

/**
 * kapka_test_bad_server_set_canned:
 * @status: HTTP status
 * @headers: lines that end in CR LF, or ""
 * @body: the content
 *
 * Sets what %KAPKA_TEST_MOOD_CANNED answers, byte for byte.
 */
void kapka_test_bad_server_set_canned (KapkaTestBadServer *centre,
                                       guint status,
                                       const char *headers,
                                       const char *body);

/** kapka_test_bad_server_count_requests: Returns: how many requests came, to any path */
guint kapka_test_bad_server_count_requests (KapkaTestBadServer *centre);

/** kapka_test_bad_server_count_words: Returns: how many days the receiver has answered with @word,
 * as in `stored` */
guint kapka_test_bad_server_count_words (KapkaTestBadServer *centre, const char *word);

/** kapka_test_bad_server_get_bytes_sent: Returns: bytes of answers that left in a mood of bytes */
guint64 kapka_test_bad_server_get_bytes_sent (KapkaTestBadServer *centre);

/** kapka_test_bad_server_wait_requests: waits until @number requests came; fails the test when they
 * do not come within @deadline_ms */
void
kapka_test_bad_server_wait_requests (KapkaTestBadServer *centre, guint number, guint deadline_ms);

/** kapka_test_bad_server_get_complaint: Returns: (nullable): what was wrong with a request first */
char *kapka_test_bad_server_get_complaint (KapkaTestBadServer *centre);
