// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/transport.h"

/** HistoryRequest: a request that outlives its sender: it may be late, or come again. */
typedef struct {
  char *path;
  char *token; // (nullable)
  char *body;  // (nullable)
} HistoryRequest;

HistoryRequest *history_request_new (const KapkaHttpQuestion *question);
HistoryRequest *history_request_copy (const HistoryRequest *request);
void history_request_free (HistoryRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryRequest, history_request_free)

/** Returns: (transfer full) (element-type HistoryRequest): an empty list that owns its elements. */
GPtrArray *history_requests_new (void);

/**
 * history_wire_exchange:
 * @socket: the unix socket of the receiver
 * @requests: (element-type HistoryRequest): what is sent
 *
 * Sends all requests over a connection each before the first answer is read.
 *
 * Returns: (transfer full) (element-type KapkaHttpAnswer): the answers, in the same order; NETWORK
 * where none came.
 */
GPtrArray *history_wire_exchange (const char *socket, GPtrArray *requests);
