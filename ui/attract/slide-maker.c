// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/slide-maker.h"

#include "base/error.h"
#include "base/own-program.h"
#include "slides/slide-image.h"

/* Far more than a healthy file takes on a slow machine. */
#define DEADLINE_SECONDS 20

/** KapkaSlideWork: one slide on its way. */
typedef struct {
  char *name;
  int width;
  int height;
  GSubprocess *process;
  guint8 *buffer;
  gsize size;
  guint deadline_source;
  guint n_pages;
} KapkaSlideWork;

static void
work_free (KapkaSlideWork *work) {
  g_clear_handle_id (&work->deadline_source, g_source_remove);
  if (work->process != NULL)
    g_subprocess_force_exit (work->process);
  g_clear_object (&work->process);
  g_free (work->buffer);
  g_free (work->name);
  g_free (work);
}

static void
on_deadline (gpointer user_data) {
  KapkaSlideWork *work = user_data;

  work->deadline_source = 0;
  g_subprocess_force_exit (work->process);
}

static GdkTexture *
make_texture (KapkaSlideImage *image) {
  gsize stride = (gsize)image->width * 4;
  g_autoptr (GBytes) bytes =
      g_bytes_new_take (g_steal_pointer (&image->pixels), stride * (gsize)image->height);

  return gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                 bytes, stride);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  KapkaSlideWork *work = g_task_get_task_data (task);
  g_autoptr (KapkaSlideImage) image = NULL;
  GError *error = NULL;
  gsize length = 0;

  g_clear_handle_id (&work->deadline_source, g_source_remove);
  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error)) {
    g_task_return_error (task, error);
    return;
  }
  image = kapka_slide_image_parse (work->buffer, length, work->width, work->height);
  if (image == NULL) {
    g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_DATA, "%s cannot be drawn", work->name);
    return;
  }
  work->n_pages = image->n_pages;
  g_task_return_pointer (task, make_texture (image), g_object_unref);
}

static GSubprocess *
start (const KapkaSlide *slide, guint page, int width, int height, GError **error) {
  g_autofree char *program = kapka_own_program_find (KAPKA_SLIDE_PROGRAM);
  g_autofree char *page_text = g_strdup_printf ("%u", page);
  g_autofree char *width_text = g_strdup_printf ("%d", width);
  g_autofree char *height_text = g_strdup_printf ("%d", height);
  const char *const argv[] = { program, slide->path, page_text, width_text, height_text, NULL };

  if (program != NULL)
    return g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND,
                       "there is no program " KAPKA_SLIDE_PROGRAM);
  return NULL;
}

/* One byte more than an image has room for shows that it is none. */
static void
read_image (GTask *task, KapkaSlideWork *work) {
  work->size = kapka_slide_image_get_max_bytes (work->width, work->height) + 1;
  work->buffer = g_malloc (work->size);
  work->deadline_source = g_timeout_add_once (DEADLINE_SECONDS * 1000, on_deadline, work);
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (work->process), work->buffer,
                                 work->size, G_PRIORITY_LOW, g_task_get_cancellable (task), on_read,
                                 g_object_ref (task));
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
  GError *error = NULL;

  work->name = g_strdup (slide->name);
  work->width = MIN (width, KAPKA_SLIDE_MAX_SIDE);
  work->height = MIN (height, KAPKA_SLIDE_MAX_SIDE);
  work->process = start (slide, page, work->width, work->height, &error);
  g_task_set_source_tag (task, kapka_slide_maker_start_async);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  if (work->process == NULL)
    g_task_return_error (task, error);
  else
    read_image (task, work);
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
