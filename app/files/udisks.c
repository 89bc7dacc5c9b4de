// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/udisks.h"

#include <gio/gunixmounts.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"

#define NAME "org.freedesktop.UDisks2"
#define PATH "/org/freedesktop/UDisks2"
#define BLOCK "org.freedesktop.UDisks2.Block"
#define DRIVE "org.freedesktop.UDisks2.Drive"
#define FILESYSTEM "org.freedesktop.UDisks2.Filesystem"

/* A worn drive takes its time, above all to be unmounted after much was written. */
#define PATIENCE_MS (5 * 60 * 1000)

struct _KapkaUdisks {
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusObjectManager *manager; // (nullable) Until it has answered.
};

G_DEFINE_FINAL_TYPE (KapkaUdisks, kapka_udisks, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
emit_changed (KapkaUdisks *self) {
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_manager_ready (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaUdisks) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusObjectManager *manager = g_dbus_object_manager_client_new_for_bus_finish (result, &error);
  static const char *const changes[] = { "object-added",
                                         "object-removed",
                                         "interface-added",
                                         "interface-removed",
                                         "interface-proxy-properties-changed",
                                         "notify::name-owner" };

  if (manager == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      kapka_log_detail (G_LOG_LEVEL_MESSAGE, "drives-unwatched",
                        "Drives are known by the table of mounts alone", error->message);
    return;
  }
  self->manager = manager;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (manager, changes[i], G_CALLBACK (emit_changed), self,
                             G_CONNECT_SWAPPED);
  emit_changed (self);
}

static void
kapka_udisks_dispose (GObject *object) {
  KapkaUdisks *self = KAPKA_UDISKS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->manager);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (kapka_udisks_parent_class)->dispose (object);
}

static void
kapka_udisks_class_init (KapkaUdisksClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_udisks_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_UDISKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_udisks_init (KapkaUdisks *self) {
  self->cancellable = g_cancellable_new ();
}

KapkaUdisks *
kapka_udisks_new (void) {
  KapkaUdisks *self = g_object_new (KAPKA_TYPE_UDISKS, NULL);

  g_dbus_object_manager_client_new_for_bus (
      G_BUS_TYPE_SYSTEM, G_DBUS_OBJECT_MANAGER_CLIENT_FLAGS_NONE, NAME, PATH, NULL, NULL, NULL,
      self->cancellable, on_manager_ready, g_object_ref (self));
  return self;
}

/* What it says of itself comes from the drive: a type that is not the expected one is no answer. */
static GVariant *
get_property (GDBusProxy *proxy, const char *name, const char *type) {
  g_autoptr (GVariant) value =
      proxy == NULL ? NULL : g_dbus_proxy_get_cached_property (proxy, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE (type))
             ? g_steal_pointer (&value)
             : NULL;
}

static gboolean
get_boolean (GDBusProxy *proxy, const char *name) {
  g_autoptr (GVariant) value = get_property (proxy, name, "b");

  return value != NULL && g_variant_get_boolean (value);
}

static char *
get_string (GDBusProxy *proxy, const char *name) {
  g_autoptr (GVariant) value = get_property (proxy, name, "s");

  return g_strdup (value == NULL ? "" : g_variant_get_string (value, NULL));
}

static GDBusProxy *
get_interface (KapkaUdisks *self, const char *path, const char *interface) {
  return self->manager == NULL
             ? NULL
             : (GDBusProxy *)g_dbus_object_manager_get_interface (self->manager, path, interface);
}

/* Returns (transfer full) (nullable): where it is mounted first. */
static char *
get_place (GDBusProxy *filesystem) {
  g_autoptr (GVariant) places = get_property (filesystem, "MountPoints", "aay");
  g_autoptr (GVariant) place = NULL;

  if (places == NULL || g_variant_n_children (places) == 0)
    return NULL;
  place = g_variant_get_child_value (places, 0);
  return g_variant_dup_bytestring (place, NULL);
}

static GDBusProxy *
get_drive (KapkaUdisks *self, GDBusProxy *block) {
  g_autoptr (GVariant) path = get_property (block, "Drive", "o");

  return path == NULL ? NULL : get_interface (self, g_variant_get_string (path, NULL), DRIVE);
}

/* A drive without a label is known by who made it. */
static char *
make_name (GDBusProxy *block, GDBusProxy *drive) {
  g_autofree char *label = get_string (block, "IdLabel");
  g_autofree char *vendor = get_string (drive, "Vendor");
  g_autofree char *model = get_string (drive, "Model");

  return *label != '\0' ? g_steal_pointer (&label)
                        : g_strstrip (g_strdup_printf ("%s %s", vendor, model));
}

static KapkaDrive *
find_mounted (GPtrArray *drives, const char *place) {
  for (guint i = 0; i < drives->len; i++) {
    KapkaDrive *drive = g_ptr_array_index (drives, i);

    if (g_strcmp0 (drive->path, place) == 0)
      return drive;
  }
  return NULL;
}

static void
merge_block (GPtrArray *drives, const char *path, GDBusProxy *block, GDBusProxy *removable) {
  KapkaDrive *drive = g_new0 (KapkaDrive, 1);

  drive->block = g_strdup (path);
  drive->name = make_name (block, removable);
  g_ptr_array_add (drives, drive);
}

/* Its name stays the same, mounted or not. */
static void
name_mounted (KapkaDrive *mounted, const char *path, GDBusProxy *block, GDBusProxy *drive) {
  g_autofree char *name = make_name (block, drive);

  g_free (mounted->block);
  mounted->block = g_strdup (path);
  if (*name == '\0')
    return;
  g_free (mounted->name);
  mounted->name = g_steal_pointer (&name);
}

/* udisks tells a moment after the table of mounts that a drive is out of it. */
static gboolean
is_mounted (const char *place) {
  g_autoptr (GUnixMountEntry) entry = g_unix_mount_at (place, NULL);

  return entry != NULL;
}

static void
merge_object (KapkaUdisks *self, GPtrArray *drives, GDBusObject *object) {
  const char *path = g_dbus_object_get_object_path (object);
  g_autoptr (GDBusProxy) block = get_interface (self, path, BLOCK);
  g_autoptr (GDBusProxy) filesystem = get_interface (self, path, FILESYSTEM);
  g_autoptr (GDBusProxy) drive = block == NULL ? NULL : get_drive (self, block);
  g_autofree char *place = filesystem == NULL ? NULL : get_place (filesystem);
  KapkaDrive *mounted = place == NULL ? NULL : find_mounted (drives, place);

  if (filesystem == NULL || get_boolean (block, "HintIgnore") ||
      get_boolean (block, "HintSystem") || !get_boolean (drive, "Removable"))
    return;
  if (mounted != NULL)
    name_mounted (mounted, path, block, drive);
  else if (place == NULL || !is_mounted (place))
    merge_block (drives, path, block, drive);
}

void
kapka_udisks_merge (KapkaUdisks *self, GPtrArray *drives) {
  GList *objects = self->manager == NULL ? NULL : g_dbus_object_manager_get_objects (self->manager);

  for (GList *link = objects; link != NULL; link = link->next)
    merge_object (self, drives, link->data);
  g_list_free_full (objects, g_object_unref);
  kapka_drive_list_sort (drives);
}

/* Takes @error. */
static GError *
translate (GError *error) {
  g_autofree char *remote = g_dbus_error_get_remote_error (error);
  KapkaError code = KAPKA_ERROR_IO;
  GError *translated;

  if (remote != NULL && g_str_has_prefix (remote, NAME ".Error.NotAuthorized"))
    code = KAPKA_ERROR_DENIED;
  else if (g_strcmp0 (remote, NAME ".Error.DeviceBusy") == 0)
    code = KAPKA_ERROR_BUSY;
  else if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    code = KAPKA_ERROR_NOT_FOUND;
  g_dbus_error_strip_remote_error (error);
  translated = g_error_new_literal (KAPKA_ERROR, (int)code, error->message);
  g_error_free (error);
  return translated;
}

typedef struct {
  GDBusProxy *filesystem;
  gboolean writable;
} Mounting;

static void
mounting_free (Mounting *mounting) {
  g_object_unref (mounting->filesystem);
  g_free (mounting);
}

static void
call (GDBusProxy *filesystem,
      const char *method,
      const char *options,
      GAsyncReadyCallback callback,
      gpointer user_data) {
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&builder, "{sv}", "auth.no_user_interaction",
                         g_variant_new_boolean (TRUE));
  if (options != NULL)
    g_variant_builder_add (&builder, "{sv}", "options", g_variant_new_string (options));
  g_dbus_proxy_call (filesystem, method, g_variant_new ("(a{sv})", &builder),
                     G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, callback, user_data);
}

static void
on_mounted (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  char *place = NULL;

  if (reply == NULL) {
    g_task_return_error (task, translate (error));
    return;
  }
  g_variant_get (reply, "(s)", &place);
  g_task_return_pointer (task, place, g_free);
}

static void
mount (GTask *task) {
  const Mounting *mounting = g_task_get_task_data (task);

  call (mounting->filesystem, "Mount",
        mounting->writable ? "nosuid,nodev,noexec" : "nosuid,nodev,noexec,ro", on_mounted, task);
}

static void
on_unmounted_before (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, translate (error));
  else
    mount (g_steal_pointer (&task));
}

static gboolean
is_read_only (const char *place) {
  g_autoptr (GUnixMountEntry) entry = g_unix_mount_at (place, NULL);

  return entry != NULL && g_unix_mount_is_readonly (entry);
}

/* Returns (transfer full) (nullable): what can be asked about @block; otherwise @task has its
 * answer. */
static GDBusProxy *
find_filesystem (KapkaUdisks *self, GTask *task, const char *block) {
  GDBusProxy *filesystem = get_interface (self, block, FILESYSTEM);

  if (filesystem == NULL)
    g_task_return_new_error (task, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "%s is gone", block);
  return filesystem;
}

void
kapka_udisks_mount_async (KapkaUdisks *self,
                          const char *block,
                          gboolean writable,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GDBusProxy *filesystem = find_filesystem (self, task, block);
  g_autofree char *place = NULL;
  Mounting *mounting;

  if (filesystem == NULL)
    return;
  mounting = g_new0 (Mounting, 1);
  *mounting = (Mounting){ filesystem, writable };
  g_task_set_task_data (task, mounting, (GDestroyNotify)mounting_free);
  place = get_place (filesystem);
  if (place == NULL || !is_mounted (place))
    mount (g_steal_pointer (&task));
  else if (writable && is_read_only (place))
    call (filesystem, "Unmount", NULL, on_unmounted_before, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&place), g_free);
}

char *
kapka_udisks_mount_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_unmounted (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, translate (error));
  else
    g_task_return_boolean (task, TRUE);
}

void
kapka_udisks_unmount_async (KapkaUdisks *self,
                            const char *block,
                            GAsyncReadyCallback callback,
                            gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GDBusProxy) filesystem = find_filesystem (self, task, block);

  if (filesystem != NULL)
    call (filesystem, "Unmount", NULL, on_unmounted, g_steal_pointer (&task));
}

gboolean
kapka_udisks_unmount_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_boolean (G_TASK (result), error);
}
