// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/demo-visit.h"

#include "kapkactl/demo-calendar.h"

#define USER_SHARE 0.88       // Of visits; the others only look around.
#define FURTHER_REQUESTS 1.06 // Mean beyond the first: 2.06 requests per user.
#define MAX_REQUESTS 8
#define ASSISTED_SHARE 0.35
#define DOCUMENT_SHARE 0.6 // Of openings behind s5 that end with a document.
#define PRINT_SHARE 0.5    // Of documents.
#define IDLE_MS (2 * 60 * 1000)

/* Requests by service, s1…s6, of the report of 2018. */
static const double service_weights[KAPKA_N_SERVICES] = { 5823, 1461, 15559, 4464, 7735, 2505 };

static const struct {
  const char *code;
  double weight;
} languages[] = { { "ru", 0.92 }, { "udm", 0.06 }, { "en", 0.02 } };

static const struct {
  KapkaEndReason reason;
  double weight;
} endings[] = {
  { KAPKA_END_FINISHED, 0.72 }, { KAPKA_END_IDLE, 0.23 },  { KAPKA_END_LIMIT, 0.02 },
  { KAPKA_END_STAFF, 0.02 },    { KAPKA_END_CRASH, 0.01 },
};

static gboolean
happens (GRand *random, double share) {
  return g_rand_double (random) < share;
}

static void
pass_seconds (const KapkaDemoVisit *play, gint32 least, gint32 most) {
  KapkaInstant now;

  kapka_clock_now (play->clock, &now);
  kapka_clock_set_utc_ms (play->clock,
                          now.utc_ms + g_rand_int_range (play->random, least * 1000, most * 1000));
}

/* Draws one of the tiles behind the door @service that this visit has not used there yet: the first
 * on the screen are used most. */
static const KapkaTile *
draw_tile (const KapkaDemoVisit *play, const char *service, GHashTable *used) {
  g_autoptr (GPtrArray) tiles = kapka_catalog_list_door (play->catalog, service);
  gboolean wants_form = g_str_equal (service, "s4");
  g_autofree double *weights = g_new0 (double, tiles->len + 1);
  double sum = 0.0;

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);
    g_autofree char *name = g_strdup_printf ("%s %s", service, tile->id);

    if ((tile->kind == KAPKA_TILE_FORM) == wants_form && !g_hash_table_contains (used, name))
      weights[i] = 1.0 / (i + 1);
    sum += weights[i];
  }
  if (sum <= 0.0)
    return NULL;
  return g_ptr_array_index (tiles, kapka_demo_draw_weighted (play->random, weights, tiles->len));
}

static void
use_portal (const KapkaDemoVisit *play,
            KapkaVisit *visit,
            const KapkaTile *tile,
            const char *door) {
  kapka_visit_portal_opened (visit, tile, door);
  if (!g_str_equal (door, "s5") || !happens (play->random, DOCUMENT_SHARE))
    return;
  pass_seconds (play, 60, 300);
  kapka_visit_touch (visit);
  kapka_visit_document_received (visit, tile);
  if (happens (play->random, PRINT_SHARE))
    kapka_visit_document_printed (visit, tile, (guint)g_rand_int_range (play->random, 1, 4), 1);
}

static void
print_form (const KapkaDemoVisit *play, KapkaVisit *visit, const KapkaTile *tile) {
  guint pages = (guint)g_rand_int_range (play->random, 1, 3);
  guint copies = happens (play->random, 0.25) ? 2 : 1;

  kapka_visit_form_printed (visit, tile, pages, copies);
}

static void
make_request (const KapkaDemoVisit *play, KapkaVisit *visit, GHashTable *used) {
  guint index = kapka_demo_draw_weighted (play->random, service_weights, KAPKA_N_SERVICES);
  const char *service = kapka_catalog_get_service (play->catalog, index)->id;
  const KapkaTile *tile = draw_tile (play, service, used);

  pass_seconds (play, 20, 240);
  if (tile == NULL)
    return;
  kapka_visit_touch (visit);
  g_hash_table_add (used, g_strdup_printf ("%s %s", service, tile->id));
  if (tile->kind == KAPKA_TILE_FORM)
    print_form (play, visit, tile);
  else
    use_portal (play, visit, tile, service);
}

static void
make_requests (const KapkaDemoVisit *play, KapkaVisit *visit) {
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint count = MIN (1 + kapka_demo_draw_count (play->random, FURTHER_REQUESTS), MAX_REQUESTS);

  for (guint i = 0; i < count; i++)
    make_request (play, visit, used);
}

static void
draw_language (const KapkaDemoVisit *play, KapkaVisit *visit) {
  double weights[G_N_ELEMENTS (languages)];

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    weights[i] = languages[i].weight;
  kapka_visit_set_language (
      visit,
      languages[kapka_demo_draw_weighted (play->random, weights, G_N_ELEMENTS (weights))].code);
}

static void
end_visit (const KapkaDemoVisit *play, KapkaVisit *visit) {
  double weights[G_N_ELEMENTS (endings)];
  KapkaEndReason reason;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    weights[i] = endings[i].weight;
  reason = endings[kapka_demo_draw_weighted (play->random, weights, G_N_ELEMENTS (weights))].reason;
  kapka_visit_set_assisted (visit, happens (play->random, ASSISTED_SHARE));
  if (reason == KAPKA_END_IDLE)
    pass_seconds (play, IDLE_MS / 1000, IDLE_MS / 1000 + 1);
  else
    kapka_visit_touch (visit);
  kapka_visit_end (visit, reason);
}

gint64
kapka_demo_visit_play (const KapkaDemoVisit *play, gint64 start_utc_ms, gboolean power_cut) {
  g_autoptr (KapkaVisit) visit = NULL;
  KapkaInstant now;

  kapka_clock_set_utc_ms (play->clock, start_utc_ms);
  visit = kapka_visit_new (play->clock, play->sink, play->user_data);
  draw_language (play, visit);
  if (happens (play->random, USER_SHARE))
    make_requests (play, visit);
  else
    pass_seconds (play, 10, 120);
  if (!power_cut)
    end_visit (play, visit);
  kapka_clock_now (play->clock, &now);
  return now.utc_ms;
}
