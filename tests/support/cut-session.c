// SPDX-License-Identifier: GPL-3.0-or-later
#include "cut-session.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BLOCK_BYTES 16384
#define N_WAYS 2

/* From each end the bytes of one way come. */
typedef struct {
  int ends[N_WAYS];
  int closing_fd;
  const KapkaTestFate *fate; /* (nullable) */
  KapkaTestCountBytes count;
  gpointer data;
  guint64 passed[N_WAYS];
  gboolean ended[N_WAYS];
  gboolean cut;
} Session;

/* Returns FALSE when the other side has gone. */
static gboolean
forward (Session *session, KapkaTestWay way, const char *bytes, gsize length) {
  for (gsize sent = 0; sent < length;) {
    ssize_t more =
        TEMP_FAILURE_RETRY (send (session->ends[!way], bytes + sent, length - sent, MSG_NOSIGNAL));

    if (more < 0)
      return FALSE;
    sent += (gsize)more;
    session->passed[way] += (gsize)more;
    session->count (way, (gsize)more, session->data);
  }
  return TRUE;
}

/* Has the kernel say at the end of @fd that the connection is no more. */
static void
prepare_reset (int fd) {
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
}

/* Holds the connection without reading, until the kiosk or the test leaves. */
static void
stall (Session *session) {
  struct pollfd fds[] = {
    { .fd = session->ends[KAPKA_TEST_WAY_REQUEST], .events = POLLRDHUP },
    { .fd = session->closing_fd, .events = POLLIN },
  };

  TEMP_FAILURE_RETRY (poll (fds, G_N_ELEMENTS (fds), -1));
}

/* Returns FALSE when the connection is over. */
static gboolean
meet_fate (Session *session) {
  KapkaTestCut cut = session->fate->cut;

  session->cut = TRUE;
  if (cut == KAPKA_TEST_CUT_STALL)
    stall (session);
  for (int way = 0; way < N_WAYS; way++)
    if (cut == KAPKA_TEST_CUT_RESET)
      prepare_reset (session->ends[way]);
    else if (cut == KAPKA_TEST_CUT_CLOSE)
      shutdown (session->ends[way], SHUT_WR);
  return cut == KAPKA_TEST_CUT_CLOSE;
}

static gboolean
pass (Session *session, KapkaTestWay way, const char *bytes, gsize length) {
  const KapkaTestFate *fate = session->fate;

  // Closed politely: what still comes goes nowhere.
  if (session->cut)
    return TRUE;
  if (fate == NULL || fate->way != way || session->passed[way] + length <= fate->after)
    return forward (session, way, bytes, length);
  return forward (session, way, bytes, fate->after - session->passed[way]) && meet_fate (session);
}

/* Carries what came at one end. A kiosk that closes its end wants no answer any more.
 *
 * Returns FALSE when the connection is over. */
static gboolean
carry (Session *session, KapkaTestWay way) {
  char block[BLOCK_BYTES];
  ssize_t length = TEMP_FAILURE_RETRY (recv (session->ends[way], block, sizeof block, 0));

  if (length > 0)
    return pass (session, way, block, (gsize)length);
  session->ended[way] = TRUE;
  shutdown (session->ends[!way], SHUT_WR);
  return length == 0 && way == KAPKA_TEST_WAY_ANSWER;
}

static gboolean
carry_once (Session *session) {
  struct pollfd fds[] = {
    { .fd = session->ended[0] ? -1 : session->ends[0], .events = POLLIN },
    { .fd = session->ended[1] ? -1 : session->ends[1], .events = POLLIN },
    { .fd = session->closing_fd, .events = POLLIN },
  };

  TEMP_FAILURE_RETRY (poll (fds, G_N_ELEMENTS (fds), -1));
  if (fds[N_WAYS].revents != 0)
    return FALSE;
  for (int way = 0; way < N_WAYS; way++)
    if (fds[way].revents != 0 && !carry (session, (KapkaTestWay)way))
      return FALSE;
  return TRUE;
}

gboolean
kapka_test_cut_session_carry (GSocket *kiosk,
                              GSocket *there,
                              const KapkaTestFate *fate,
                              int closing_fd,
                              KapkaTestCountBytes count,
                              gpointer data) {
  Session session = {
    .ends = { g_socket_get_fd (kiosk), g_socket_get_fd (there) },
    .closing_fd = closing_fd,
    .fate = fate,
    .count = count,
    .data = data,
  };

  while (carry_once (&session))
    ;
  return session.cut;
}
