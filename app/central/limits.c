// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/limits.h"

/* Above so many buckets those that are full again are forgotten. */
#define MAX_BUCKETS 100000

typedef struct {
  double capacity;
  double per_second;
} Size;

typedef struct {
  double level;
  gint64 updated_ms;
} Bucket;

struct _KapkaLimits {
  GMutex lock;
  GHashTable *buckets; // Kind and key → owned Bucket.
  double token_rate;
};

/* A city may share one address, so an address is limited only in what goes wrong. A kiosk that
 * comes back after a year sends a few dozen requests at once. */
static const Size sizes[] = {
  [KAPKA_LIMIT_TOKEN] = { 0, 0 }, // As the operator says.
  [KAPKA_LIMIT_WRONG_TOKEN] = { 100, 2 },
  [KAPKA_LIMIT_WRONG_CODE] = { 30, 0.2 },
  [KAPKA_LIMIT_ENROLMENT_CODE] = { 10, 0.05 },
};

#define TOKEN_BURST_SECONDS 20

KapkaLimits *
kapka_limits_new (void) {
  KapkaLimits *limits = g_new0 (KapkaLimits, 1);

  g_mutex_init (&limits->lock);
  limits->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  limits->token_rate = KAPKA_LIMITS_TOKEN_RATE;
  return limits;
}

void
kapka_limits_free (KapkaLimits *limits) {
  if (limits == NULL)
    return;
  g_hash_table_unref (limits->buckets);
  g_mutex_clear (&limits->lock);
  g_free (limits);
}

void
kapka_limits_set_token_rate (KapkaLimits *limits, guint per_second) {
  limits->token_rate = per_second;
}

static Size
get_size (const KapkaLimits *limits, KapkaLimitKind kind) {
  if (kind == KAPKA_LIMIT_TOKEN)
    return (Size){ limits->token_rate * TOKEN_BURST_SECONDS, limits->token_rate };
  return sizes[kind];
}

static char *
make_name (KapkaLimitKind kind, const char *key) {
  return g_strdup_printf ("%d %s", (int)kind, key);
}

static void
refill (Bucket *bucket, Size size, gint64 now_ms) {
  double seconds = (double)MAX (now_ms - bucket->updated_ms, 0) / 1000;

  bucket->level = MIN (size.capacity, bucket->level + seconds * size.per_second);
  bucket->updated_ms = now_ms;
}

typedef struct {
  KapkaLimits *limits;
  gint64 now_ms;
} Sweep;

static gboolean
is_full_cb (gpointer key, gpointer value, gpointer user_data) {
  const Sweep *sweep = user_data;
  Size size = get_size (sweep->limits, (KapkaLimitKind)g_ascii_strtoll (key, NULL, 10));
  Bucket *bucket = value;

  refill (bucket, size, sweep->now_ms);
  return bucket->level >= size.capacity;
}

/* A full bucket is as good as none. When all are in use, somebody makes up keys: to forget
 * them all forgives a few, and bounds the memory. */
static void
make_room (KapkaLimits *limits, gint64 now_ms) {
  if (g_hash_table_size (limits->buckets) < MAX_BUCKETS)
    return;
  g_hash_table_foreach_remove (limits->buckets, is_full_cb, &(Sweep){ limits, now_ms });
  if (g_hash_table_size (limits->buckets) > MAX_BUCKETS / 2)
    g_hash_table_remove_all (limits->buckets);
}

static Bucket *
ensure_bucket (KapkaLimits *limits, const char *name, Size size, gint64 now_ms) {
  Bucket *bucket = g_hash_table_lookup (limits->buckets, name);

  if (bucket == NULL) {
    make_room (limits, now_ms);
    bucket = g_new0 (Bucket, 1);
    bucket->level = size.capacity;
    bucket->updated_ms = now_ms;
    g_hash_table_insert (limits->buckets, g_strdup (name), bucket);
  }
  refill (bucket, size, now_ms);
  return bucket;
}

gboolean
kapka_limits_take (KapkaLimits *limits, KapkaLimitKind kind, const char *key, gint64 now_ms) {
  g_autofree char *name = make_name (kind, key);
  Size size = get_size (limits, kind);
  g_autoptr (GMutexLocker) locker = NULL;
  Bucket *bucket;

  if (size.per_second <= 0)
    return TRUE;
  locker = g_mutex_locker_new (&limits->lock);
  bucket = ensure_bucket (limits, name, size, now_ms);
  if (bucket->level < 1)
    return FALSE;
  bucket->level -= 1;
  return TRUE;
}

void
kapka_limits_give_back (KapkaLimits *limits, KapkaLimitKind kind, const char *key) {
  g_autofree char *name = make_name (kind, key);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limits->lock);
  Bucket *bucket = g_hash_table_lookup (limits->buckets, name);

  if (bucket != NULL)
    bucket->level = MIN (get_size (limits, kind).capacity, bucket->level + 1);
}
