// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/saved-document.h"

struct _KapkaSavedDocument {
  GObject parent_instance;

  // Borrowed
  const KapkaFileFormat *format;

  // Owned
  char *path;
  char *name;
  char *portal;
  guint64 size;
  guint kept; // Every #KapkaDocumentKept.
};

G_DEFINE_FINAL_TYPE (KapkaSavedDocument, kapka_saved_document, G_TYPE_OBJECT)

enum { SIGNAL_KEPT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
kapka_saved_document_finalize (GObject *object) {
  KapkaSavedDocument *self = KAPKA_SAVED_DOCUMENT (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->portal);
  G_OBJECT_CLASS (kapka_saved_document_parent_class)->finalize (object);
}

static void
kapka_saved_document_class_init (KapkaSavedDocumentClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_saved_document_finalize;
  signals[SIGNAL_KEPT] = g_signal_new ("kept", KAPKA_TYPE_SAVED_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_saved_document_init (KapkaSavedDocument *self) {
}

KapkaSavedDocument *
kapka_saved_document_new (const char *path,
                          const KapkaFileFormat *format,
                          guint64 size,
                          const char *portal) {
  KapkaSavedDocument *self = g_object_new (KAPKA_TYPE_SAVED_DOCUMENT, NULL);

  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  self->format = format;
  self->size = size;
  self->portal = g_strdup (portal);
  return self;
}

const char *
kapka_saved_document_get_name (KapkaSavedDocument *self) {
  return self->name;
}

const char *
kapka_saved_document_get_path (KapkaSavedDocument *self) {
  return self->path;
}

KapkaFileKind
kapka_saved_document_get_kind (KapkaSavedDocument *self) {
  return self->format->kind;
}

guint64
kapka_saved_document_get_size (KapkaSavedDocument *self) {
  return self->size;
}

const char *
kapka_saved_document_get_portal (KapkaSavedDocument *self) {
  return self->portal;
}

guint
kapka_saved_document_get_kept (KapkaSavedDocument *self) {
  return self->kept;
}

void
kapka_saved_document_keep (KapkaSavedDocument *self, KapkaDocumentKept kept) {
  self->kept |= kept;
  g_signal_emit (self, signals[SIGNAL_KEPT], 0);
}
