// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/preview.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "ui/access/announcer.h"
#include "ui/paper/page-buttons.h"
#include "ui/paper/pages.h"
#include "ui/shell/template.h"

/* Whoever waits longer than this is told what for. */
#define SLOW_MS 600

struct _KapkaPreview {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkPicture *picture;
  GtkWidget *opening;
  GtkWidget *pager;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *place;

  // Owned
  KapkaPages *pages;
  GHashTable *drawn;         // Page → GdkTexture: the one that shows, and those beside it.
  GCancellable *cancellable; // Of the drawing that is under way, if any.
  GError *error;             // (nullable) Why nothing shows.
  guint slow_source;
  guint n_pages;
  guint page;
};

G_DEFINE_FINAL_TYPE (KapkaPreview, kapka_preview, GTK_TYPE_WIDGET)

static guint loaded_signal;

static void draw_next (KapkaPreview *self);

static void
show_place (KapkaPreview *self) {
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, self->n_pages);

  gtk_label_set_label (self->place, text);
  gtk_widget_set_visible (self->pager, self->n_pages > 1);
  kapka_page_buttons_set_open (self->previous, self->next, self->page > 0,
                               self->page + 1 < self->n_pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static GdkTexture *
find_drawn (KapkaPreview *self, guint page) {
  return g_hash_table_lookup (self->drawn, GUINT_TO_POINTER (page));
}

static gboolean
is_far_cb (gpointer page, gpointer texture, gpointer user_data) {
  KapkaPreview *self = user_data;
  guint distance = GPOINTER_TO_UINT (page) > self->page ? GPOINTER_TO_UINT (page) - self->page
                                                        : self->page - GPOINTER_TO_UINT (page);

  return distance > 1;
}

/* However many pages there are, those of which nobody is a step away are let go of. */
static void
show_page (KapkaPreview *self) {
  GdkTexture *texture = find_drawn (self, self->page);

  if (texture == NULL)
    return;
  g_clear_handle_id (&self->slow_source, g_source_remove);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
  show_place (self);
  g_hash_table_foreach_remove (self->drawn, is_far_cb, self);
}

static void
fail (KapkaPreview *self, GError *error) {
  kapka_log_error (G_LOG_LEVEL_WARNING, "document-failed", "A paper cannot be shown", error);
  g_clear_error (&self->error);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  self->error = error;
  self->n_pages = 0;
  g_signal_emit (self, loaded_signal, 0);
}

/** KapkaPageRequest: a page that is being drawn. */
typedef struct {
  KapkaPreview *preview; // Borrowed: it cancels what is being drawn before it goes.
  guint page;
} KapkaPageRequest;

static void
take_page (KapkaPreview *self, guint page, GdkTexture *texture, guint n_pages) {
  gboolean first = self->n_pages == 0;

  self->n_pages = n_pages;
  g_hash_table_replace (self->drawn, GUINT_TO_POINTER (page), texture);
  if (page == self->page)
    show_page (self);
  if (first)
    g_signal_emit (self, loaded_signal, 0);
}

/* A page that was drawn ahead of the visitor and went wrong is tried again when he comes to it. */
static void
on_drawn (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autofree KapkaPageRequest *request = user_data;
  KapkaPreview *self = request->preview;
  GError *error = NULL;
  guint n_pages = 0;
  GdkTexture *texture = kapka_pages_draw_finish (KAPKA_PAGES (source), result, &n_pages, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free (error);
    return;
  }
  g_clear_object (&self->cancellable);
  if (texture != NULL) {
    take_page (self, request->page, texture, n_pages);
    draw_next (self);
  } else if (request->page == self->page) {
    fail (self, error);
  } else {
    g_error_free (error);
  }
}

static void
stop_drawing (KapkaPreview *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_slow (gpointer user_data) {
  KapkaPreview *self = user_data;

  self->slow_source = 0;
  gtk_stack_set_visible_child (self->stack, self->opening);
  kapka_announce (GTK_WIDGET (self), _ ("The page is opening"));
}

static void
draw (KapkaPreview *self, guint page) {
  KapkaPageRequest *request = g_new0 (KapkaPageRequest, 1);

  request->preview = self;
  request->page = page;
  if (page == self->page && self->slow_source == 0)
    self->slow_source = g_timeout_add_once (SLOW_MS, on_slow, self);
  self->cancellable = g_cancellable_new ();
  kapka_pages_draw_async (self->pages, page, self->cancellable, on_drawn, request);
}

/* The page that the visitor wants comes first, and then the one that he will turn to. */
static void
draw_next (KapkaPreview *self) {
  guint page = find_drawn (self, self->page) == NULL ? self->page : self->page + 1;

  stop_drawing (self);
  if (find_drawn (self, page) == NULL && (page == self->page || page < self->n_pages))
    draw (self, page);
}

static void
turn_to (KapkaPreview *self, guint page) {
  self->page = page;
  show_page (self);
  draw_next (self);
}

static void
on_previous_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPreview *self = KAPKA_PREVIEW (widget);

  if (self->page > 0)
    turn_to (self, self->page - 1);
}

static void
on_next_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPreview *self = KAPKA_PREVIEW (widget);

  if (self->page + 1 < self->n_pages)
    turn_to (self, self->page + 1);
}

static void
kapka_preview_dispose (GObject *object) {
  KapkaPreview *self = KAPKA_PREVIEW (object);

  stop_drawing (self);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_PREVIEW);
  G_OBJECT_CLASS (kapka_preview_parent_class)->dispose (object);
}

static void
kapka_preview_finalize (GObject *object) {
  KapkaPreview *self = KAPKA_PREVIEW (object);

  g_clear_object (&self->pages);
  g_clear_error (&self->error);
  g_hash_table_unref (self->drawn);
  G_OBJECT_CLASS (kapka_preview_parent_class)->finalize (object);
}

static void
kapka_preview_class_init (KapkaPreviewClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_preview_dispose;
  object_class->finalize = kapka_preview_finalize;
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/preview.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, picture);
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, opening);
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, pager);
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, previous);
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, next);
  gtk_widget_class_bind_template_child (widget_class, KapkaPreview, place);
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, on_previous_activated);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, on_next_activated);
}

static void
kapka_preview_init (KapkaPreview *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drawn = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/* Takes @pages. */
static void
load (KapkaPreview *self, KapkaPages *pages) {
  g_clear_object (&self->pages);
  g_clear_error (&self->error);
  g_hash_table_remove_all (self->drawn);
  self->pages = pages;
  self->page = 0;
  self->n_pages = 0;
  draw_next (self);
}

void
kapka_preview_load (KapkaPreview *self, const char *path) {
  load (self, kapka_pages_new (path));
}

void
kapka_preview_load_foreign (KapkaPreview *self, const char *path) {
  load (self, kapka_pages_new_foreign (path));
}

guint
kapka_preview_get_n_pages (KapkaPreview *self) {
  return self->n_pages;
}

const GError *
kapka_preview_get_error (KapkaPreview *self) {
  return self->error;
}

void
kapka_preview_translate (KapkaPreview *self) {
  show_place (self);
}
