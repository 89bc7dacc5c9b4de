// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crowd.h"

/** KapkaLoadProgress: how far a load is, for other threads; atomic. */
typedef struct {
  gint n_acked;
  gint n_refused;
  gint stop; /* set by others: ends it at once */
} KapkaLoadProgress;

/**
 * KapkaLoad: uploads of a crowd on their way to a receiver, over connections that are kept. What is
 * not acked is sent again, until it is.
 */
typedef struct {
  const KapkaCrowd *crowd;
  const char *socket; /* path of the receiver's unix socket */
  guint n_connections;
  guint64 first;     /* number of the first upload */
  guint64 n_uploads; /* ends when so many are acked; 0: when the time is over */
  double seconds;    /* ends then in any case */
  double rate;       /* uploads that begin in a second, whatever becomes of them; 0: as many as the
                        connections carry */
  KapkaLoadProgress *progress; /* (nullable) */
} KapkaLoad;

/** KapkaLoadResult: what became of them. */
typedef struct {
  guint64 n_acked;
  guint64 n_refused; /* 503 with a Retry-After, and 429 */
  guint64 n_lost;    /* connections that were refused or cut */
  guint64 n_wrong;   /* any other answer */
  char *wrong;       /* (nullable): the last of those */
  double seconds;
  GArray *latencies; /* of double: milliseconds from when an upload was due to its ack */
  GArray *acked;     /* of guint64: numbers of the uploads that were acked */
} KapkaLoadResult;

/** Sends all of it. From one thread. */
void kapka_load_run (const KapkaLoad *load, KapkaLoadResult *result);
void kapka_load_result_clear (KapkaLoadResult *result);

/** Returns: the latency below which @percent of the acks came; sorts them */
double kapka_load_result_percentile (KapkaLoadResult *result, double percent);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaLoadResult, kapka_load_result_clear)
