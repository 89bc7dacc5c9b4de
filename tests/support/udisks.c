// SPDX-License-Identifier: GPL-3.0-or-later
#include "udisks.h"

#include <string.h>
#include <sys/mount.h>

#define DEADLINE_SECONDS 60
#define NAME "org.freedesktop.UDisks2"
#define PATH "/org/freedesktop/UDisks2"
#define STICK PATH "/block_devices/sdb1"
#define STICK_DRIVE PATH "/drives/stick"
#define DISK PATH "/block_devices/sda2"
#define DISK_DRIVE PATH "/drives/disk"

struct _KapkaTestUdisks {
  char *content;
  char *place;
  GTestDBus *bus;
  GThread *thread; // Serves, while the test waits for what it sees.
  GMainContext *context;
  GMainLoop *loop;
  GMutex lock;
  GCond changed;
  gboolean ready;
  gboolean refusing;
  gboolean holding;
  GDBusMethodInvocation *held; // (nullable) Until it may unmount.
  gboolean mounted;
  GString *calls;
};

static const char interface_xml[] =
    "<node><interface name='org.freedesktop.DBus.ObjectManager'>"
    "<method name='GetManagedObjects'><arg type='a{oa{sa{sv}}}' direction='out'/></method>"
    "</interface><interface name='" NAME ".Filesystem'>"
    "<method name='Mount'><arg type='a{sv}' direction='in'/><arg type='s' "
    "direction='out'/></method>"
    "<method name='Unmount'><arg type='a{sv}' direction='in'/></method>"
    "</interface></node>";

static GVariant *
list_places (KapkaTestUdisks *self) {
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aay"));
  if (self->mounted)
    g_variant_builder_add_value (&builder, g_variant_new_bytestring (self->place));
  return g_variant_builder_end (&builder);
}

static void
add_block (GVariantBuilder *objects, const char *path, const char *drive, GVariant *places) {
  g_variant_builder_open (objects, G_VARIANT_TYPE ("{oa{sa{sv}}}"));
  g_variant_builder_add (objects, "o", path);
  g_variant_builder_open (objects, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_variant_builder_add_parsed (objects,
                                "{'" NAME ".Block', {'Drive': <%o>, 'IdLabel': <'ПЕРЕНОСНАЯ'>,"
                                " 'HintSystem': <false>, 'HintIgnore': <false>}}",
                                drive);
  g_variant_builder_add_parsed (objects, "{'" NAME ".Filesystem', {'MountPoints': <%*>}}", places);
  g_variant_builder_close (objects);
  g_variant_builder_close (objects);
}

static GVariant *
list_objects (KapkaTestUdisks *self) {
  GVariantBuilder objects;

  g_variant_builder_init (&objects, G_VARIANT_TYPE ("a{oa{sa{sv}}}"));
  add_block (&objects, STICK, STICK_DRIVE, list_places (self));
  add_block (&objects, DISK, DISK_DRIVE, g_variant_new_parsed ("@aay []"));
  g_variant_builder_add_parsed (&objects, "{%o, {'" NAME ".Drive': {'Removable': <true>}}}",
                                STICK_DRIVE);
  g_variant_builder_add_parsed (&objects, "{%o, {'" NAME ".Drive': {'Removable': <false>}}}",
                                DISK_DRIVE);
  return g_variant_new ("(a{oa{sa{sv}}})", &objects);
}

static void
tell_places (KapkaTestUdisks *self, GDBusConnection *connection) {
  g_dbus_connection_emit_signal (
      connection, NULL, STICK, "org.freedesktop.DBus.Properties", "PropertiesChanged",
      g_variant_new_parsed ("('" NAME ".Filesystem', {'MountPoints': <%*>}, @as [])",
                            list_places (self)),
      NULL);
}

static gboolean
do_mount (KapkaTestUdisks *self, const char *options) {
  unsigned long flags = MS_BIND | MS_REMOUNT | MS_NOSUID | MS_NODEV | MS_NOEXEC;

  g_string_append_printf (self->calls, "%smount(%s)", self->calls->len == 0 ? "" : " ", options);
  if (strstr (options, ",ro") != NULL)
    flags |= MS_RDONLY;
  self->mounted = mount (self->content, self->place, NULL, MS_BIND, NULL) == 0 &&
                  mount (NULL, self->place, NULL, flags, NULL) == 0;
  return self->mounted;
}

static gboolean
do_unmount (KapkaTestUdisks *self) {
  g_string_append (self->calls, " unmount");
  if (umount2 (self->place, 0) != 0)
    return FALSE;
  self->mounted = FALSE;
  return TRUE;
}

static void
on_mount (KapkaTestUdisks *self, GVariant *parameters, GDBusMethodInvocation *invocation) {
  g_autoptr (GVariant) arguments = g_variant_get_child_value (parameters, 0);
  const char *options = "";

  g_variant_lookup (arguments, "options", "&s", &options);
  if (self->refusing || self->mounted || !do_mount (self, options)) {
    g_dbus_method_invocation_return_dbus_error (invocation, NAME ".Error.NotAuthorizedCanObtain",
                                                "not allowed");
    return;
  }
  tell_places (self, g_dbus_method_invocation_get_connection (invocation));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", self->place));
}

static void
answer_unmount (KapkaTestUdisks *self, GDBusMethodInvocation *invocation) {
  if (!do_unmount (self)) {
    g_dbus_method_invocation_return_dbus_error (invocation, NAME ".Error.DeviceBusy", "busy");
    return;
  }
  tell_places (self, g_dbus_method_invocation_get_connection (invocation));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
on_unmount (KapkaTestUdisks *self, GDBusMethodInvocation *invocation) {
  if (!self->holding) {
    answer_unmount (self, invocation);
    return;
  }
  self->held = invocation;
  g_cond_signal (&self->changed);
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data) {
  KapkaTestUdisks *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_str_equal (method, "Mount"))
    on_mount (self, parameters, invocation);
  else if (g_str_equal (method, "Unmount"))
    on_unmount (self, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, list_objects (self));
}

static void
note_ready (GDBusConnection *connection, const char *name, gpointer user_data) {
  KapkaTestUdisks *self = user_data;

  g_mutex_lock (&self->lock);
  self->ready = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
offer (KapkaTestUdisks *self, GDBusConnection *connection) {
  static const GDBusInterfaceVTable methods = { .method_call = on_call };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, &error);

  g_assert_no_error (error);
  g_dbus_connection_register_object (connection, PATH, node->interfaces[0], &methods, self, NULL,
                                     &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (connection, STICK, node->interfaces[1], &methods, self, NULL,
                                     &error);
  g_assert_no_error (error);
}

static gpointer
serve (gpointer data) {
  KapkaTestUdisks *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  guint owner;

  g_main_context_push_thread_default (self->context);
  connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  offer (self, connection);
  owner = g_bus_own_name_on_connection (connection, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, note_ready,
                                        NULL, self, NULL);
  g_main_loop_run (self->loop);
  g_bus_unown_name (owner);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

KapkaTestUdisks *
kapka_test_udisks_new (const char *content, const char *place) {
  KapkaTestUdisks *self = g_new0 (KapkaTestUdisks, 1);

  self->content = g_strdup (content);
  self->place = g_strdup (place);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->calls = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("udisks2", serve, self);
  g_mutex_lock (&self->lock);
  while (!self->ready)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

void
kapka_test_udisks_free (KapkaTestUdisks *udisks) {
  if (udisks == NULL)
    return;
  g_main_loop_quit (udisks->loop);
  g_thread_join (udisks->thread);
  g_main_loop_unref (udisks->loop);
  g_main_context_unref (udisks->context);
  g_test_dbus_stop (udisks->bus);
  g_object_unref (udisks->bus);
  umount2 (udisks->place, MNT_DETACH);
  g_string_free (udisks->calls, TRUE);
  g_cond_clear (&udisks->changed);
  g_mutex_clear (&udisks->lock);
  g_free (udisks->content);
  g_free (udisks->place);
  g_free (udisks);
}

const char *
kapka_test_udisks_get_address (KapkaTestUdisks *udisks) {
  return g_test_dbus_get_bus_address (udisks->bus);
}

void
kapka_test_udisks_set_refusing (KapkaTestUdisks *udisks, gboolean refusing) {
  g_mutex_lock (&udisks->lock);
  udisks->refusing = refusing;
  g_mutex_unlock (&udisks->lock);
}

void
kapka_test_udisks_hold (KapkaTestUdisks *udisks) {
  g_mutex_lock (&udisks->lock);
  udisks->holding = TRUE;
  g_mutex_unlock (&udisks->lock);
}

gboolean
kapka_test_udisks_is_held (KapkaTestUdisks *udisks) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&udisks->lock);

  return udisks->held != NULL;
}

void
kapka_test_udisks_wait_held (KapkaTestUdisks *udisks) {
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&udisks->lock);

  while (udisks->held == NULL)
    g_assert_true (g_cond_wait_until (&udisks->changed, &udisks->lock, deadline));
}

void
kapka_test_udisks_let_go (KapkaTestUdisks *udisks) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&udisks->lock);

  udisks->holding = FALSE;
  if (udisks->held != NULL)
    answer_unmount (udisks, g_steal_pointer (&udisks->held));
}

char *
kapka_test_udisks_get_calls (KapkaTestUdisks *udisks) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&udisks->lock);

  return g_strdup (udisks->calls->str);
}
