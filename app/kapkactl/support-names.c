// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/support-names.h"

#include "staff/people.h"
#include "sync/enrolment.h"

#define LEFT_OUT "…"

/* Before the host of an address there may be a name and a password. */
#define LOGIN "(?<=://)[^\\s/@\"]*@"

static char *
replace (char *text, const char *pattern, const char *by) {
  g_autofree char *owned = text;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);

  return g_regex_replace_literal (regex, owned, -1, 0, by, 0, NULL);
}

/* A short name may be a part of any word. */
static char *
hide (char *text, const char *name) {
  g_autofree char *escaped = g_regex_escape_string (name, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<![\\p{L}\\p{N}])%s(?![\\p{L}\\p{N}])", escaped);

  return *name == '\0' ? text : replace (text, pattern, LEFT_OUT);
}

char *
kapka_support_hide_names (const char *text,
                          const KapkaSettings *settings,
                          const KapkaCatalog *catalog) {
  g_autoptr (KapkaPeople) people = kapka_people_load (settings->state_dir, NULL);
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (settings->state_dir, NULL);
  char *rest = replace (g_utf8_make_valid (text, -1), LOGIN, LEFT_OUT "@");

  for (guint i = 0; people != NULL && i < kapka_people_get_length (people); i++)
    rest = hide (rest, kapka_people_get (people, i)->name);
  if (enrolment != NULL)
    rest = hide (rest, enrolment->token);
  return hide (rest, kapka_catalog_get_approver (catalog));
}
