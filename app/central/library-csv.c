// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/library-csv.h"

#include <glib/gi18n.h>

#include "base/csv-reader.h"
#include "central/library.h"
#include "central/yes-no.h"

enum { CODE, NAME, DISTRICT, RURAL, TZ, FROM, N_COLUMNS };

static const KapkaCsvColumn columns[N_COLUMNS] = {
  [CODE] = { "code", TRUE },    [NAME] = { "name", TRUE }, [DISTRICT] = { "district", TRUE },
  [RURAL] = { "rural", FALSE }, [TZ] = { "tz", FALSE },    [FROM] = { "from", FALSE },
};

static const char *
get_or (const KapkaCsv *csv, guint row, guint column, const char *fallback) {
  const char *text = kapka_csv_get (csv, row, column);

  return *text == '\0' ? fallback : text;
}

/* Returns NULL with a problem. */
static KapkaLibrary *
read_row (const KapkaCsv *csv,
          guint row,
          const char *tz,
          const char *from,
          KapkaProblems *problems) {
  g_autoptr (KapkaLibrary) library = kapka_library_new ();
  g_autoptr (GError) error = NULL;
  const char *day = get_or (csv, row, FROM, from);

  library->code = g_strdup (kapka_csv_get (csv, row, CODE));
  library->name = g_strdup (kapka_csv_get (csv, row, NAME));
  library->district = g_strdup (kapka_csv_get (csv, row, DISTRICT));
  library->tz = g_strdup (get_or (csv, row, TZ, tz));
  if (kapka_library_check_month (day, &error)) // Else it might be too long for its field.
    g_strlcpy (library->from, day, sizeof library->from);
  if (error == NULL &&
      kapka_yes_no_parse (get_or (csv, row, RURAL, "0"), &library->rural, &error) &&
      kapka_library_check (library, &error))
    return g_steal_pointer (&library);
  kapka_csv_problem (csv, problems, row, error->message);
  return NULL;
}

/* One library may have several periods, but one day can begin only one of them. */
static gboolean
check_repeat (GHashTable *seen,
              const KapkaCsv *csv,
              guint row,
              const KapkaLibrary *library,
              KapkaProblems *problems) {
  g_autofree char *key = g_strdup_printf ("%s\n%s", library->code, library->from);
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
  g_autofree char *text =
      g_strdup_printf (_ ("library %s stands in line %u already"), library->code, line);

  if (line == 0)
    return g_hash_table_insert (seen, g_steal_pointer (&key),
                                GUINT_TO_POINTER (kapka_csv_get_line (csv, row)));
  kapka_csv_problem (csv, problems, row, text);
  return FALSE;
}

GPtrArray *
kapka_library_read_csv (const char *path,
                        const char *tz,
                        const char *from,
                        KapkaProblems *problems) {
  g_autoptr (KapkaCsv) csv = kapka_csv_load (path, columns, N_COLUMNS, problems);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *libraries;

  if (csv == NULL)
    return NULL;
  libraries = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_library_free);
  for (guint row = 0; row < kapka_csv_get_length (csv); row++) {
    g_autoptr (KapkaLibrary) library = read_row (csv, row, tz, from, problems);

    if (library != NULL && check_repeat (seen, csv, row, library, problems))
      g_ptr_array_add (libraries, g_steal_pointer (&library));
  }
  return libraries;
}
