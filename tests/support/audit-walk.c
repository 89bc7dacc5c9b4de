// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit.h"
#include "contrast.h"
#include "wait.h"

#define DEADLINE_MS 20000

/* More than any screen has; a walk that comes round sooner ends there. */
#define MAX_STEPS 150

/* A page takes Tab for its own fields until it has no more. */
#define PAGE_STEPS 20
#define PAGE_MS 1000

/* A ring lies outside of what it surrounds, and WCAG asks so much of the change. */
#define RING_PIXELS 9
#define RING_CONTRAST 3.0

/* From the edge of a control to the middle of its ring, and to what is beyond. */
#define RING_MIDDLE 4
#define RING_BEYOND 12

typedef struct {
  KapkaTestAudit *audit;
  const char *screen;
  KapkaTestView *before;
  KapkaTestView *now;
  GPtrArray *order;   // The ids of what had the focus, one after another.
  GHashTable *seen;   // Those of them that looked different with it.
  GHashTable *judged; // Those that kept their place, so that it could be seen.
} Walk;

/* The field that a text with the focus is in. */
static int
get_stop (KapkaTestView *view) {
  int focus = kapka_test_view_find_focus (view);
  const KapkaTestWidget *control = NULL;

  if (focus < 0 || kapka_test_view_is_control (kapka_test_view_get (view, (guint)focus)))
    return focus;
  control = kapka_test_view_get_control (view, (guint)focus);
  return control == NULL ? focus : kapka_test_view_find (view, control->id);
}

static const char *
get_stop_id (KapkaTestView *view) {
  int stop = get_stop (view);

  return stop < 0 ? "" : kapka_test_view_get (view, (guint)stop)->id;
}

static gboolean
has_moved_cb (gpointer data) {
  Walk *walk = data;

  g_clear_pointer (&walk->now, kapka_test_view_free);
  walk->now = kapka_test_view_take (kapka_test_audit_get_kiosk (walk->audit));
  return !g_str_equal (get_stop_id (walk->now), get_stop_id (walk->before));
}

static gboolean
is_page (KapkaTestView *view) {
  int stop = get_stop (view);

  return stop >= 0 && g_str_equal (kapka_test_view_get (view, (guint)stop)->type, "WebKitWebView");
}

static void
type_tab (Walk *walk) {
  KapkaTestKiosk *kiosk = kapka_test_audit_get_kiosk (walk->audit);

  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk)), "Tab");
}

/* Keys scroll an area that scrolls. */
static gboolean
is_scrolled (KapkaTestView *view) {
  int stop = get_stop (view);

  return stop >= 0 &&
         g_str_equal (kapka_test_view_get (view, (guint)stop)->type, "GtkScrolledWindow");
}

/* A row of a list is read by who cannot see it, and keys scroll the list by it. */
static gboolean
is_row (KapkaTestView *view) {
  int stop = get_stop (view);

  return stop >= 0 && g_str_equal (kapka_test_view_get (view, (guint)stop)->role, "list-item");
}

static gboolean
press_tab (Walk *walk) {
  gboolean in_page = FALSE;

  g_clear_pointer (&walk->before, kapka_test_view_free);
  walk->before = g_steal_pointer (&walk->now);
  in_page = is_page (walk->before);
  for (guint i = 0; i < (in_page ? PAGE_STEPS : 1); i++) {
    type_tab (walk);
    if (kapka_test_wait_until (has_moved_cb, walk, in_page ? PAGE_MS : DEADLINE_MS))
      return TRUE;
  }
  return FALSE;
}

/* Whether enough pixels around it have changed to be seen: as many as a line along its edge has. */
static gboolean
differs (KapkaTestView *a, KapkaTestView *b, const KapkaTestRect *rect) {
  int changed = 0;

  for (int y = rect->y - RING_PIXELS; y < rect->y + rect->height + RING_PIXELS; y++)
    for (int x = rect->x - RING_PIXELS; x < rect->x + rect->width + RING_PIXELS; x++)
      changed += kapka_test_contrast (kapka_test_view_get_pixel (a, x, y),
                                      kapka_test_view_get_pixel (b, x, y)) >= RING_CONTRAST;
  return changed >= 2 * (rect->width + rect->height);
}

/* What has been scrolled meanwhile has another place, and tells nothing. */
static void
judge_change (Walk *walk, const char *id) {
  int before = kapka_test_view_find (walk->before, id);
  int now = kapka_test_view_find (walk->now, id);
  const KapkaTestWidget *a = NULL;
  const KapkaTestWidget *b = NULL;

  if (before < 0 || now < 0)
    return;
  a = kapka_test_view_get (walk->before, (guint)before);
  b = kapka_test_view_get (walk->now, (guint)now);
  if (a->away || b->away || a->bounds.x != b->bounds.x || a->bounds.y != b->bounds.y)
    return;
  g_hash_table_add (walk->judged, g_strdup (id));
  if (differs (walk->before, walk->now, &b->bounds))
    g_hash_table_add (walk->seen, g_strdup (id));
}

static gboolean
is_stop (const KapkaTestWidget *widget) {
  return kapka_test_view_is_control (widget) && !widget->covered && widget->sensitive &&
         !g_str_equal (widget->type, "KapkaKey");
}

/* The way round ends where it begins: at the first of all. */
static gboolean
is_first (KapkaTestView *view, int stop) {
  for (int i = 0; i < stop; i++)
    if (is_stop (kapka_test_view_get (view, (guint)i)))
      return FALSE;
  return TRUE;
}

static void
judge_stop (Walk *walk) {
  int stop = get_stop (walk->now);
  int before = kapka_test_view_find (walk->now, get_stop_id (walk->before));
  g_autofree char *what = NULL;
  g_autofree char *last = NULL;

  if (stop < 0)
    return;
  what = kapka_test_view_describe (walk->now, (guint)stop);
  if (!kapka_test_view_is_control (kapka_test_view_get (walk->now, (guint)stop)) &&
      !is_page (walk->now) && !is_scrolled (walk->now) && !is_row (walk->now))
    kapka_test_audit_blame (walk->audit, walk->screen, "Tab comes to %s, which does nothing", what);
  if (before < 0 || is_first (walk->now, stop))
    return;
  last = kapka_test_view_describe (walk->now, (guint)before);
  if (stop < before || kapka_test_view_goes_back (walk->now, (guint)before, (guint)stop))
    kapka_test_audit_blame (walk->audit, walk->screen, "Tab goes from %s back to %s", last, what);
}

static gboolean
differ (KapkaTestView *view, int x, int y, int beyond) {
  return kapka_test_contrast (kapka_test_view_get_pixel (view, x, y),
                              kapka_test_view_get_pixel (view, x, beyond)) >= RING_CONTRAST;
}

/* Above and below, where it is straight. */
static gboolean
has_ring (KapkaTestView *view, const KapkaTestRect *rect) {
  int bottom = rect->y + rect->height;
  int seen = 0;

  for (int x = rect->x; x < rect->x + rect->width; x++)
    seen += differ (view, x, rect->y - RING_MIDDLE, rect->y - RING_BEYOND) +
            differ (view, x, bottom + RING_MIDDLE, bottom + RING_BEYOND);
  return seen >= rect->width;
}

/* It may be there already, by an earlier key; if not, the first key makes it. */
static gboolean
shows_focus_cb (gpointer data) {
  Walk *walk = data;
  int stop = 0;

  g_clear_pointer (&walk->now, kapka_test_view_free);
  walk->now = kapka_test_view_take (kapka_test_audit_get_kiosk (walk->audit));
  stop = get_stop (walk->now);
  return stop >= 0 && has_ring (walk->now, &kapka_test_view_get (walk->now, (guint)stop)->bounds);
}

static gboolean
was_met (Walk *walk, const char *id) {
  return g_ptr_array_find_with_equal_func (walk->order, id, g_str_equal, NULL);
}

static guint
count_stops (KapkaTestView *view) {
  guint count = 0;

  for (guint i = 0; i < kapka_test_view_get_length (view); i++)
    count += is_stop (kapka_test_view_get (view, i));
  return count;
}

/* A screen that goes away by itself, as goodbye does, may be gone as soon as it has been seen. */
static void
look_at_one (Walk *walk) {
  type_tab (walk);
  if (!kapka_test_wait_until (shows_focus_cb, walk, DEADLINE_MS))
    kapka_test_audit_blame (walk->audit, walk->screen, "its one control does not show the focus");
}

/* From the first control, wherever the focus was, so that the way round begins at its beginning. */
static void
go_round (Walk *walk) {
  while (walk->order->len < MAX_STEPS) {
    g_autofree char *last = g_strdup (get_stop_id (walk->now));
    gboolean came_round = FALSE;

    if (!press_tab (walk)) {
      kapka_test_audit_blame (walk->audit, walk->screen, "Tab leads nowhere");
      return;
    }
    came_round = was_met (walk, get_stop_id (walk->now));
    judge_change (walk, last);
    judge_change (walk, get_stop_id (walk->now));
    if (came_round)
      return;
    if (walk->order->len > 0 && get_stop (walk->now) > 0 && !g_str_equal (last, ""))
      judge_stop (walk);
    g_ptr_array_add (walk->order, g_strdup (get_stop_id (walk->now)));
  }
}

static void
judge_all (Walk *walk) {
  for (guint i = 0; i < kapka_test_view_get_length (walk->now); i++) {
    const KapkaTestWidget *widget = kapka_test_view_get (walk->now, i);
    g_autofree char *what = kapka_test_view_describe (walk->now, i);

    if (!is_stop (widget))
      continue;
    if (!was_met (walk, widget->id))
      kapka_test_audit_blame (walk->audit, walk->screen, "Tab does not come to %s", what);
    else if (g_hash_table_contains (walk->judged, widget->id) &&
             !g_hash_table_contains (walk->seen, widget->id))
      kapka_test_audit_blame (walk->audit, walk->screen, "%s does not show that it has the focus",
                              what);
  }
}

void
kapka_test_audit_walk (KapkaTestAudit *audit, const char *screen) {
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { audit, screen, NULL, NULL, order, seen, judged };

  walk.now = kapka_test_view_take (kapka_test_audit_get_kiosk (audit));
  if (count_stops (walk.now) == 1) {
    look_at_one (&walk);
  } else {
    go_round (&walk);
    judge_all (&walk);
  }
  g_clear_pointer (&walk.before, kapka_test_view_free);
  g_clear_pointer (&walk.now, kapka_test_view_free);
}
