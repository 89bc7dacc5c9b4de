// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/search-results.h"

#include <glib/gi18n.h>

#include "catalog/search.h"
#include "ui/access/announcer.h"
#include "ui/home/tile-button.h"
#include "ui/home/tiles.h"
#include "ui/shell/balanced.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"
#include "ui/shell/wrap-layout.h"

/* More than anybody looks through; who sees so many types another letter. */
#define MAX_HITS 12

struct _KapkaSearchResults {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  KapkaTiles *tiles;

  // Owned
  KapkaSession *session;
  KapkaSearch *search;
  GArray *hits; // Of KapkaSearchHit: those that are shown.
};

G_DEFINE_FINAL_TYPE (KapkaSearchResults, kapka_search_results, GTK_TYPE_WIDGET)

static GtkWidget *
make_button (KapkaSearchResults *self, const KapkaSearchHit *hit) {
  if (hit->service != NULL)
    return kapka_tile_button_new_for_service (self->session, hit->service);
  return kapka_tile_button_new (self->session, hit->tile, hit->tile->services[0]);
}

static gboolean
are_shown (KapkaSearchResults *self, const GArray *hits) {
  if (hits->len != self->hits->len)
    return FALSE;
  for (guint i = 0; i < hits->len; i++) {
    const KapkaSearchHit *shown = &g_array_index (self->hits, KapkaSearchHit, i);
    const KapkaSearchHit *hit = &g_array_index (hits, KapkaSearchHit, i);

    if (shown->tile != hit->tile || shown->service != hit->service)
      return FALSE;
  }
  return TRUE;
}

static void
show_hits (KapkaSearchResults *self) {
  kapka_tiles_clear (self->tiles);
  for (guint i = 0; i < self->hits->len; i++)
    kapka_tiles_append (self->tiles,
                        make_button (self, &g_array_index (self->hits, KapkaSearchHit, i)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
say_number (KapkaSearchResults *self, guint n_hits) {
  g_autofree char *text = g_strdup_printf (_ ("Found: %u"), n_hits);

  kapka_announce (GTK_WIDGET (self), n_hits == 0 ? _ ("Nothing was found") : text);
}

static void
kapka_search_results_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_SEARCH_RESULTS);
  g_clear_object (&KAPKA_SEARCH_RESULTS (object)->session);
  G_OBJECT_CLASS (kapka_search_results_parent_class)->dispose (object);
}

static void
kapka_search_results_finalize (GObject *object) {
  KapkaSearchResults *self = KAPKA_SEARCH_RESULTS (object);

  g_array_unref (self->hits);
  kapka_search_free (self->search);
  G_OBJECT_CLASS (kapka_search_results_parent_class)->finalize (object);
}

static void
kapka_search_results_class_init (KapkaSearchResultsClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_search_results_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_search_results_finalize;
  g_type_ensure (KAPKA_TYPE_BALANCED);
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/search-results.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaSearchResults, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaSearchResults, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaSearchResults, tiles);
}

static void
kapka_search_results_init (KapkaSearchResults *self) {
  self->hits = g_array_new (FALSE, FALSE, sizeof (KapkaSearchHit));
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

void
kapka_search_results_set_session (KapkaSearchResults *self, KapkaSession *session) {
  self->session = g_object_ref (session);
}

/* The index is made for whoever searches; most visitors go through the doors. */
void
kapka_search_results_show (KapkaSearchResults *self, const char *text) {
  g_autoptr (GArray) hits = NULL;

  if (self->search == NULL)
    self->search = kapka_search_new (kapka_session_get_catalog (self->session));
  hits = kapka_search_find (self->search, text, MAX_HITS);
  gtk_stack_set_visible_child_name (self->stack, hits->len == 0 ? "nothing" : "tiles");
  say_number (self, hits->len);
  if (are_shown (self, hits))
    return;
  g_array_unref (self->hits);
  self->hits = g_steal_pointer (&hits);
  show_hits (self);
}

void
kapka_search_results_open_best (KapkaSearchResults *self) {
  GtkWidget *best = gtk_widget_get_first_child (GTK_WIDGET (self->tiles));

  if (best != NULL)
    gtk_widget_activate (best);
}
