// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/slide-maker.h"

#include "foreign/foreign.h"

/** KapkaSlideWork: one slide on its way. */
typedef struct {
  KapkaSlide *slide;
  guint page;
  int width;
  int height;
  guint n_pages;
} KapkaSlideWork;

static void
work_free (KapkaSlideWork *work) {
  kapka_slide_free (work->slide);
  g_free (work);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable) {
  KapkaSlideWork *work = task_data;
  GError *error = NULL;
  g_autoptr (KapkaDrawing) drawing =
      kapka_foreign_draw (work->slide->path, KAPKA_FOREIGN_SLIDE, work->page, work->width,
                          work->height, cancellable, &error);

  if (drawing == NULL) {
    g_prefix_error (&error, "%s: ", work->slide->name);
    g_task_return_error (task, error);
    return;
  }
  work->n_pages = MIN (drawing->n_pages, KAPKA_SLIDE_MAX_PAGES);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (drawing->width, drawing->height,
                                                 GDK_MEMORY_DEFAULT, drawing->pixels,
                                                 (gsize)drawing->width * 4),
                         g_object_unref);
}

void
kapka_slide_maker_start_async (const KapkaSlide *slide,
                               guint page,
                               int width,
                               int height,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  KapkaSlideWork *work = g_new0 (KapkaSlideWork, 1);

  work->slide = kapka_slide_copy (slide);
  work->page = page;
  work->width = width;
  work->height = height;
  g_task_set_source_tag (task, kapka_slide_maker_start_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  g_task_run_in_thread (task, draw_in_thread);
}

GdkTexture *
kapka_slide_maker_finish (GAsyncResult *result, guint *out_n_pages, GError **error) {
  GdkTexture *texture;

  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_slide_maker_start_async), NULL);
  texture = g_task_propagate_pointer (G_TASK (result), error);
  if (texture != NULL)
    *out_n_pages = ((KapkaSlideWork *)g_task_get_task_data (G_TASK (result)))->n_pages;
  return texture;
}
