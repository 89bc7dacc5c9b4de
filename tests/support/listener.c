// SPDX-License-Identifier: GPL-3.0-or-later
#include "listener.h"

#include "wait.h"

#define DEADLINE_MS 60000

struct _KapkaTestListener {
  GDBusConnection *bus;
  GPtrArray *heard;
  guint n_expected; // So many of them were waited for, or came before one that was.
  guint subscription;
};

/* Screen readers say the new name of a window, and of nothing else that has no focus. */
static void
on_property_change (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer user_data) {
  KapkaTestListener *self = user_data;
  g_autoptr (KapkaTestElement) source = kapka_test_element_new (bus, sender, path);
  g_autoptr (GVariant) value = NULL;

  if (kapka_test_element_get_role (source) != ATSPI_ROLE_FRAME ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(siiva{sv})")))
    return;
  g_variant_get_child (parameters, 3, "v", &value);
  g_ptr_array_add (self->heard, g_variant_dup_string (value, NULL));
}

KapkaTestListener *
kapka_test_listener_new (KapkaTestKiosk *kiosk) {
  KapkaTestListener *self = g_new0 (KapkaTestListener, 1);

  self->bus = g_object_ref (
      kapka_test_desktop_get_accessibility_bus (kapka_test_kiosk_get_desktop (kiosk)));
  self->heard = g_ptr_array_new_with_free_func (g_free);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->bus, NULL, "org.a11y.atspi.Event.Object", "PropertyChange", NULL, "accessible-name",
      G_DBUS_SIGNAL_FLAGS_NONE, on_property_change, self, NULL);
  return self;
}

void
kapka_test_listener_free (KapkaTestListener *listener) {
  if (listener == NULL)
    return;
  g_dbus_connection_signal_unsubscribe (listener->bus, listener->subscription);
  g_object_unref (listener->bus);
  g_ptr_array_unref (listener->heard);
  g_free (listener);
}

typedef struct {
  KapkaTestListener *listener;
  const char *pattern;
} Wait;

static gboolean
is_heard_cb (gpointer data) {
  const Wait *wait = data;
  KapkaTestListener *self = wait->listener;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  while (self->n_expected < self->heard->len)
    if (g_pattern_match_simple (wait->pattern, self->heard->pdata[self->n_expected++]))
      return TRUE;
  return FALSE;
}

void
kapka_test_listener_expect (KapkaTestListener *listener, const char *pattern) {
  Wait wait = { listener, pattern };

  if (kapka_test_wait_until (is_heard_cb, &wait, DEADLINE_MS))
    return;
  for (guint i = 0; i < listener->heard->len; i++)
    g_test_message ("heard: %s", (const char *)listener->heard->pdata[i]);
  g_error ("never heard: %s", pattern);
}
