// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/service.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalog/row.h"

#define DEFAULT_COLOUR "#5b5b5b"

static const char *const plain_keys[] = { "Icon", "Colour", "ValidFrom", NULL };
static const char *const local_keys[] = { "Name", "Door", "Hint", "Keywords", NULL };

static gboolean
text_is_colour (const char *text) {
  return strlen (text) == 7 && *text == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
}

static char *
read_colour (KapkaRow *row) {
  g_autofree char *text = kapka_row_text (row, "Colour");

  if (text != NULL && text_is_colour (text))
    return g_steal_pointer (&text);
  kapka_row_fail (row, "Colour", _ ("Colour is \"%s\", expected #rrggbb, as in #2a6f97"),
                  text != NULL ? text : "");
  return NULL;
}

static void
read_service (KapkaService *service, const KapkaIniGroup *group, KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };

  kapka_row_check_keys (&row, plain_keys, local_keys);
  kapka_row_check_date (&row, "ValidFrom");
  kapka_row_required_local_text (&row, "Name", &service->name);
  kapka_row_required_local_text (&row, "Door", &service->door);
  kapka_local_text_read (&service->hint, group, "Hint");
  kapka_local_text_read (&service->keywords, group, "Keywords");
  service->icon = kapka_row_text (&row, "Icon");
  service->colour = read_colour (&row);
}

static void
fill_gaps (KapkaService *service) {
  if (service->name.ru == NULL)
    service->name.ru = g_strdup (service->id);
  if (service->door.ru == NULL)
    service->door.ru = g_strdup (service->name.ru);
  if (service->hint.ru == NULL)
    service->hint.ru = g_strdup ("");
  if (service->icon == NULL)
    service->icon = g_strdup_printf ("kapka-door-%s-symbolic", service->id);
  if (service->colour == NULL)
    service->colour = g_strdup (DEFAULT_COLOUR);
}

static KapkaService *
find_service (KapkaService *services, const char *id) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (g_str_equal (services[i].id, id))
      return &services[i];
  return NULL;
}

void
kapka_services_read (KapkaService *services,
                     const GPtrArray *groups,
                     const char *file,
                     KapkaProblems *problems) {
  gboolean found[KAPKA_N_SERVICES] = { FALSE };

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    services[i] = (KapkaService){ .id = g_strdup_printf ("s%u", i + 1) };
  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);
    KapkaService *service = find_service (services, group->name);

    if (service == NULL) {
      kapka_ini_group_problem (group, problems, NULL,
                               _ ("unknown group [%s], expected [s1] to [s6]"), group->name);
      continue;
    }
    read_service (service, group, problems);
    found[service - services] = TRUE;
  }
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    if (!found[i])
      kapka_problems_add (problems, file, 0, _ ("service [%s] is missing"), services[i].id);
    fill_gaps (&services[i]);
  }
}

void
kapka_services_clear (KapkaService *services) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    g_free (services[i].id);
    g_free (services[i].icon);
    g_free (services[i].colour);
    kapka_local_text_clear (&services[i].name);
    kapka_local_text_clear (&services[i].door);
    kapka_local_text_clear (&services[i].hint);
    kapka_local_text_clear (&services[i].keywords);
  }
}
