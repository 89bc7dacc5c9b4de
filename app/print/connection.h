// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cups/cups.h>
#include <glib.h>

/* Of this room alone: nobody else sees CUPS. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (http_t, httpClose)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ipp_t, ippDelete)

/**
 * kapka_print_connect:
 * Connects to the print system, which is given a few seconds, and so is each answer of it.
 *
 * Returns: (transfer full): the connection, or %NULL with NETWORK: nobody is there.
 */
http_t *kapka_print_connect (GError **error);

/** Returns: (transfer full): a request about the queue @name. */
ipp_t *kapka_print_request_new (ipp_op_t operation, const char *name);

/**
 * kapka_print_ask:
 * @request: (transfer full): what is asked for
 * @name: the queue that is asked
 * @path: (nullable): a file that goes with it
 *
 * Errors: NOT_FOUND (no such queue or job), NETWORK (no answer came, and nobody knows whether the
 * request arrived), BUSY (it takes no jobs), DENIED, IO.
 *
 * Returns: (transfer full): the answer, or %NULL.
 */
ipp_t *
kapka_print_ask (http_t *http, ipp_t *request, const char *name, const char *path, GError **error);

/** Sets what CUPS has just complained about. Returns: %FALSE. */
gboolean kapka_print_set_error (GError **error, const char *what);
