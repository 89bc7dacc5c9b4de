// SPDX-License-Identifier: GPL-3.0-or-later
#include "login.h"

#define NAME "org.freedesktop.login1"
#define PATH "/org/freedesktop/login1"

struct _KapkaTestLogin {
  GTestDBus *bus;
  GThread *thread; // Serves, while the test waits for what it sees.
  GMainContext *context;
  GMainLoop *loop;
  GMutex lock;
  GCond changed;
  gboolean ready;
  gboolean refusing;
  GString *calls;
};

static const char interface_xml[] =
    "<node><interface name='org.freedesktop.login1.Manager'>"
    "<method name='Reboot'><arg type='b' direction='in'/></method>"
    "<method name='PowerOff'><arg type='b' direction='in'/></method>"
    "</interface></node>";

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data) {
  KapkaTestLogin *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->refusing) {
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.freedesktop.DBus.Error.AccessDenied", "not allowed");
    return;
  }
  g_string_append_printf (self->calls, "%s%s", self->calls->len == 0 ? "" : " ", method);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
note_ready (GDBusConnection *connection, const char *name, gpointer user_data) {
  KapkaTestLogin *self = user_data;

  g_mutex_lock (&self->lock);
  self->ready = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
serve (gpointer data) {
  static const GDBusInterfaceVTable methods = { .method_call = on_call };
  KapkaTestLogin *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, &error);
  g_autoptr (GDBusConnection) connection = NULL;
  guint owner;

  g_assert_no_error (error);
  g_main_context_push_thread_default (self->context);
  connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (connection, PATH, node->interfaces[0], &methods, self, NULL,
                                     &error);
  g_assert_no_error (error);
  owner = g_bus_own_name_on_connection (connection, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, note_ready,
                                        NULL, self, NULL);
  g_main_loop_run (self->loop);
  g_bus_unown_name (owner);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

KapkaTestLogin *
kapka_test_login_new (void) {
  KapkaTestLogin *self = g_new0 (KapkaTestLogin, 1);

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->calls = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("login1", serve, self);
  g_mutex_lock (&self->lock);
  while (!self->ready)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

void
kapka_test_login_free (KapkaTestLogin *login) {
  if (login == NULL)
    return;
  g_main_loop_quit (login->loop);
  g_thread_join (login->thread);
  g_main_loop_unref (login->loop);
  g_main_context_unref (login->context);
  g_test_dbus_stop (login->bus);
  g_object_unref (login->bus);
  g_string_free (login->calls, TRUE);
  g_cond_clear (&login->changed);
  g_mutex_clear (&login->lock);
  g_free (login);
}

const char *
kapka_test_login_get_address (KapkaTestLogin *login) {
  return g_test_dbus_get_bus_address (login->bus);
}

void
kapka_test_login_set_refusing (KapkaTestLogin *login, gboolean refusing) {
  g_mutex_lock (&login->lock);
  login->refusing = refusing;
  g_mutex_unlock (&login->lock);
}

char *
kapka_test_login_get_calls (KapkaTestLogin *login) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&login->lock);

  return g_strdup (login->calls->str);
}
