// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/preview.h"

#include <glib/gi18n.h>

#include "paper/document.h"
#include "ui/shell/template.h"

/* Sharp enough at the largest size at which a sheet is shown. */
#define RENDER_WIDTH 1240

struct _KapkaPreview {
  GtkWidget parent_instance;

  // Template widgets
  GtkPicture *picture;
  GtkWidget *pager;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *place;

  // Owned
  GCancellable *cancellable;
  char *path;
  guint n_pages;
  guint page;
};

G_DEFINE_FINAL_TYPE (KapkaPreview, kapka_preview, GTK_TYPE_WIDGET)

static guint loaded_signal;

/* What the worker gets and what it brings back. The document is opened anew for each page: poppler
 * is quick at that, and so no document is ever shared between threads. */
typedef struct {
  char *path;
  guint page;
  guint n_pages;
  cairo_surface_t *surface;
} Job;

static void
job_free (Job *job) {
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_free (job->path);
  g_free (job);
}

static void
render_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable) {
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (KapkaDocument) document = kapka_document_open (job->path, &error);

  if (document == NULL) {
    g_task_return_error (task, error);
    return;
  }
  job->n_pages = kapka_document_get_n_pages (document);
  job->surface =
      kapka_document_render_page (document, MIN (job->page, job->n_pages - 1), RENDER_WIDTH);
  g_task_return_boolean (task, TRUE);
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface) {
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    guint32 *row =
        (guint32 *)(gpointer)(cairo_image_surface_get_data (surface) + (gsize)y * stride);

    for (int x = 0; x < width; x++)
      row[x] |= 0xff000000u; // RGB24 leaves the byte of the alpha undefined.
  }
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize)height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
show_place (KapkaPreview *self) {
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, self->n_pages);

  gtk_label_set_label (self->place, text);
  gtk_widget_set_visible (self->pager, self->n_pages > 1);
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < self->n_pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
on_rendered (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  gboolean rendered = g_task_propagate_boolean (G_TASK (result), &error);
  Job *job = g_task_get_task_data (G_TASK (result));
  KapkaPreview *self = KAPKA_PREVIEW (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_pages = rendered ? job->n_pages : 0;
  if (rendered && job->surface != NULL) {
    g_autoptr (GdkTexture) texture = texture_from_surface (job->surface);

    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
    show_place (self);
  } else if (!rendered) {
    g_warning ("%s", error->message);
  }
  g_signal_emit (self, loaded_signal, 0);
}

static void
render (KapkaPreview *self) {
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (self->path);
  job->page = self->page;
  task = g_task_new (self, self->cancellable, on_rendered, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, render_in_thread);
}

static void
on_previous_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPreview *self = KAPKA_PREVIEW (widget);

  if (self->page == 0)
    return;
  self->page--;
  render (self);
}

static void
on_next_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPreview *self = KAPKA_PREVIEW (widget);

  if (self->page + 1 >= self->n_pages)
    return;
  self->page++;
  render (self);
}

static void
kapka_preview_dispose (GObject *object) {
  KapkaPreview *self = KAPKA_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_PREVIEW);
  G_OBJECT_CLASS (kapka_preview_parent_class)->dispose (object);
}

static void
kapka_preview_finalize (GObject *object) {
  KapkaPreview *self = KAPKA_PREVIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
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
  self->cancellable = g_cancellable_new ();
}

void
kapka_preview_load (KapkaPreview *self, const char *path) {
  g_free (self->path);
  self->path = g_strdup (path);
  self->page = 0;
  render (self);
}

guint
kapka_preview_get_n_pages (KapkaPreview *self) {
  return self->n_pages;
}

void
kapka_preview_translate (KapkaPreview *self) {
  show_place (self);
}
