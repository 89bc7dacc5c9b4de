// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/** A change that is not synced yet. */
typedef struct {
  gboolean cut; /* the file ends at @offset from now on */
  gsize offset;
  GBytes *bytes; /* of a write */
} Change;

/** What is known of one file. */
typedef struct {
  char *path;
  GByteArray *durable; /* (nullable) NULL: the disk does not know of it */
  GPtrArray *changes;
  gboolean perhaps_removed; /* removed without a sync of the directory */
} Disk;

struct _KapkaCrashVfs {
  sqlite3_vfs base;
  sqlite3_vfs *real;
  GHashTable *disks; /* of Disk by path */
  guint power_left;  /* changes until the power fails; 0: never */
  gboolean dark;
  KapkaCrashOp broken;
  guint broken_left; /* operations until that one fails; 0: never */
  gboolean for_ever;
  gboolean failing; /* and has begun to */
  gboolean failed;
};

typedef struct {
  sqlite3_file base;
  KapkaCrashVfs *vfs;
  Disk *disk; /* (nullable) of a temporary file without a name: none */
  sqlite3_file *real;
} File;

static void
change_free (Change *change) {
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static void
disk_free (Disk *disk) {
  g_free (disk->path);
  g_clear_pointer (&disk->durable, g_byte_array_unref);
  g_ptr_array_unref (disk->changes);
  g_free (disk);
}

static Disk *
ensure_disk (KapkaCrashVfs *vfs, const char *path) {
  Disk *disk = g_hash_table_lookup (vfs->disks, path);
  g_autofree char *content = NULL;
  gsize length;

  if (disk != NULL)
    return disk;
  disk = g_new0 (Disk, 1);
  disk->path = g_strdup (path);
  disk->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)change_free);
  if (g_file_get_contents (path, &content, &length, NULL))
    disk->durable = g_byte_array_new_take ((guint8 *)g_steal_pointer (&content), length);
  g_hash_table_insert (vfs->disks, disk->path, disk);
  return disk;
}

/* Makes @image at least @length long. */
static void
extend (GByteArray *image, gsize length) {
  gsize old = image->len;

  if (old >= length)
    return;
  g_byte_array_set_size (image, (guint)length);
  memset (image->data + old, 0, length - old);
}

static void
apply_bytes (GByteArray *image, gsize offset, const guint8 *bytes, gsize length) {
  extend (image, offset + length);
  memcpy (image->data + offset, bytes, length);
}

static void
apply (GByteArray *image, const Change *change) {
  gsize length;
  const guint8 *bytes;

  if (change->cut) {
    if (image->len > change->offset)
      g_byte_array_set_size (image, (guint)change->offset);
    return;
  }
  bytes = g_bytes_get_data (change->bytes, &length);
  apply_bytes (image, change->offset, bytes, length);
}

/* Each sector of a torn write is there or is not. */
static void
apply_torn (GByteArray *image, const Change *change, GRand *rand) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data (change->bytes, &length);
  gsize done = 0;

  while (done < length) {
    gsize end = ((change->offset + done) / SECTOR + 1) * SECTOR - change->offset;
    gsize n = MIN (end, length) - done;

    if (g_rand_boolean (rand))
      apply_bytes (image, change->offset + done, bytes + done, n);
    done += n;
  }
}

/* Has a sync reached the disk: all changes last. */
static void
make_durable (Disk *disk) {
  if (disk->durable == NULL)
    disk->durable = g_byte_array_new ();
  for (guint i = 0; i < disk->changes->len; i++)
    apply (disk->durable, g_ptr_array_index (disk->changes, i));
  g_ptr_array_set_size (disk->changes, 0);
}

/* Counts a change. Returns: whether it still happens; the one at which the power fails may. */
static gboolean
count_change (KapkaCrashVfs *vfs) {
  if (!vfs->dark && vfs->power_left > 0 && --vfs->power_left == 0)
    vfs->dark = TRUE;
  return !vfs->dark;
}

/* Counts an operation. Returns: whether it fails. */
static gboolean
is_broken (KapkaCrashVfs *vfs, KapkaCrashOp op) {
  if (vfs->broken_left == 0 && !vfs->failing)
    return FALSE;
  if (op != vfs->broken)
    return FALSE;
  if (!vfs->failing && --vfs->broken_left > 0)
    return FALSE;
  vfs->failing = vfs->for_ever;
  vfs->failed = TRUE;
  errno = EIO;
  return TRUE;
}

static int
file_close (sqlite3_file *base) {
  File *file = (File *)base;

  return file->real->pMethods->xClose (file->real);
}

static int
file_read (sqlite3_file *base, void *buffer, int n, sqlite3_int64 offset) {
  File *file = (File *)base;

  if (file->vfs->dark || is_broken (file->vfs, KAPKA_CRASH_OP_READ))
    return SQLITE_IOERR_READ;
  return file->real->pMethods->xRead (file->real, buffer, n, offset);
}

static void
remember (File *file, gboolean cut, gsize offset, const void *bytes, gsize n) {
  Change *change;

  if (file->disk == NULL)
    return;
  change = g_new0 (Change, 1);
  change->cut = cut;
  change->offset = offset;
  change->bytes = cut ? NULL : g_bytes_new (bytes, n);
  g_ptr_array_add (file->disk->changes, change);
}

static int
file_write (sqlite3_file *base, const void *bytes, int n, sqlite3_int64 offset) {
  File *file = (File *)base;
  gboolean was_dark = file->vfs->dark;
  gboolean happens = count_change (file->vfs);

  if (!was_dark && !happens)
    remember (file, FALSE, (gsize)offset, bytes, (gsize)n);
  if (!happens || is_broken (file->vfs, KAPKA_CRASH_OP_WRITE))
    return SQLITE_IOERR_WRITE;
  remember (file, FALSE, (gsize)offset, bytes, (gsize)n);
  return file->real->pMethods->xWrite (file->real, bytes, n, offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size) {
  File *file = (File *)base;

  if (!count_change (file->vfs))
    return SQLITE_IOERR_TRUNCATE;
  remember (file, TRUE, (gsize)size, NULL, 0);
  return file->real->pMethods->xTruncate (file->real, size);
}

static int
file_sync (sqlite3_file *base, int flags) {
  File *file = (File *)base;

  if (!count_change (file->vfs) || is_broken (file->vfs, KAPKA_CRASH_OP_SYNC))
    return SQLITE_IOERR_FSYNC;
  if (file->disk != NULL)
    make_durable (file->disk);
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size) {
  File *file = (File *)base;

  return file->vfs->dark ? SQLITE_IOERR_FSTAT : file->real->pMethods->xFileSize (file->real, size);
}

static int
file_lock (sqlite3_file *base, int level) {
  File *file = (File *)base;

  return file->real->pMethods->xLock (file->real, level);
}

static int
file_unlock (sqlite3_file *base, int level) {
  File *file = (File *)base;

  return file->real->pMethods->xUnlock (file->real, level);
}

static int
file_check_lock (sqlite3_file *base, int *result) {
  File *file = (File *)base;

  return file->real->pMethods->xCheckReservedLock (file->real, result);
}

static int
file_control (sqlite3_file *base, int op, void *data) {
  File *file = (File *)base;

  return file->real->pMethods->xFileControl (file->real, op, data);
}

static int
file_sector_size (sqlite3_file *base) {
  return SECTOR;
}

static int
file_characteristics (sqlite3_file *base) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* Version 1: neither shared memory nor mapped files. */
static const sqlite3_io_methods file_methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
};

static int
vfs_open (sqlite3_vfs *base, sqlite3_filename path, sqlite3_file *out, int flags, int *out_flags) {
  KapkaCrashVfs *vfs = base->pAppData;
  File *file = (File *)out;
  int result;

  memset (file, 0, sizeof *file);
  if (vfs->dark)
    return SQLITE_CANTOPEN;
  file->vfs = vfs;
  file->real = (sqlite3_file *)(file + 1);
  file->disk = path == NULL ? NULL : ensure_disk (vfs, path);
  result = vfs->real->xOpen (vfs->real, path, file->real, flags, out_flags);
  if (result == SQLITE_OK)
    file->base.pMethods = &file_methods;
  return result;
}

static int
vfs_delete (sqlite3_vfs *base, const char *path, int sync_directory) {
  KapkaCrashVfs *vfs = base->pAppData;
  Disk *disk = ensure_disk (vfs, path);
  gboolean was_dark = vfs->dark;

  if (!count_change (vfs)) {
    disk->perhaps_removed |= !was_dark;
    return SQLITE_IOERR_DELETE;
  }
  g_ptr_array_set_size (disk->changes, 0);
  disk->perhaps_removed = !sync_directory;
  if (sync_directory)
    g_clear_pointer (&disk->durable, g_byte_array_unref);
  return vfs->real->xDelete (vfs->real, path, 0);
}

static int
vfs_access (sqlite3_vfs *base, const char *path, int flags, int *result) {
  KapkaCrashVfs *vfs = base->pAppData;

  return vfs->dark ? SQLITE_IOERR_ACCESS : vfs->real->xAccess (vfs->real, path, flags, result);
}

KapkaCrashVfs *
kapka_crash_vfs_new (void) {
  KapkaCrashVfs *vfs = g_new0 (KapkaCrashVfs, 1);

  vfs->real = sqlite3_vfs_find (NULL);
  vfs->base = *vfs->real;
  vfs->base.pNext = NULL;
  vfs->base.zName = "kapka-crash";
  vfs->base.pAppData = vfs;
  vfs->base.szOsFile = (int)sizeof (File) + vfs->real->szOsFile;
  vfs->base.xOpen = vfs_open;
  vfs->base.xDelete = vfs_delete;
  vfs->base.xAccess = vfs_access;
  vfs->disks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)disk_free);
  g_assert_cmpint (sqlite3_vfs_register (&vfs->base, 1), ==, SQLITE_OK);
  return vfs;
}

void
kapka_crash_vfs_free (KapkaCrashVfs *vfs) {
  sqlite3_vfs_unregister (&vfs->base);
  sqlite3_vfs_register (vfs->real, 1);
  g_hash_table_unref (vfs->disks);
  g_free (vfs);
}

void
kapka_crash_vfs_cut_power (KapkaCrashVfs *vfs, guint nth) {
  vfs->power_left = nth;
}

gboolean
kapka_crash_vfs_is_dark (KapkaCrashVfs *vfs) {
  return vfs->dark;
}

static void
shuffle (GPtrArray *changes, GRand *rand) {
  for (guint i = changes->len; i > 1; i--) {
    guint j = (guint)g_rand_int_range (rand, 0, (gint32)i);
    gpointer kept = changes->pdata[i - 1];

    changes->pdata[i - 1] = changes->pdata[j];
    changes->pdata[j] = kept;
  }
}

static void
apply_some (GByteArray *image, GPtrArray *changes, GRand *rand) {
  if (g_rand_boolean (rand))
    shuffle (changes, rand);
  for (guint i = 0; i < changes->len; i++) {
    const Change *change = g_ptr_array_index (changes, i);
    int fate = g_rand_int_range (rand, 0, 3);

    if (fate == 0)
      apply (image, change);
    else if (fate == 1 && !change->cut)
      apply_torn (image, change, rand);
  }
}

static void
settle_disk (Disk *disk, GRand *rand) {
  g_autoptr (GByteArray) image = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  if ((disk->durable == NULL || disk->perhaps_removed) && g_rand_boolean (rand)) {
    g_unlink (disk->path);
    return;
  }
  if (disk->durable == NULL && disk->changes->len == 0) {
    g_unlink (disk->path);
    return;
  }
  if (disk->durable != NULL)
    g_byte_array_append (image, disk->durable->data, disk->durable->len);
  apply_some (image, disk->changes, rand);
  g_file_set_contents_full (disk->path, (const char *)image->data, image->len,
                            G_FILE_SET_CONTENTS_NONE, 0640, &error);
  g_assert_no_error (error);
}

void
kapka_crash_vfs_settle (KapkaCrashVfs *vfs, GRand *rand) {
  GHashTableIter iter;
  gpointer disk;

  g_hash_table_iter_init (&iter, vfs->disks);
  while (g_hash_table_iter_next (&iter, NULL, &disk))
    settle_disk (disk, rand);
  g_hash_table_remove_all (vfs->disks);
  vfs->dark = FALSE;
  vfs->power_left = 0;
}

void
kapka_crash_vfs_break (KapkaCrashVfs *vfs, KapkaCrashOp op, guint nth, gboolean for_ever) {
  vfs->broken = op;
  vfs->broken_left = nth;
  vfs->for_ever = for_ever;
  vfs->failing = FALSE;
  vfs->failed = FALSE;
}

gboolean
kapka_crash_vfs_has_failed (KapkaCrashVfs *vfs) {
  return vfs->failed;
}
