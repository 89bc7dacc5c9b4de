// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestSlowNames: a name server that answers every question half a minute later, and never with
 * an address.
 */
typedef struct _KapkaTestSlowNames KapkaTestSlowNames;

/**
 * kapka_test_slow_names_new:
 * @dir: an existing directory for its configuration
 *
 * Puts the calling program and all it starts from now on into a network of its own, with only the
 * loopback, and makes the server the one that names are looked up at. Called before any thread is
 * started, and once in a program; it needs the right to (root or CAP_SYS_ADMIN).
 *
 * Returns: (transfer full): the server
 */
KapkaTestSlowNames *kapka_test_slow_names_new (const char *dir);

/** kapka_test_slow_names_free: @names: (nullable) (transfer full): answers no more */
void kapka_test_slow_names_free (KapkaTestSlowNames *names);

/** kapka_test_slow_names_wait_question: waits until something has been looked up */
void kapka_test_slow_names_wait_question (KapkaTestSlowNames *names, guint deadline_ms);
