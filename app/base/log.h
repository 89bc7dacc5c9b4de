// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log-words.h"

// The log of Kapka: one entry a fact, and nothing of a visitor. Under systemd entries go to the
// journal of the system with the fields KAPKA_EVENT and others of log-words.h; elsewhere they are
// lines of standard error.

/**
 * kapka_log_init:
 * @program: a literal, by which the journal of the system finds the entries
 *
 * To be called once, at the beginning of a program. From here on, what libraries say of themselves
 * reaches the journal of the system by the name of the library alone: their texts may tell
 * addresses, names of files and what somebody has typed.
 *
 * Returns: whether standard error is the journal of the system.
 */
gboolean kapka_log_init (const char *program);

/** Returns: whether what is written to the descriptor @fd goes to the journal of the system. */
gboolean kapka_log_is_kept (int fd);

/**
 * kapka_log_shut_streams:
 *
 * For a program whose children are strangers, as web processes are: standard output and standard
 * error lead nowhere from here on, so that nothing that a page makes them say is kept. Entries of
 * the log find the journal of the system by themselves.
 *
 * Returns: a descriptor of the earlier standard error, or -1.
 */
int kapka_log_shut_streams (void);

/** Undoes kapka_log_shut_streams() for a program that takes our place; -1 is nothing to undo. */
void kapka_log_open_streams (int saved);

/** kapka_log_fact: @event: a word of log-words.c; @message: a literal */
void kapka_log_fact (GLogLevelFlags level, const char *event, const char *message);

/**
 * kapka_log_words:
 * @format: `name=value` for each field of log-words.c, with a space between, as in `reason=%s`
 *
 * A value that is not a word by kapka_log_is_word() is kept as `?`.
 */
void kapka_log_words (GLogLevelFlags level,
                      const char *event,
                      const char *message,
                      const char *format,
                      ...) G_GNUC_PRINTF (4, 5);

/**
 * kapka_log_detail:
 * @message: (nullable): a literal
 * @detail: what follows it
 *
 * For texts that are about files of the administrator, the machine or the centre. Never for one in
 * which something of a visitor may be.
 */
void
kapka_log_detail (GLogLevelFlags level, const char *event, const char *message, const char *detail);

/** Prints @detail on standard error for whoever has called the program; when that is the journal of
 * the system, it is an entry there as by kapka_log_detail(). */
void kapka_log_tell (GLogLevelFlags level, const char *event, const char *detail);

/** Keeps the kind of @error, not its text, which may name a file of a visitor. */
void
kapka_log_error (GLogLevelFlags level, const char *event, const char *message, const GError *error);

/** Returns: (transfer full): domain and code of @error, as in `kapka-error:4`. */
char *kapka_log_describe_error (const GError *error);
