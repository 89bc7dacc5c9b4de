// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

/**
 * KapkaPulse:
 * Whether the web process behind a view still lives. The engine itself notices a process that does
 * not take a touch or a key; a page that loops when nobody touches it is noticed by the pulse, a
 * question that any page answers at once, asked every few seconds. Nothing waits for the answer.
 *
 * A page that shows a question of its own is not hung, and a process that is only starting has more
 * time.
 *
 * Signals:
 *  - `stopped`: the process does not answer.
 *  - `returned`: it answers again.
 *  - `dead`: it has not answered for so long that there is no hope.
 */
#define KAPKA_TYPE_PULSE (kapka_pulse_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPulse, kapka_pulse, KAPKA, PULSE, GObject)

/**
 * kapka_pulse_new:
 * @view: (transfer none): is asked as long as the pulse lives, and outlives it
 *
 * Returns: (transfer full): a pulse.
 */
KapkaPulse *kapka_pulse_new (WebKitWebView *view);

/** kapka_pulse_hold: while @held, the page waits for an answer of the visitor and gives none. */
void kapka_pulse_hold (KapkaPulse *pulse, gboolean held);

/** The visitor wants to wait: `dead` comes that much later. */
void kapka_pulse_be_patient (KapkaPulse *pulse);

/** Begins anew, when another process has taken the place of the one that was asked. */
void kapka_pulse_restart (KapkaPulse *pulse);

/** Returns: whether the process does not answer just now. */
gboolean kapka_pulse_is_stopped (KapkaPulse *pulse);
