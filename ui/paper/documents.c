// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/documents.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "files/file-name.h"

struct _KapkaDocuments {
  GObject parent_instance;

  GListStore *list;
  guint64 max_bytes;
  guint64 max_total_bytes;
  guint64 total_bytes;
  guint n_reserved; // So far.
};

static void kapka_documents_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaDocuments,
                               kapka_documents,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kapka_documents_list_model_init))

static GType
kapka_documents_get_item_type (GListModel *model) {
  return KAPKA_TYPE_SAVED_DOCUMENT;
}

static guint
kapka_documents_get_n_items (GListModel *model) {
  return g_list_model_get_n_items (G_LIST_MODEL (KAPKA_DOCUMENTS (model)->list));
}

static gpointer
kapka_documents_get_item (GListModel *model, guint position) {
  return g_list_model_get_item (G_LIST_MODEL (KAPKA_DOCUMENTS (model)->list), position);
}

static void
kapka_documents_list_model_init (GListModelInterface *iface) {
  iface->get_item_type = kapka_documents_get_item_type;
  iface->get_n_items = kapka_documents_get_n_items;
  iface->get_item = kapka_documents_get_item;
}

static void
on_items_changed (GListModel *list,
                  guint position,
                  guint removed,
                  guint added,
                  KapkaDocuments *self) {
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
kapka_documents_finalize (GObject *object) {
  g_object_unref (KAPKA_DOCUMENTS (object)->list);
  G_OBJECT_CLASS (kapka_documents_parent_class)->finalize (object);
}

static void
kapka_documents_class_init (KapkaDocumentsClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_documents_finalize;
}

static void
kapka_documents_init (KapkaDocuments *self) {
  self->list = g_list_store_new (KAPKA_TYPE_SAVED_DOCUMENT);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self, 0);
}

KapkaDocuments *
kapka_documents_new (guint64 max_bytes, guint64 max_total_bytes) {
  KapkaDocuments *self = g_object_new (KAPKA_TYPE_DOCUMENTS, NULL);

  self->max_bytes = max_bytes;
  self->max_total_bytes = max_total_bytes;
  return self;
}

guint64
kapka_documents_get_total_room (KapkaDocuments *self) {
  return self->max_total_bytes - MIN (self->total_bytes, self->max_total_bytes);
}

guint64
kapka_documents_get_room (KapkaDocuments *self) {
  return MIN (self->max_bytes, kapka_documents_get_total_room (self));
}

static gboolean
check_number (KapkaDocuments *self, GError **error) {
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) < KAPKA_DOCUMENTS_MAX)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL, "The visit has %d documents already",
               KAPKA_DOCUMENTS_MAX);
  return FALSE;
}

/* Returns the path of @directory/@name, which is made when it is not there. */
static char *
ensure_directory (const char *directory, const char *name, GError **error) {
  g_autofree char *path = g_build_filename (directory, name, NULL);

  if (g_mkdir_with_parents (path, 0700) != 0) {
    kapka_error_set_errno (error, errno, path);
    return NULL;
  }
  return g_steal_pointer (&path);
}

char *
kapka_documents_reserve (KapkaDocuments *self, const char *visit_dir, GError **error) {
  g_autofree char *directory = NULL;
  g_autofree char *name = NULL;

  if (!check_number (self, error))
    return NULL;
  directory = ensure_directory (visit_dir, "incoming", error);
  if (directory == NULL)
    return NULL;
  name = g_strdup_printf ("%u", ++self->n_reserved);
  return g_build_filename (directory, name, NULL);
}

typedef struct {
  guint8 head[KAPKA_FILE_HEAD_BYTES];
  gsize length;
  guint64 size;
} Beginning;

static gboolean
read_beginning (const char *path, Beginning *beginning, GError **error) {
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;
  gssize n = 0;
  gboolean good = fd >= 0 && fstat (fd, &status) == 0;

  beginning->length = 0;
  while (good && beginning->length < sizeof beginning->head &&
         (n = read (fd, beginning->head + beginning->length,
                    sizeof beginning->head - beginning->length)) > 0)
    beginning->length += (gsize)n;
  if (!good || n < 0)
    kapka_error_set_errno (error, errno, path);
  else
    beginning->size = (guint64)status.st_size;
  if (fd >= 0)
    close (fd);
  return good && n >= 0;
}

static gboolean
check_room (KapkaDocuments *self, guint64 size, GError **error) {
  if (!check_number (self, error))
    return FALSE;
  if (size <= kapka_documents_get_room (self))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL,
               "A document of %" G_GUINT64_FORMAT " bytes, with room for %" G_GUINT64_FORMAT, size,
               kapka_documents_get_room (self));
  return FALSE;
}

/* Case does not tell two documents apart for a person, nor on a flash drive. */
static gboolean
has_name (KapkaDocuments *self, const char *name) {
  GListModel *list = G_LIST_MODEL (self->list);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (KapkaSavedDocument) document = g_list_model_get_item (list, i);
    g_autofree char *other = g_utf8_casefold (kapka_saved_document_get_name (document), -1);

    if (g_str_equal (folded, other))
      return TRUE;
  }
  return FALSE;
}

static char *
make_name (KapkaDocuments *self, const char *suggested, const KapkaFileFormat *format) {
  g_autofree char *name = kapka_file_name_clean (suggested, format->ending, _ ("document"));
  char *free_name = g_strdup (name);

  for (guint number = 2; has_name (self, free_name); number++) {
    g_free (free_name);
    free_name = kapka_file_name_number (name, number);
  }
  return free_name;
}

static KapkaSavedDocument *
move_in (KapkaDocuments *self,
         const char *path,
         const char *name,
         const KapkaFileFormat *format,
         guint64 size,
         const char *portal,
         GError **error) {
  g_autofree char *incoming = g_path_get_dirname (path);
  g_autofree char *visit_dir = g_path_get_dirname (incoming);
  g_autofree char *directory = ensure_directory (visit_dir, "documents", error);
  g_autofree char *new_path = NULL;
  g_autoptr (KapkaSavedDocument) document = NULL;

  if (directory == NULL)
    return NULL;
  new_path = g_build_filename (directory, name, NULL);
  if (g_rename (path, new_path) != 0) {
    kapka_error_set_errno (error, errno, new_path);
    return NULL;
  }
  document = kapka_saved_document_new (new_path, format, size, portal);
  self->total_bytes += size;
  g_list_store_append (self->list, document);
  return document; // The list holds it.
}

KapkaSavedDocument *
kapka_documents_take (KapkaDocuments *self,
                      const char *path,
                      const char *suggested,
                      const char *type,
                      const char *portal,
                      GError **error) {
  g_autofree Beginning *beginning = g_new0 (Beginning, 1);
  const KapkaFileFormat *format = NULL;
  KapkaSavedDocument *document = NULL;

  if (read_beginning (path, beginning, error) && check_room (self, beginning->size, error)) {
    format = kapka_file_format_judge (suggested == NULL ? "" : suggested, type, beginning->head,
                                      beginning->length);
    if (format == NULL)
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "The file is nothing that is taken");
  }
  if (format != NULL) {
    g_autofree char *name = make_name (self, suggested, format);

    document = move_in (self, path, name, format, beginning->size, portal, error);
  }
  if (document == NULL)
    g_unlink (path);
  return document;
}

typedef gboolean (*Wanted) (KapkaSavedDocument *document, gconstpointer data);

static GPtrArray *
list (KapkaDocuments *self, Wanted wanted, gconstpointer data) {
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++) {
    g_autoptr (KapkaSavedDocument) document = g_list_model_get_item (G_LIST_MODEL (self->list), i);

    if (wanted (document, data))
      g_ptr_array_add (found, g_steal_pointer (&document));
  }
  return found;
}

static gboolean
is_any (KapkaSavedDocument *document, gconstpointer data) {
  return TRUE;
}

static gboolean
is_unkept (KapkaSavedDocument *document, gconstpointer data) {
  return kapka_saved_document_get_kept (document) == 0;
}

static gboolean
is_unsaved (KapkaSavedDocument *document, gconstpointer data) {
  return (kapka_saved_document_get_kept (document) & KAPKA_DOCUMENT_ON_DRIVE) == 0;
}

static gboolean
has_path (KapkaSavedDocument *document, gconstpointer data) {
  return g_str_equal (kapka_saved_document_get_path (document), data);
}

GPtrArray *
kapka_documents_list_unkept (KapkaDocuments *self) {
  return list (self, is_unkept, NULL);
}

GPtrArray *
kapka_documents_list_to_save (KapkaDocuments *self, const char *path) {
  g_autoptr (GPtrArray) unsaved = NULL;

  if (*path != '\0')
    return list (self, has_path, path);
  unsaved = list (self, is_unsaved, NULL);
  return unsaved->len > 0 ? g_steal_pointer (&unsaved) : list (self, is_any, NULL);
}

KapkaSavedDocument *
kapka_documents_find (KapkaDocuments *self, const char *path) {
  g_autoptr (GPtrArray) found = list (self, has_path, path);

  return found->len == 0 ? NULL : g_ptr_array_index (found, 0); // The list holds it.
}
