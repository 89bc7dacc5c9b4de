// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/power.h"

#include "base/error.h"

#define SERVICE "org.freedesktop.login1"
#define PATH "/org/freedesktop/login1"
#define INTERFACE "org.freedesktop.login1.Manager"
#define DENIED_NAME "org.freedesktop.DBus.Error.AccessDenied"
#define ASK_NAME "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired"

static KapkaError
find_code (const GError *error) {
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  if (g_strcmp0 (name, DENIED_NAME) == 0 || g_strcmp0 (name, ASK_NAME) == 0)
    return KAPKA_ERROR_DENIED;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return KAPKA_ERROR_NOT_FOUND;
  return KAPKA_ERROR_IO;
}

static void
return_error (GTask *task, const GError *error) {
  g_task_return_new_error (task, KAPKA_ERROR, (int)find_code (error), "%s", error->message);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  KapkaPowerWish wish = (KapkaPowerWish)GPOINTER_TO_INT (g_task_get_task_data (task));

  if (bus == NULL)
    return_error (task, error);
  else
    g_dbus_connection_call (bus, SERVICE, PATH, INTERFACE,
                            wish == KAPKA_POWER_RESTART ? "Reboot" : "PowerOff",
                            g_variant_new ("(b)", FALSE), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                            on_called, g_steal_pointer (&task));
}

static void
ask (GTask *task) {
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus, g_object_ref (task));
}

static void
on_wiped (KapkaSession *session, gboolean clean, GTask *task) {
  g_signal_handlers_disconnect_by_data (session, task);
  ask (task);
  g_object_unref (task);
}

void
kapka_power_do_async (KapkaSession *session,
                      KapkaPowerWish wish,
                      GAsyncReadyCallback callback,
                      gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, kapka_power_do_async);
  g_task_set_task_data (task, GINT_TO_POINTER ((int)wish), NULL);
  kapka_session_end (session, KAPKA_END_STAFF);
  if (kapka_session_is_wiping (session))
    g_signal_connect (session, "wiped", G_CALLBACK (on_wiped), g_object_ref (task));
  else
    ask (task);
}

gboolean
kapka_power_do_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_power_do_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
