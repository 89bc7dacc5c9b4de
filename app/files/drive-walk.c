// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/drive-walk.h"

#include "base/log.h"
#include "files/folder-listing.h"

struct _KapkaDriveWalk {
  GObject parent_instance;

  // Owned
  KapkaDrives *drives;
  GPtrArray *list;           // (element-type KapkaDrive): Those that were there when it was asked.
  KapkaDrive *drive;         // (nullable)
  GPtrArray *folder;         // Names from the drive down; ends with a NULL that is not counted.
  GCancellable *cancellable; // (nullable): of the folder that is being read.

  gboolean opening;
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (KapkaDriveWalk, kapka_drive_walk, G_TYPE_OBJECT)

enum { PROP_OPENING = 1, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

enum { SIGNAL_MOVED, SIGNAL_LISTED, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
move (KapkaDriveWalk *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

/* What reads of it yet is let go first, so that it can be taken out. */
static void
leave_drive (KapkaDriveWalk *self) {
  g_cancellable_cancel (self->cancellable);
  if (self->drive != NULL)
    kapka_drives_release_async (self->drives, self->drive, NULL, NULL);
  g_clear_pointer (&self->drive, kapka_drive_free);
  g_ptr_array_set_size (self->folder, 0);
}

static void
set_opening (KapkaDriveWalk *self, gboolean opening) {
  self->opening = opening;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENING]);
}

/* Inside of a drive it is told when it is needed. Other mounts of the machine take no row from
 * under a finger. */
static void
on_drives_changed (KapkaDriveWalk *self) {
  g_autoptr (GPtrArray) drives = kapka_drives_list (self->drives);

  if (self->drive == NULL && !self->opening && !self->ended &&
      !kapka_drive_lists_match (self->list, drives))
    move (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaDriveWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaDrive *drive = kapka_drives_open_finish (result, &error);

  set_opening (self, FALSE);
  if (drive == NULL) {
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "drive-failed", "Not opened", error);
    on_drives_changed (self);
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, FALSE);
  } else if (self->ended) {
    kapka_drives_release_async (self->drives, drive, NULL, NULL);
    kapka_drive_free (drive);
  } else {
    leave_drive (self);
    self->drive = drive;
    move (self);
  }
}

void
kapka_drive_walk_open (KapkaDriveWalk *self, const KapkaDrive *drive) {
  if (self->opening)
    return;
  set_opening (self, TRUE);
  kapka_drives_open_async (self->drives, drive, FALSE, on_opened, g_object_ref (self));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaDriveWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kapka_folder_listing_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries != NULL) {
    g_signal_emit (self, signals[SIGNAL_LISTED], 0, entries);
    return;
  }
  kapka_log_error (G_LOG_LEVEL_MESSAGE, "drive-failed", "A flash drive cannot be read", error);
  kapka_drive_walk_restart (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, TRUE);
}

void
kapka_drive_walk_read (KapkaDriveWalk *self) {
  g_return_if_fail (self->drive != NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kapka_folder_listing_start_async (self->drive, kapka_drive_walk_get_folder (self),
                                    self->cancellable, on_listed, g_object_ref (self));
}

void
kapka_drive_walk_enter (KapkaDriveWalk *self, const char *name) {
  g_ptr_array_add (self->folder, g_strdup (name));
  move (self);
}

gboolean
kapka_drive_walk_go_up (KapkaDriveWalk *self) {
  if (self->drive == NULL)
    return FALSE;
  if (self->folder->len > 0)
    g_ptr_array_remove_index (self->folder, self->folder->len - 1);
  else
    leave_drive (self);
  move (self);
  return TRUE;
}

void
kapka_drive_walk_restart (KapkaDriveWalk *self) {
  leave_drive (self);
  move (self);
}

void
kapka_drive_walk_end (KapkaDriveWalk *self) {
  self->ended = TRUE;
  leave_drive (self);
}

const GPtrArray *
kapka_drive_walk_list_drives (KapkaDriveWalk *self) {
  g_clear_pointer (&self->list, g_ptr_array_unref);
  self->list = kapka_drives_list (self->drives);
  return self->list;
}

const KapkaDrive *
kapka_drive_walk_get_drive (KapkaDriveWalk *self) {
  return self->drive;
}

const char *const *
kapka_drive_walk_get_folder (KapkaDriveWalk *self) {
  return (const char *const *)self->folder->pdata;
}

static void
kapka_drive_walk_get_property (GObject *object, guint id, GValue *value, GParamSpec *property) {
  if (id == PROP_OPENING)
    g_value_set_boolean (value, KAPKA_DRIVE_WALK (object)->opening);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, property);
}

static void
kapka_drive_walk_finalize (GObject *object) {
  KapkaDriveWalk *self = KAPKA_DRIVE_WALK (object);

  leave_drive (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_ptr_array_unref (self->folder);
  g_object_unref (self->drives);
  G_OBJECT_CLASS (kapka_drive_walk_parent_class)->finalize (object);
}

static void
kapka_drive_walk_class_init (KapkaDriveWalkClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = kapka_drive_walk_get_property;
  object_class->finalize = kapka_drive_walk_finalize;
  properties[PROP_OPENING] = g_param_spec_boolean ("opening", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_MOVED] =
      g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LISTED] = g_signal_new ("listed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kapka_drive_walk_init (KapkaDriveWalk *self) {
  self->folder = g_ptr_array_new_null_terminated (8, g_free, TRUE);
}

KapkaDriveWalk *
kapka_drive_walk_new (KapkaDrives *drives) {
  KapkaDriveWalk *self = g_object_new (KAPKA_TYPE_DRIVE_WALK, NULL);

  self->drives = g_object_ref (drives);
  g_signal_connect_object (drives, "changed", G_CALLBACK (on_drives_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
