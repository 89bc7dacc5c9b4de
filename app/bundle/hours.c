// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/hours.h"

#include <glib/gi18n.h>

#include "base/ini.h"
#include "config/week-hours.h"

#define KEY "Hours"

static const char *const known_keys[] = { KEY, NULL };

/* Returns NULL when the group says nothing that can be used. */
static char *
read_group (const KapkaIniGroup *group, KapkaProblems *problems) {
  g_autofree char *hours = g_key_file_get_string (group->keys, group->name, KEY, NULL);
  KapkaWeekHours week;

  kapka_ini_group_check_keys (group, known_keys, problems);
  if (hours != NULL && kapka_week_hours_parse (hours, &week))
    return g_steal_pointer (&hours);
  kapka_ini_group_problem (group, problems, KEY, _ ("%s is \"%s\", expected %s"), KEY,
                           hours != NULL ? hours : "",
                           _ ("days and times, as in пн-пт 9:00-13:00, 14:00-18:00; сб "
                              "10:00-16:00"));
  return NULL;
}

char *
kapka_hours_file_read (const char *directory, const char *library, KapkaProblems *problems) {
  g_autofree char *path = g_build_filename (directory, KAPKA_HOURS_FILE, NULL);
  g_autoptr (GPtrArray) groups =
      g_file_test (path, G_FILE_TEST_EXISTS) ? kapka_ini_load (path, problems) : NULL;
  g_autofree char *found = g_strdup ("");

  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);
    g_autofree char *hours = read_group (group, problems);

    if (hours != NULL && g_str_equal (group->name, library)) {
      g_free (found);
      found = g_steal_pointer (&hours);
    }
  }
  return g_steal_pointer (&found);
}
