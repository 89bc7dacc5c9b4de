// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/visit/trace.h"

/**
 * KapkaProcesses:
 * The trace that the web side of a visit leaves in memory: the processes that this program started.
 * All of them belong to the visit. They have been let go before; who is still there after a moment,
 * because a page keeps it busy or stops it, is killed, and the trace is gone when the kernel says
 * that none is left.
 */
#define KAPKA_TYPE_PROCESSES (kapka_processes_get_type ())
G_DECLARE_FINAL_TYPE (KapkaProcesses, kapka_processes, KAPKA, PROCESSES, GObject)

/**
 * kapka_processes_mark:
 * @place: what tells this kiosk from others on the machine: its state directory
 *
 * Gives every process that this program will start a mark in its environment (`KAPKA_KIOSK`), by
 * which this run and a later one can tell them. Called once, before any is started.
 */
void kapka_processes_mark (const char *place);

/** Returns: (transfer full): the processes that this program, or a run of it that has ended, has
 * started. Those of another kiosk, and those of another run that lives, are none of them. */
KapkaProcesses *kapka_processes_new (void);
