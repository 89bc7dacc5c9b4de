// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "central/message.h"
#include "central/store.h"

/** Uploads in one transaction, at most (sync.md §5.2). */
#define KAPKA_RECEIVER_MAX_BATCH 256

/** Where a request comes from, as the web server in front of the receiver says. */
#define KAPKA_ADDRESS_HEADER "X-Real-IP"

/** KapkaLimits: how often one token, one address and one code may ask (sync.md §5.1); shared by
 * threads. */
typedef struct _KapkaLimits KapkaLimits;

/** KapkaWork: a request on its way through the receiver: read and checked, then settled in the
 * store, then answered. */
typedef struct _KapkaWork KapkaWork;

/**
 * KapkaReceiver:
 * What answers requests: a store, a clock and the limits. It knows no socket. One thread at a time.
 */
typedef struct _KapkaReceiver KapkaReceiver;

KapkaLimits *kapka_limits_new (void);
void kapka_limits_free (KapkaLimits *limits);

/** Requests that one token may make in a second, over time; a burst may be 20 times as large. */
#define KAPKA_LIMITS_TOKEN_RATE 10

/** Sets the rate of tokens before the threads start; 0: no limit. */
void kapka_limits_set_token_rate (KapkaLimits *limits, guint per_second);

/** @store, @clock, @limits: borrowed, and must outlive the receiver. */
KapkaReceiver *kapka_receiver_new (KapkaStore *store, KapkaClock *clock, KapkaLimits *limits);
void kapka_receiver_free (KapkaReceiver *receiver);

/** Names the file of the catalogue for the kiosks: (nullable): borrowed; it need not be there. */
void kapka_receiver_set_bundle (KapkaReceiver *receiver, const char *path);

/**
 * kapka_request_refuse_head:
 * @request: a request whose body has not come yet
 *
 * Returns: (transfer full) (nullable): the answer to a request whose head alone is wrong: read in
 * two ways, of unknown length or too long.
 */
KapkaResponse *kapka_request_refuse_head (const KapkaRequest *request);

/**
 * kapka_work_new:
 * @request: (transfer full): what came
 *
 * Reads and checks everything about @request that needs no store. From any thread.
 *
 * Returns: (transfer full): the work; a request that is wrong already has its answer.
 */
KapkaWork *kapka_work_new (KapkaRequest *request, KapkaClock *clock, KapkaLimits *limits);
void kapka_work_free (KapkaWork *work);

/** Returns: whether the answer is there, so that the store need not be asked. */
gboolean kapka_work_is_answered (const KapkaWork *work);

/**
 * kapka_receiver_settle:
 * @works: (array length=n_works): at most %KAPKA_RECEIVER_MAX_BATCH
 *
 * Gives every work its answer; all uploads among them go into one transaction, and an answer that
 * acks exists only after its COMMIT. When the store cannot be used, the answer is 503 with a random
 * Retry-After.
 */
void kapka_receiver_settle (KapkaReceiver *receiver, KapkaWork **works, guint n_works);

/** Returns: (transfer full): the answer of a settled work; only once. */
KapkaResponse *kapka_work_take_response (KapkaWork *work);

/**
 * kapka_receiver_handle:
 * @request: (transfer full): what came
 *
 * The whole way of one request: a function of (method, path, headers, body) and the store.
 *
 * Returns: (transfer full): the answer, always.
 */
KapkaResponse *kapka_receiver_handle (KapkaReceiver *receiver, KapkaRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaLimits, kapka_limits_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReceiver, kapka_receiver_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaWork, kapka_work_free)
