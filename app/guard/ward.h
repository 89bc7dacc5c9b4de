// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaWard:
 * A program that is looked after: it has to come up in time and to say from time to time that it
 * lives, as sd_notify(3) has it, or it is killed with all its processes.
 */
typedef struct _KapkaWard KapkaWard;

typedef struct {
  // It is up; once for each start.
  void (*up) (gpointer user_data);
  // It has ended. @code is that of end-code.h, or 0 when it left by its own will.
  void (*ended) (guint code, gpointer user_data);
} KapkaWardEvents;

/**
 * kapka_ward_new:
 * @argv: (transfer none): NULL-terminated
 * @start_s: how long it may take to come up, in seconds
 * @alive_s: how long it may say nothing, in seconds
 * @events: (transfer none): static
 *
 * Returns: (transfer full) (nullable): not started yet. Errors: those of bind(2).
 */
KapkaWard *kapka_ward_new (const char *const *argv,
                           guint start_s,
                           guint alive_s,
                           const KapkaWardEvents *events,
                           gpointer user_data,
                           GError **error);

/** Starts it, while it does not run. Errors: those of g_spawn_async(). */
gboolean kapka_ward_start (KapkaWard *self, GError **error);

/** Returns: whether it runs. */
gboolean kapka_ward_is_running (const KapkaWard *self);

/** Asks it by SIGTERM to end; as for any end, @ended is called once it has. */
void kapka_ward_stop (KapkaWard *self);

/** Kills it when it runs. @self: (nullable) (transfer full) */
void kapka_ward_free (KapkaWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaWard, kapka_ward_free)
