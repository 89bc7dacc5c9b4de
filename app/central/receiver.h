// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "central/message.h"
#include "central/store.h"

/** Uploads in one transaction, at most (sync.md §5.2). */
#define KAPKA_RECEIVER_MAX_BATCH 256

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

/** @store, @clock, @limits: borrowed, and must outlive the receiver. */
KapkaReceiver *kapka_receiver_new (KapkaStore *store, KapkaClock *clock, KapkaLimits *limits);
void kapka_receiver_free (KapkaReceiver *receiver);

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
