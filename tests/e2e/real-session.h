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

/** Starts it on a terminal of its own, where the compositor cannot open the screen of @backend: it
 * ends at once over one that it does not know, and waits for a card (`drm`) that does not come. */
void kapka_test_session_start_without_screen (KapkaTestSession *session, const char *backend);

/** Waits for a line of text on the terminal that begins with @prefix. */
void kapka_test_session_wait_line (KapkaTestSession *session, const char *prefix);

/** Returns: (transfer full): the file @name of the state directory, which has to be there. */
char *kapka_test_session_read_state (KapkaTestSession *session, const char *name);

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
