// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/filling.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "paper/document-flat.h"
#include "paper/document-room.h"

struct _KapkaFilling {
  GObject parent_instance;

  GBytes *blank; // (nullable): of a form that is fillable, as it was when its fields were read.
  GCancellable *visit_over;
  GPtrArray *fields;
  GHashTable *values; // Name of a field to what is written there.
  guint n_written;    // Files.
  GMutex working;     // Held while a worker has something of the filling.
};

G_DEFINE_FINAL_TYPE (KapkaFilling, kapka_filling, G_TYPE_OBJECT)

enum { PROP_FILLABLE = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static guint changed_signal;

/* What a worker gets: nothing that changes meanwhile. */
typedef struct {
  GBytes *blank;
  GPtrArray *fields;
  GHashTable *values;
  guint page;
  int width;
  char *path; // Of what is to be read or written.
} Work;

/* What is read of the file, which somebody may exchange meanwhile. */
typedef struct {
  GBytes *bytes;
  GPtrArray *fields;
} Blank;

static void
blank_free (Blank *blank) {
  g_bytes_unref (blank->bytes);
  g_ptr_array_unref (blank->fields);
  g_free (blank);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Blank, blank_free)

static void
work_free (Work *work) {
  g_clear_pointer (&work->blank, g_bytes_unref);
  g_ptr_array_unref (work->fields);
  g_hash_table_unref (work->values);
  g_free (work->path);
  g_free (work);
}

static GHashTable *
new_values (void) {
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
copy_values (KapkaFilling *self) {
  GHashTable *copy = new_values ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (value));
  return copy;
}

static Work *
work_new (KapkaFilling *self) {
  Work *work = g_new0 (Work, 1);

  work->blank = self->blank == NULL ? NULL : g_bytes_ref (self->blank);
  work->fields = g_ptr_array_ref (self->fields);
  work->values = copy_values (self);
  return work;
}

/* The form with all that is written on it. */
static KapkaDocument *
open_filled (const Work *work, GError **error) {
  KapkaDocument *document = kapka_document_open_bytes (work->blank, error);

  if (document != NULL)
    kapka_document_fill (document, work->fields, work->values);
  return document;
}

static gpointer
read_blank (const Work *work, GError **error) {
  g_autoptr (GBytes) bytes = kapka_document_read (work->path, error);
  g_autoptr (KapkaDocument) document =
      bytes == NULL ? NULL : kapka_document_open_bytes (bytes, error);
  Blank *blank;

  if (document == NULL)
    return NULL;
  blank = g_new0 (Blank, 1);
  blank->bytes = g_steal_pointer (&bytes);
  blank->fields = kapka_document_list_fields (document);
  return blank;
}

static gpointer
draw_page (const Work *work, GError **error) {
  g_autoptr (KapkaDocument) document = open_filled (work, error);
  KapkaFilledPage *page;

  if (document == NULL)
    return NULL;
  page = g_new0 (KapkaFilledPage, 1);
  page->surface = kapka_document_render_page (document, work->page, work->width);
  page->values = g_hash_table_ref (work->values);
  page->overfull = kapka_document_list_overfull (document, work->page, work->fields, work->values);
  return page;
}

static gpointer
write_file (const Work *work, GError **error) {
  g_autoptr (KapkaDocument) document = open_filled (work, error);
  g_autofree char *directory = g_path_get_dirname (work->path);

  if (document == NULL)
    return NULL;
  if (g_mkdir_with_parents (directory, 0700) != 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: cannot be made", directory);
    return NULL;
  }
  return kapka_document_write_flat (document, work->path, error) ? g_strdup (work->path) : NULL;
}

typedef gpointer (*WorkFunc) (const Work *work, GError **error);

/* The visit may have ended while others were at work. */
static void
run_in_thread (GTask *task, KapkaFilling *self, WorkFunc func, GDestroyNotify free_func) {
  GError *error = NULL;
  gpointer result = NULL;

  g_mutex_lock (&self->working);
  if (!g_cancellable_set_error_if_cancelled (self->visit_over, &error))
    result = func (g_task_get_task_data (task), &error);
  g_mutex_unlock (&self->working);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_func);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  run_in_thread (task, source, read_blank, (GDestroyNotify)blank_free);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  run_in_thread (task, source, draw_page, (GDestroyNotify)kapka_filled_page_free);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  run_in_thread (task, source, write_file, g_free);
}

static void
start (KapkaFilling *self,
       Work *work,
       GTaskThreadFunc func,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, (gpointer)func);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  g_task_run_in_thread (task, func);
}

/* A form that does not open says so on its own screen. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaFilling *self = KAPKA_FILLING (source);
  g_autoptr (Blank) blank = g_task_propagate_pointer (G_TASK (result), NULL);

  if (blank == NULL || blank->fields->len == 0)
    return;
  self->blank = g_bytes_ref (blank->bytes);
  g_ptr_array_unref (self->fields);
  self->fields = g_ptr_array_ref (blank->fields);
  g_object_notify_by_pspec (source, properties[PROP_FILLABLE]);
}

static void
kapka_filling_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  if (id == PROP_FILLABLE)
    g_value_set_boolean (value, KAPKA_FILLING (object)->fields->len > 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kapka_filling_finalize (GObject *object) {
  KapkaFilling *self = KAPKA_FILLING (object);

  g_clear_pointer (&self->blank, g_bytes_unref);
  g_object_unref (self->visit_over);
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->values);
  g_mutex_clear (&self->working);
  G_OBJECT_CLASS (kapka_filling_parent_class)->finalize (object);
}

static void
kapka_filling_class_init (KapkaFillingClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kapka_filling_get_property;
  object_class->finalize = kapka_filling_finalize;
  properties[PROP_FILLABLE] = g_param_spec_boolean ("fillable", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_filling_init (KapkaFilling *self) {
  self->fields = g_ptr_array_new ();
  self->values = new_values ();
  g_mutex_init (&self->working);
}

KapkaFilling *
kapka_filling_new (const char *blank, GCancellable *visit_over) {
  KapkaFilling *self = g_object_new (KAPKA_TYPE_FILLING, NULL);
  Work *work = work_new (self);

  self->visit_over = g_object_ref (visit_over);
  work->path = g_strdup (blank);
  start (self, work, read_in_thread, NULL, on_read, NULL);
  return self;
}

const GPtrArray *
kapka_filling_get_fields (KapkaFilling *self) {
  return self->fields;
}

const char *
kapka_filling_get (KapkaFilling *self, const KapkaField *field) {
  const char *value = g_hash_table_lookup (self->values, field->name);

  return value == NULL ? field->value : value;
}

void
kapka_filling_set (KapkaFilling *self, const KapkaField *field, const char *value) {
  if (g_str_equal (kapka_filling_get (self, field), value))
    return;
  g_hash_table_insert (self->values, g_strdup (field->name), g_strdup (value));
  g_signal_emit (self, changed_signal, 0);
}

void
kapka_filling_clear (KapkaFilling *self) {
  g_hash_table_remove_all (self->values);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
kapka_filling_is_empty (KapkaFilling *self) {
  for (guint i = 0; i < self->fields->len; i++) {
    const KapkaField *field = g_ptr_array_index (self->fields, i);

    if (!g_str_equal (kapka_filling_get (self, field), field->value))
      return FALSE;
  }
  return TRUE;
}

const char *
kapka_filled_page_get (const KapkaFilledPage *page, const KapkaField *field) {
  const char *value = g_hash_table_lookup (page->values, field->name);

  return value == NULL ? field->value : value;
}

void
kapka_filled_page_free (KapkaFilledPage *page) {
  if (page == NULL)
    return;
  g_clear_pointer (&page->surface, cairo_surface_destroy);
  g_ptr_array_unref (page->overfull);
  g_hash_table_unref (page->values);
  g_free (page);
}

void
kapka_filling_draw_async (KapkaFilling *self,
                          guint index,
                          int width,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  Work *work = work_new (self);

  work->page = index;
  work->width = width;
  start (self, work, draw_in_thread, NULL, callback, user_data);
}

KapkaFilledPage *
kapka_filling_draw_finish (KapkaFilling *self, GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kapka_filling_write_async (KapkaFilling *self,
                           const char *directory,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data) {
  Work *work = work_new (self);

  work->path = g_strdup_printf ("%s/filled/%s-%u.pdf", directory, name, ++self->n_written);
  start (self, work, write_in_thread, cancellable, callback, user_data);
}

char *
kapka_filling_write_finish (KapkaFilling *self, GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kapka_filling_wait (KapkaFilling *self) {
  g_mutex_lock (&self->working);
  g_mutex_unlock (&self->working);
}
