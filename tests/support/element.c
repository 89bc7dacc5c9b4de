// SPDX-License-Identifier: GPL-3.0-or-later
#include "element.h"

#include <string.h>

/* Far longer than a program in good health needs. */
#define CALL_MS 2000

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ACTION "org.a11y.atspi.Action"
#define COMPONENT "org.a11y.atspi.Component"
#define TEXT "org.a11y.atspi.Text"
#define EDITABLE_TEXT "org.a11y.atspi.EditableText"
#define PROPERTIES "org.freedesktop.DBus.Properties"

struct _KapkaTestElement {
  GDBusConnection *bus;
  char *owner;
  char *path;
};

KapkaTestElement *
kapka_test_element_new (GDBusConnection *bus, const char *owner, const char *path) {
  KapkaTestElement *element = g_new0 (KapkaTestElement, 1);

  element->bus = g_object_ref (bus);
  element->owner = g_strdup (owner);
  element->path = g_strdup (path);
  return element;
}

KapkaTestElement *
kapka_test_element_copy (KapkaTestElement *element) {
  return kapka_test_element_new (element->bus, element->owner, element->path);
}

void
kapka_test_element_free (KapkaTestElement *element) {
  if (element == NULL)
    return;
  g_object_unref (element->bus);
  g_free (element->owner);
  g_free (element->path);
  g_free (element);
}

const char *
kapka_test_element_get_owner (KapkaTestElement *element) {
  return element->owner;
}

/* Returns NULL when the element has vanished, lacks the interface or the program is stuck: who
 * waits for a condition asks again, and who looks once takes it for absent. */
static GVariant *
call (KapkaTestElement *self,
      const char *interface,
      const char *method,
      GVariant *arguments,
      const char *reply_type) {
  return g_dbus_connection_call_sync (self->bus, self->owner, self->path, interface, method,
                                      arguments, G_VARIANT_TYPE (reply_type),
                                      G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_MS, NULL, NULL);
}

static GVariant *
get_property (KapkaTestElement *self,
              const char *interface,
              const char *name,
              const GVariantType *type) {
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply =
      call (self, PROPERTIES, "Get", g_variant_new ("(ss)", interface, name), "(v)");

  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(v)", &value);
  return g_variant_is_of_type (value, type) ? g_steal_pointer (&value) : NULL;
}

static gboolean
call_for_success (KapkaTestElement *self,
                  const char *interface,
                  const char *method,
                  GVariant *arguments) {
  gboolean success = FALSE;
  g_autoptr (GVariant) reply = call (self, interface, method, arguments, "(b)");

  if (reply != NULL)
    g_variant_get (reply, "(b)", &success);
  return success;
}

AtspiRole
kapka_test_element_get_role (KapkaTestElement *element) {
  guint32 role = ATSPI_ROLE_INVALID;
  g_autoptr (GVariant) reply = call (element, ACCESSIBLE, "GetRole", NULL, "(u)");

  if (reply != NULL)
    g_variant_get (reply, "(u)", &role);
  return role;
}

char *
kapka_test_element_get_name (KapkaTestElement *element) {
  g_autoptr (GVariant) name = get_property (element, ACCESSIBLE, "Name", G_VARIANT_TYPE_STRING);

  return name == NULL ? g_strdup ("") : g_variant_dup_string (name, NULL);
}

char *
kapka_test_element_get_description (KapkaTestElement *element) {
  g_autoptr (GVariant) text =
      get_property (element, ACCESSIBLE, "Description", G_VARIANT_TYPE_STRING);

  return text == NULL ? g_strdup ("") : g_variant_dup_string (text, NULL);
}

gboolean
kapka_test_element_has_state (KapkaTestElement *element, AtspiStateType state) {
  g_autoptr (GVariant) reply = call (element, ACCESSIBLE, "GetState", NULL, "(au)");

  if (reply == NULL)
    return FALSE;

  g_autoptr (GVariant) words = g_variant_get_child_value (reply, 0);
  if (g_variant_n_children (words) <= state / 32)
    return FALSE;

  g_autoptr (GVariant) word = g_variant_get_child_value (words, state / 32);
  return (g_variant_get_uint32 (word) >> (state % 32)) & 1;
}

GPtrArray *
kapka_test_element_get_children (KapkaTestElement *element) {
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_test_element_free);
  g_autoptr (GVariant) reply = call (element, ACCESSIBLE, "GetChildren", NULL, "(a(so))");
  g_autoptr (GVariantIter) iter = NULL;
  const char *owner = NULL;
  const char *path = NULL;

  if (reply == NULL)
    return children;
  g_variant_get (reply, "(a(so))", &iter);
  while (g_variant_iter_next (iter, "(&s&o)", &owner, &path))
    g_ptr_array_add (children, kapka_test_element_new (element->bus, owner, path));
  return children;
}

/* GTK 4.8 does not know the customary end of -1 and answers with nothing. */
char *
kapka_test_element_get_text (KapkaTestElement *element) {
  char *text = NULL;
  g_autoptr (GVariant) count = get_property (element, TEXT, "CharacterCount", G_VARIANT_TYPE_INT32);

  if (count == NULL)
    return NULL;

  GVariant *range = g_variant_new ("(ii)", 0, g_variant_get_int32 (count));
  g_autoptr (GVariant) reply = call (element, TEXT, "GetText", range, "(s)");
  if (reply != NULL)
    g_variant_get (reply, "(s)", &text);
  return text;
}

gboolean
kapka_test_element_set_text (KapkaTestElement *element, const char *text) {
  return call_for_success (element, EDITABLE_TEXT, "SetTextContents", g_variant_new ("(s)", text));
}

/* The length goes over the bus in bytes, as libatspi sends it. */
gboolean
kapka_test_element_insert_text (KapkaTestElement *element, int position, const char *text) {
  GVariant *arguments = g_variant_new ("(isi)", position, text, (gint32)strlen (text));

  return call_for_success (element, EDITABLE_TEXT, "InsertText", arguments);
}

gboolean
kapka_test_element_press (KapkaTestElement *element) {
  return call_for_success (element, ACTION, "DoAction", g_variant_new ("(i)", 0));
}

gboolean
kapka_test_element_do (KapkaTestElement *element, const char *name) {
  for (int i = 0;; i++) {
    g_autoptr (GVariant) reply = call (element, ACTION, "GetName", g_variant_new ("(i)", i), "(s)");
    const char *found;

    if (reply == NULL)
      return FALSE;
    g_variant_get (reply, "(&s)", &found);
    if (g_str_equal (found, name))
      return call_for_success (element, ACTION, "DoAction", g_variant_new ("(i)", i));
  }
}

/* GTK 4 knows no screen coordinates: asked for them it warns and answers with those in the window,
 * so these are asked for. */
gboolean
kapka_test_element_get_rect (KapkaTestElement *element, KapkaTestRect *out_rect) {
  KapkaTestRect rect = { 0 };
  g_autoptr (GVariant) reply = call (element, COMPONENT, "GetExtents",
                                     g_variant_new ("(u)", ATSPI_COORD_TYPE_WINDOW), "((iiii))");

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "((iiii))", &rect.x, &rect.y, &rect.width, &rect.height);
  if (rect.width <= 0 || rect.height <= 0)
    return FALSE;
  *out_rect = rect;
  return TRUE;
}

/* GTK 4.8 gives the states "visible" and "showing" also to what lies on a hidden page of a stack,
 * and leaves it its last place; but only what is mapped contains a point. */
gboolean
kapka_test_element_is_showing (KapkaTestElement *element) {
  KapkaTestRect rect = { 0 };
  GVariant *middle = NULL;

  if (!kapka_test_element_get_rect (element, &rect))
    return FALSE;
  middle = g_variant_new ("(iiu)", rect.x + rect.width / 2, rect.y + rect.height / 2,
                          ATSPI_COORD_TYPE_WINDOW);
  return call_for_success (element, COMPONENT, "Contains", middle);
}
