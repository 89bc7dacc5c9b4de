// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/slide-show.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "bundle/layers.h"
#include "slides/slide-folder.h"
#include "ui/attract/slide-cache.h"
#include "ui/attract/slide-maker.h"
#include "ui/shell/template.h"

/* How soon a folder is looked at again that has nothing to show. */
#define RETRY_SECONDS 30

/* Who has stopped the slides to read one is given so long. */
#define PAUSE_SECONDS 300

struct _KapkaSlideShow {
  GtkWidget parent_instance;

  // Template widgets
  GtkPicture *picture;
  GtkWidget *pause;
  GtkImage *pause_icon;

  // Borrowed
  KapkaSession *session;

  // Owned
  GCancellable *cancellable; // NULL while nothing runs.
  KapkaSlideCache *cache;
  GPtrArray *slides; // (nullable) What is in the folder.
  guint index;       // The slide that shows or is being drawn, and its page.
  guint page;
  guint source;
  int width; // Of the place for a slide, in pixels.
  int height;
  gboolean listing;
  gboolean making;
  gboolean moving;
  gboolean paused;
};

G_DEFINE_FINAL_TYPE (KapkaSlideShow, kapka_slide_show, GTK_TYPE_WIDGET)

static void list (KapkaSlideShow *self);
static void show_slide (KapkaSlideShow *self);

static const KapkaSettings *
get_settings (KapkaSlideShow *self) {
  return kapka_session_get_settings (self->session);
}

static gboolean
is_due (KapkaSlideShow *self, guint index) {
  KapkaInstant now;

  kapka_clock_now (kapka_session_get_clock (self->session), &now);
  return kapka_slide_is_due (g_ptr_array_index (self->slides, index), now.day);
}

/* Whether there may be a picture of @page: what is not drawn yet may be one. */
static gboolean
may_show (KapkaSlideShow *self, guint index, guint page) {
  const KapkaSlideEntry *entry;

  if (!is_due (self, index))
    return FALSE;
  entry = kapka_slide_cache_find (self->cache, g_ptr_array_index (self->slides, index), page);
  return entry == NULL || entry->texture != NULL;
}

static guint
count_pages (KapkaSlideShow *self, guint index) {
  guint known = index == self->index ? self->page : 0;
  const KapkaSlideEntry *entry =
      kapka_slide_cache_find (self->cache, g_ptr_array_index (self->slides, index), known);

  return entry == NULL ? 1 : entry->n_pages;
}

/* Goes on to the first page from @index and @page on that may be shown; %FALSE at the end. */
static gboolean
go_to (KapkaSlideShow *self, guint index, guint page) {
  for (; index < self->slides->len; index++, page = 0)
    for (; page < count_pages (self, index); page++)
      if (may_show (self, index, page)) {
        self->index = index;
        self->page = page;
        return TRUE;
      }
  return FALSE;
}

static gboolean
has_another (KapkaSlideShow *self) {
  guint n = 0;

  for (guint i = 0; i < self->slides->len; i++)
    for (guint page = 0; page < count_pages (self, i); page++)
      n += may_show (self, i, page);
  return n > 1;
}

static gboolean
on_tick (gpointer user_data) {
  KapkaSlideShow *self = user_data;

  self->source = 0;
  self->paused = FALSE;
  if (self->slides != NULL && go_to (self, self->index, self->page + 1))
    show_slide (self);
  else
    list (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for (KapkaSlideShow *self, guint seconds) {
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_seconds (seconds, on_tick, self);
}

static void
show_pause (KapkaSlideShow *self, gboolean moves) {
  gtk_widget_set_visible (self->pause, moves);
  gtk_image_set_from_icon_name (self->pause_icon,
                                self->paused ? "kapka-play-symbolic" : "kapka-pause-symbolic");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL,
      self->paused ? _ ("Let the pictures go on") : _ ("Stop the pictures"), -1);
}

/* A slide alone stays until the folder has another. */
static void
show_texture (KapkaSlideShow *self, GdkTexture *texture) {
  const KapkaSlide *slide = g_ptr_array_index (self->slides, self->index);
  const char *text =
      kapka_local_text_get (&slide->text, kapka_session_get_language (self->session));

  if (gtk_picture_get_paintable (self->picture) != GDK_PAINTABLE (texture))
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text == NULL || *text == '\0' ? _ ("Announcement") : text, -1);
  show_pause (self, self->moving && has_another (self));
  if (self->moving)
    wait_for (self, get_settings (self)->slide_seconds);
}

static void
show_nothing (KapkaSlideShow *self) {
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_picture_set_paintable (self->picture, NULL);
  wait_for (self, RETRY_SECONDS);
}

static void
go_on_after_failure (KapkaSlideShow *self) {
  if (go_to (self, self->index, self->page) || go_to (self, 0, 0))
    show_slide (self);
  else
    show_nothing (self);
}

/** KapkaSlideRequest: a slide that is being drawn, whatever becomes of the folder meanwhile. */
typedef struct {
  KapkaSlideShow *show;
  KapkaSlide *slide;
  guint page;
  int width;
  int height;
} KapkaSlideRequest;

static void
request_free (KapkaSlideRequest *request) {
  kapka_slide_free (request->slide);
  g_object_unref (request->show);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSlideRequest, request_free)

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaSlideRequest) request = user_data;
  KapkaSlideShow *self = request->show;
  g_autoptr (GError) error = NULL;
  guint n_pages = 1;
  g_autoptr (GdkTexture) texture = kapka_slide_maker_finish (result, &n_pages, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->making = FALSE;
  if (error != NULL)
    kapka_log_detail (G_LOG_LEVEL_WARNING, "slide-failed", "A slide cannot be shown",
                      error->message);
  if (request->width == self->width && request->height == self->height)
    kapka_slide_cache_put (self->cache, request->slide, request->page, texture, n_pages);
  if (texture == NULL)
    go_on_after_failure (self);
  else
    show_slide (self);
}

static void
make (KapkaSlideShow *self, const KapkaSlide *slide) {
  KapkaSlideRequest *request;

  if (self->making || self->width <= 0 || self->height <= 0)
    return;
  request = g_new0 (KapkaSlideRequest, 1);
  request->show = g_object_ref (self);
  request->slide = kapka_slide_copy (slide);
  request->page = self->page;
  request->width = self->width;
  request->height = self->height;
  self->making = TRUE;
  kapka_slide_maker_start_async (slide, self->page, self->width, self->height, self->cancellable,
                                 on_made, request);
}

/* The place for a slide has its size when the widget is visible; until then nothing is drawn. */
static void
show_slide (KapkaSlideShow *self) {
  const KapkaSlide *slide;
  const KapkaSlideEntry *entry;

  if (self->cancellable == NULL || self->slides == NULL || self->index >= self->slides->len)
    return;
  slide = g_ptr_array_index (self->slides, self->index);
  entry = kapka_slide_cache_find (self->cache, slide, self->page);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (entry == NULL)
    make (self, slide);
  else if (entry->texture != NULL)
    show_texture (self, entry->texture);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable) {
  GError *error = NULL;
  GPtrArray *slides = kapka_slide_folder_read (task_data, NULL, &error);

  if (slides == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, slides, (GDestroyNotify)g_ptr_array_unref);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaSlideShow *self = KAPKA_SLIDE_SHOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slides = g_task_propagate_pointer (G_TASK (result), &error);

  self->listing = FALSE;
  if (self->cancellable == NULL)
    return;
  if (error != NULL && self->slides != NULL)
    kapka_log_detail (G_LOG_LEVEL_WARNING, "slide-failed", "The slides cannot be read",
                      error->message);
  g_clear_pointer (&self->slides, g_ptr_array_unref);
  self->slides = g_steal_pointer (&slides);
  if (self->slides != NULL && go_to (self, 0, 0))
    show_slide (self);
  else
    show_nothing (self);
}

/* A folder on another machine may keep its thread for long: there is never more than one. */
static void
list (KapkaSlideShow *self) {
  g_autoptr (GTask) task = NULL;

  if (self->listing)
    return;
  self->listing = TRUE;
  task = g_task_new (self, NULL, on_listed, NULL);
  g_task_set_task_data (task, kapka_bundle_find_slides (get_settings (self)), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
on_pause_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaSlideShow *self = KAPKA_SLIDE_SHOW (widget);

  self->paused = !self->paused;
  show_pause (self, TRUE);
  wait_for (self, self->paused ? PAUSE_SECONDS : get_settings (self)->slide_seconds);
}

/* A slide takes the place that it is given: none of them moves the others on the screen. */
static void
kapka_slide_show_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline) {
  *minimum = *natural = 0;
}

static void
place_pause (KapkaSlideShow *self, int width, int height) {
  GtkRequisition size;
  GtkAllocation place;

  if (!gtk_widget_should_layout (self->pause))
    return;
  gtk_widget_get_preferred_size (self->pause, &size, NULL);
  place = (GtkAllocation){ width - size.width, height - size.height, size.width, size.height };
  gtk_widget_size_allocate (self->pause, &place, -1);
}

static void
kapka_slide_show_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  KapkaSlideShow *self = KAPKA_SLIDE_SHOW (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  GtkAllocation place = { 0, 0, width, height };

  gtk_widget_size_allocate (GTK_WIDGET (self->picture), &place, -1);
  place_pause (self, width, height);
  if (width * scale == self->width && height * scale == self->height)
    return;
  self->width = width * scale;
  self->height = height * scale;
  kapka_slide_cache_clear (self->cache);
  show_slide (self);
}

static void
kapka_slide_show_dispose (GObject *object) {
  KapkaSlideShow *self = KAPKA_SLIDE_SHOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_SLIDE_SHOW);
  G_OBJECT_CLASS (kapka_slide_show_parent_class)->dispose (object);
}

static void
kapka_slide_show_finalize (GObject *object) {
  KapkaSlideShow *self = KAPKA_SLIDE_SHOW (object);

  g_clear_pointer (&self->cache, kapka_slide_cache_free);
  g_clear_pointer (&self->slides, g_ptr_array_unref);
  G_OBJECT_CLASS (kapka_slide_show_parent_class)->finalize (object);
}

static void
kapka_slide_show_class_init (KapkaSlideShowClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_slide_show_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_slide_show_finalize;
  widget_class->measure = kapka_slide_show_measure;
  widget_class->size_allocate = kapka_slide_show_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "slides");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/slide-show.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaSlideShow, picture);
  gtk_widget_class_bind_template_child (widget_class, KapkaSlideShow, pause);
  gtk_widget_class_bind_template_child (widget_class, KapkaSlideShow, pause_icon);
  gtk_widget_class_install_action (widget_class, "slides.pause", NULL, on_pause_activated);
}

static void
kapka_slide_show_init (KapkaSlideShow *self) {
  self->cache = kapka_slide_cache_new ();
  self->moving = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_slide_show_set_session (KapkaSlideShow *self, KapkaSession *session) {
  self->session = session;
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_slide), self,
                           G_CONNECT_SWAPPED);
}

static void
stop (KapkaSlideShow *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  self->making = FALSE;
  self->paused = FALSE;
  gtk_picture_set_paintable (self->picture, NULL);
  kapka_slide_cache_clear (self->cache);
  g_clear_pointer (&self->slides, g_ptr_array_unref);
}

void
kapka_slide_show_set_running (KapkaSlideShow *self, gboolean running) {
  g_autofree char *directory = NULL;

  if (running == (self->cancellable != NULL))
    return;
  if (!running) {
    stop (self);
    return;
  }
  directory = kapka_bundle_find_slides (get_settings (self));
  if (*directory == '\0')
    return;
  self->cancellable = g_cancellable_new ();
  list (self);
}

void
kapka_slide_show_set_moving (KapkaSlideShow *self, gboolean moving) {
  if (moving == self->moving)
    return;
  self->moving = moving;
  g_clear_handle_id (&self->source, g_source_remove);
  show_slide (self);
}
