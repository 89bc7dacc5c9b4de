// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen.h"

#include "wait.h"

#include <atspi/atspi.h>

#define CALL_MS 2000

struct _KapkaTestScreen {
  KapkaTestDesktop *desktop; /* borrowed */
  KapkaTestProgram *program; /* borrowed */
  KapkaTestElement *application;
};

/* What is looked for, and what came of it. */
typedef struct {
  KapkaTestScreen *screen;
  AtspiRole role;
  const char *name;
  KapkaTestElement *found;
} Search;

static GPid
get_pid_of (GDBusConnection *bus, const char *owner) {
  guint32 pid = 0;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetConnectionUnixProcessID", g_variant_new ("(s)", owner), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, NULL);

  if (reply != NULL)
    g_variant_get (reply, "(u)", &pid);
  return (GPid)pid;
}

static gboolean
is_other (KapkaTestElement *application, const char *owner) {
  return application == NULL || !g_str_equal (kapka_test_element_get_owner (application), owner);
}

/* Takes the tree of the program that is not the one known already. */
static gboolean
has_other_application_cb (gpointer data) {
  KapkaTestScreen *self = data;
  gboolean found = FALSE;
  GDBusConnection *bus = kapka_test_desktop_get_accessibility_bus (self->desktop);
  g_autoptr (KapkaTestElement) registry =
      kapka_test_element_new (bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
  g_autoptr (GPtrArray) applications = kapka_test_element_get_children (registry);

  for (guint i = 0; i < applications->len && !found; i++) {
    const char *owner = kapka_test_element_get_owner (applications->pdata[i]);

    if (is_other (self->application, owner) &&
        get_pid_of (bus, owner) == kapka_test_program_get_pid (self->program)) {
      g_clear_pointer (&self->application, kapka_test_element_free);
      self->application = g_ptr_array_steal_index (applications, i);
      found = TRUE;
    }
  }
  /* Nothing will come of a dead program. */
  return found || !kapka_test_program_is_running (self->program);
}

KapkaTestScreen *
kapka_test_screen_new (KapkaTestDesktop *desktop, KapkaTestProgram *program, guint deadline_ms) {
  KapkaTestScreen *self = g_new0 (KapkaTestScreen, 1);

  self->desktop = desktop;
  self->program = program;
  kapka_test_wait_until (has_other_application_cb, self, deadline_ms);
  if (self->application == NULL) {
    g_autofree char *description = kapka_test_program_describe (program);
    g_error ("no accessibility tree within %u ms: %s", deadline_ms, description);
  }
  return self;
}

void
kapka_test_screen_wait_restart (KapkaTestScreen *screen, guint deadline_ms) {
  if (!kapka_test_wait_until (has_other_application_cb, screen, deadline_ms) ||
      !kapka_test_program_is_running (screen->program)) {
    g_autofree char *description = kapka_test_program_describe (screen->program);
    g_error ("not started again within %u ms: %s", deadline_ms, description);
  }
}

void
kapka_test_screen_free (KapkaTestScreen *screen) {
  if (screen == NULL)
    return;
  kapka_test_element_free (screen->application);
  g_free (screen);
}

/* Visits what shows below @parent, parents first, until a visit returns TRUE. */
static gboolean
visit (KapkaTestElement *parent, guint depth, KapkaTestVisitFunc func, gpointer data) {
  g_autoptr (GPtrArray) children = kapka_test_element_get_children (parent);

  for (guint i = 0; i < children->len; i++) {
    KapkaTestElement *child = children->pdata[i];

    if (!kapka_test_element_is_showing (child))
      continue;
    if (func (child, depth, data) || visit (child, depth + 1, func, data))
      return TRUE;
  }
  return FALSE;
}

void
kapka_test_screen_visit (KapkaTestScreen *screen, KapkaTestVisitFunc func, gpointer data) {
  visit (screen->application, 0, func, data);
}

/* A window has the name of what was said last to a screen reader, whether that still shows or not.
 */
static gboolean
match_cb (KapkaTestElement *element, guint depth G_GNUC_UNUSED, gpointer data) {
  Search *search = data;
  AtspiRole role = kapka_test_element_get_role (element);

  if (search->role == ATSPI_ROLE_INVALID ? role == ATSPI_ROLE_FRAME : role != search->role)
    return FALSE;

  g_autofree char *name = kapka_test_element_get_name (element);
  if (search->name != NULL && !g_pattern_match_simple (search->name, name))
    return FALSE;

  search->found = kapka_test_element_copy (element);
  return TRUE;
}

KapkaTestElement *
kapka_test_screen_find (KapkaTestScreen *screen, AtspiRole role, const char *name) {
  Search search = { screen, role, name, NULL };

  visit (screen->application, 0, match_cb, &search);
  return search.found;
}

typedef struct {
  AtspiRole role;
  GPtrArray *names;
} Collection;

static gboolean
collect_cb (KapkaTestElement *element, guint depth G_GNUC_UNUSED, gpointer data) {
  Collection *collection = data;

  if (kapka_test_element_get_role (element) == collection->role)
    g_ptr_array_add (collection->names, kapka_test_element_get_name (element));
  return FALSE;
}

GStrv
kapka_test_screen_find_all_names (KapkaTestScreen *screen, AtspiRole role) {
  Collection collection = { role, g_ptr_array_new () };

  visit (screen->application, 0, collect_cb, &collection);
  g_ptr_array_add (collection.names, NULL);
  return (GStrv)g_ptr_array_free (collection.names, FALSE);
}

static G_GNUC_NORETURN void
fail (Search *search, const char *problem, guint deadline_ms) {
  g_autofree char *role = atspi_role_get_name (search->role);
  g_autofree char *dump = kapka_test_screen_dump (search->screen);
  g_autofree char *program = kapka_test_program_describe (search->screen->program);

  g_error ("%s \"%s\" %s within %u ms\n--- what shows\n%s--- %s",
           search->role == ATSPI_ROLE_INVALID ? "element" : role,
           search->name == NULL ? "*" : search->name, problem, deadline_ms, dump, program);
}

static gboolean
is_found_cb (gpointer data) {
  Search *search = data;

  search->found = kapka_test_screen_find (search->screen, search->role, search->name);
  return search->found != NULL || !kapka_test_program_is_running (search->screen->program);
}

KapkaTestElement *
kapka_test_screen_wait_for (KapkaTestScreen *screen,
                            AtspiRole role,
                            const char *name,
                            guint deadline_ms) {
  Search search = { screen, role, name, NULL };

  kapka_test_wait_until (is_found_cb, &search, deadline_ms);
  if (search.found == NULL)
    fail (&search, "did not show", deadline_ms);
  return search.found;
}

static gboolean
is_gone_cb (gpointer data) {
  Search *search = data;
  g_autoptr (KapkaTestElement) found =
      kapka_test_screen_find (search->screen, search->role, search->name);

  return found == NULL;
}

void
kapka_test_screen_wait_gone (KapkaTestScreen *screen,
                             AtspiRole role,
                             const char *name,
                             guint deadline_ms) {
  Search search = { screen, role, name, NULL };

  if (!kapka_test_wait_until (is_gone_cb, &search, deadline_ms))
    fail (&search, "did not go", deadline_ms);
}

static gboolean
is_pressed_cb (gpointer data) {
  Search *search = data;
  g_autoptr (KapkaTestElement) found =
      kapka_test_screen_find (search->screen, search->role, search->name);

  return found != NULL && kapka_test_element_has_state (found, ATSPI_STATE_SENSITIVE) &&
         kapka_test_element_press (found);
}

void
kapka_test_screen_press (KapkaTestScreen *screen,
                         AtspiRole role,
                         const char *name,
                         guint deadline_ms) {
  Search search = { screen, role, name, NULL };

  if (!kapka_test_wait_until (is_pressed_cb, &search, deadline_ms))
    fail (&search, "could not be pressed", deadline_ms);
}

void
kapka_test_screen_click (KapkaTestScreen *screen, KapkaTestElement *element) {
  KapkaTestXDisplay *display = kapka_test_desktop_get_display (screen->desktop);
  GPid pid = kapka_test_program_get_pid (screen->program);
  KapkaTestRect rect = { 0 };
  KapkaTestRect window = { 0 };

  if (!kapka_test_element_get_rect (element, &rect) ||
      !kapka_test_x_display_find_window (display, pid, &window)) {
    g_autofree char *dump = kapka_test_screen_dump (screen);
    g_error ("the element to click has no place on the screen\n--- what shows\n%s", dump);
  }
  kapka_test_x_display_click (display, window.x + rect.x + rect.width / 2,
                              window.y + rect.y + rect.height / 2);
}

static gboolean
dump_cb (KapkaTestElement *element, guint depth, gpointer data) {
  g_autofree char *role = atspi_role_get_name (kapka_test_element_get_role (element));
  g_autofree char *name = kapka_test_element_get_name (element);
  g_autofree char *text = kapka_test_element_get_text (element);
  GString *dump = data;

  g_string_append_printf (dump, "%*s%s \"%s\"", (int)depth * 2, "", role, name);
  if (text != NULL && !g_str_equal (text, name))
    g_string_append_printf (dump, " text \"%s\"", text);
  if (!kapka_test_element_has_state (element, ATSPI_STATE_SENSITIVE))
    g_string_append (dump, " insensitive");
  if (kapka_test_element_has_state (element, ATSPI_STATE_FOCUSED))
    g_string_append (dump, " focused");
  g_string_append_c (dump, '\n');
  return FALSE;
}

char *
kapka_test_screen_dump (KapkaTestScreen *screen) {
  GString *dump = g_string_new (NULL);

  visit (screen->application, 0, dump_cb, dump);
  return g_string_free (dump, FALSE);
}
