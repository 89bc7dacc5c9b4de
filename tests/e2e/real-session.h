// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestSession: the session as a kiosk has it, in a display of its own: kapka-session, the real
 * compositor cage, the guard and the kiosk, as a user without rights. systemd's part, a socket for
 * sd_notify(3), is played by the test. The programs are named by KAPKA, KAPKA_GUARD and
 * KAPKA_SESSION.
 */
typedef struct _KapkaTestSession KapkaTestSession;

/** Returns: (transfer full): a session that is not started yet. */
KapkaTestSession *kapka_test_session_new (void);

/** kapka_test_session_free: @session: (nullable) (transfer full): killed and removed */
void kapka_test_session_free (KapkaTestSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestSession, kapka_test_session_free)

void kapka_test_session_start (KapkaTestSession *session);

/** Waits until the screen is not black any more. */
void kapka_test_session_wait_picture (KapkaTestSession *session);

/** Waits until the kiosk waits for visitors. */
void kapka_test_session_wait_kiosk (KapkaTestSession *session);

/** Touches «Коснитесь экрана», and waits until the kiosk has felt it. */
void kapka_test_session_touch (KapkaTestSession *session);

/** Waits until systemd hears @word, as in `READY=1`. */
void kapka_test_session_expect_word (KapkaTestSession *session, const char *word);

/** Ends it as systemd does, and expects exit status 0 and that nothing of it is left. */
void kapka_test_session_stop (KapkaTestSession *session);
