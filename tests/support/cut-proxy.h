// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTestCutProxy: a stretch of network between a kiosk and whoever it talks to, which can fail
 * at any byte.
 *
 * It listens at a free port of 127.0.0.1 and carries bytes, from threads of its own, so it works
 * while the test waits. It knows nothing of HTTP.
 */
typedef struct _KapkaTestCutProxy KapkaTestCutProxy;

/** KapkaTestWay: which way bytes go. */
typedef enum {
  KAPKA_TEST_WAY_REQUEST, // From the kiosk.
  KAPKA_TEST_WAY_ANSWER,  // To the kiosk.
} KapkaTestWay;

/** KapkaTestCut: how a connection fails. */
typedef enum {
  KAPKA_TEST_CUT_CLOSE, // Both sides are told that nothing more comes (FIN).
  KAPKA_TEST_CUT_RESET, // Both sides are told that the connection is no more (RST).
  KAPKA_TEST_CUT_STALL, // Nobody is told anything.
} KapkaTestCut;

/** KapkaTestFate: what happens to connections, and when. */
typedef struct {
  KapkaTestWay way; // The way whose bytes are counted.
  guint64 after;    // How many of them still pass.
  KapkaTestCut cut; // What happens at the next one.
  guint skip;       // How many connections come through unharmed before.
  guint times;      // How many meet it; 0 for all.
} KapkaTestFate;

/**
 * kapka_test_cut_proxy_new:
 * @target: where the bytes go, an address of the Internet or of this machine
 *
 * Starts to listen; fails the test when it cannot. @target need not be there yet: without it a
 * connection is closed as soon as it is made.
 *
 * Returns: (transfer full): the proxy
 */
KapkaTestCutProxy *kapka_test_cut_proxy_new (GSocketAddress *target);

/** The same for a port of 127.0.0.1. */
KapkaTestCutProxy *kapka_test_cut_proxy_new_for_port (guint port);

/** kapka_test_cut_proxy_free: @proxy: (nullable) (transfer full): all its connections are closed */
void kapka_test_cut_proxy_free (KapkaTestCutProxy *proxy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestCutProxy, kapka_test_cut_proxy_free)

guint kapka_test_cut_proxy_get_port (KapkaTestCutProxy *proxy);

/**
 * kapka_test_cut_proxy_cut:
 * @fate: what connections that come from now on meet
 *
 * With 0 bytes of the answer the whole request has gone through, and with as many bytes as there
 * are, nothing happens.
 */
void kapka_test_cut_proxy_cut (KapkaTestCutProxy *proxy, const KapkaTestFate *fate);

/** kapka_test_cut_proxy_heal: lets all later connections pass */
void kapka_test_cut_proxy_heal (KapkaTestCutProxy *proxy);

/**
 * kapka_test_cut_proxy_go_away:
 *
 * The network is gone: all its connections end and new ones are refused, at the same port, until
 * kapka_test_cut_proxy_come_back().
 */
void kapka_test_cut_proxy_go_away (KapkaTestCutProxy *proxy);

/** kapka_test_cut_proxy_come_back: takes connections again; they meet what was decided for them */
void kapka_test_cut_proxy_come_back (KapkaTestCutProxy *proxy);

/** Returns: how many bytes the newest connection has carried on @way. */
guint64 kapka_test_cut_proxy_get_bytes (KapkaTestCutProxy *proxy, KapkaTestWay way);

/** Returns: how many connections came. */
guint kapka_test_cut_proxy_count_connections (KapkaTestCutProxy *proxy);

/** kapka_test_cut_proxy_wait_connections: waits until @number connections came since the start, and
 * fails the test when they do not within @deadline_ms */
void
kapka_test_cut_proxy_wait_connections (KapkaTestCutProxy *proxy, guint number, guint deadline_ms);

/** Waits until no connection is left. Returns: how many of them were cut. */
guint kapka_test_cut_proxy_count_cuts (KapkaTestCutProxy *proxy);
