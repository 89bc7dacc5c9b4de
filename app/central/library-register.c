// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/library-register.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "central/store-ask.h"

/* Returns FALSE on error; @out_id is 0 when there is no such library. */
static gboolean
look_up (KapkaStore *store, const char *code, gint64 *out_id, GError **error) {
  g_autoptr (KapkaSqlRows) rows =
      kapka_store_ask (store, error, "SELECT library_id FROM library WHERE code = ?", "t", code);

  if (rows == NULL)
    return FALSE;
  *out_id = kapka_sql_rows_get_length (rows) == 0 ? 0 : kapka_sql_rows_get_int (rows, 0, 0);
  return TRUE;
}

gboolean
kapka_library_find (KapkaStore *store, const char *code, gint64 *out_library_id, GError **error) {
  if (!look_up (store, code, out_library_id, error))
    return FALSE;
  if (*out_library_id != 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, _ ("there is no library \"%s\""), code);
  return FALSE;
}

static gboolean
set_period (KapkaStore *store, gint64 library_id, const KapkaLibrary *library, GError **error) {
  return kapka_store_tell (store, error,
                           "INSERT INTO library_period(library_id, valid_from, name, district, "
                           "rural) VALUES (?, ?, ?, ?, ?) "
                           "ON CONFLICT(library_id, valid_from) DO UPDATE SET "
                           "name = excluded.name, district = excluded.district, "
                           "rural = excluded.rural",
                           "ittti", library_id, library->from, library->name, library->district,
                           (gint64)library->rural);
}

/* The databases of the specification share no sequences; whoever takes the same number at the same
 * time loses the race and comes again. */
static gboolean
insert (KapkaStore *store, const KapkaLibrary *library, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error,
      "INSERT INTO library(library_id, code, tz) SELECT coalesce(max(library_id), 0) + 1, "
      "CAST(? AS text), CAST(? AS text) FROM library RETURNING library_id",
      "tt", library->code, library->tz);

  return rows != NULL && set_period (store, kapka_sql_rows_get_int (rows, 0, 0), library, error);
}

/* Returns what holds on the day @from; the first period holds before its beginning too. */
static KapkaLibrary *
read_at (KapkaStore *store, gint64 library_id, const char *from, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error,
      "SELECT l.code, p.name, p.district, p.rural, l.tz FROM library l JOIN library_span p "
      "ON p.library_id = l.library_id WHERE l.library_id = ? AND p.first_month <= ? "
      "AND p.end_month > ?",
      "itt", library_id, from, from);
  KapkaLibrary *library;

  if (rows == NULL)
    return NULL;
  if (kapka_sql_rows_get_length (rows) == 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                 "library %" G_GINT64_FORMAT " has no period", library_id);
    return NULL;
  }
  library = kapka_library_new ();
  library->code = g_strdup (kapka_sql_rows_get_text (rows, 0, 0));
  library->name = g_strdup (kapka_sql_rows_get_text (rows, 0, 1));
  library->district = g_strdup (kapka_sql_rows_get_text (rows, 0, 2));
  library->rural = kapka_sql_rows_get_int (rows, 0, 3) != 0;
  library->tz = g_strdup (kapka_sql_rows_get_text (rows, 0, 4));
  g_strlcpy (library->from, from, sizeof library->from);
  return library;
}

static gboolean
is_same (const KapkaLibrary *a, const KapkaLibrary *b) {
  return g_str_equal (a->name, b->name) && g_str_equal (a->district, b->district) &&
         !a->rural == !b->rural;
}

/* Makes @library hold from its day on. */
static gboolean
update (KapkaStore *store,
        gint64 library_id,
        const KapkaLibrary *library,
        gboolean *out_changed,
        GError **error) {
  g_autoptr (KapkaLibrary) before = read_at (store, library_id, library->from, error);

  if (before == NULL)
    return FALSE;
  *out_changed = !is_same (before, library) || !g_str_equal (before->tz, library->tz);
  return (is_same (before, library) || set_period (store, library_id, library, error)) &&
         (g_str_equal (before->tz, library->tz) ||
          kapka_store_tell (store, error, "UPDATE library SET tz = ? WHERE library_id = ?", "ti",
                            library->tz, library_id));
}

static gboolean
add_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const KapkaLibrary *library = user_data;
  g_autoptr (KapkaLibrary) before = NULL;
  gint64 library_id;

  if (!look_up (store, library->code, &library_id, error))
    return FALSE;
  if (library_id == 0)
    return insert (store, library, error);
  before = read_at (store, library_id, library->from, error);
  if (before == NULL)
    return FALSE;
  if (is_same (before, library) && g_str_equal (before->tz, library->tz))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("library \"%s\" is there already; \"library change\" changes it"), library->code);
  return FALSE;
}

gboolean
kapka_library_add (KapkaStore *store, const KapkaLibrary *library, GError **error) {
  return kapka_library_check (library, error) &&
         kapka_store_transact (store, KAPKA_STORE_WRITE, add_cb, (gpointer)library, error);
}

static void
apply (const KapkaLibraryChange *change, KapkaLibrary *library) {
  const struct {
    const char *value;
    char **field;
  } texts[] = { { change->name, &library->name },
                { change->district, &library->district },
                { change->tz, &library->tz } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (texts[i].value == NULL)
      continue;
    g_free (*texts[i].field);
    *texts[i].field = g_strdup (texts[i].value);
  }
  if (change->rural != -1)
    library->rural = change->rural;
}

static gboolean
change_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const KapkaLibraryChange *change = user_data;
  g_autoptr (KapkaLibrary) library = NULL;
  gint64 library_id;
  gboolean changed;

  if (!kapka_library_find (store, change->code, &library_id, error))
    return FALSE;
  library = read_at (store, library_id, change->from, error);
  if (library == NULL)
    return FALSE;
  apply (change, library);
  return kapka_library_check (library, error) &&
         update (store, library_id, library, &changed, error);
}

gboolean
kapka_library_change (KapkaStore *store, const KapkaLibraryChange *change, GError **error) {
  if (!kapka_library_check_month (change->from, error))
    return FALSE;
  return kapka_store_transact (store, KAPKA_STORE_WRITE, change_cb, (gpointer)change, error);
}

typedef struct {
  const GPtrArray *libraries;
  KapkaLibraryImport result;
} Import;

static gboolean
import_one (KapkaStore *store,
            const KapkaLibrary *library,
            KapkaLibraryImport *result,
            GError **error) {
  gboolean changed;
  gint64 library_id;

  if (!look_up (store, library->code, &library_id, error))
    return FALSE;
  if (library_id == 0) {
    result->added++;
    return insert (store, library, error);
  }
  if (!update (store, library_id, library, &changed, error))
    return FALSE;
  if (changed)
    result->changed++;
  else
    result->unchanged++;
  return TRUE;
}

static gboolean
import_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Import *import = user_data;

  import->result = (KapkaLibraryImport){ 0 };
  for (guint i = 0; i < import->libraries->len; i++)
    if (!import_one (store, g_ptr_array_index (import->libraries, i), &import->result, error))
      return FALSE;
  return TRUE;
}

gboolean
kapka_library_import (KapkaStore *store,
                      const GPtrArray *libraries,
                      KapkaLibraryImport *result,
                      GError **error) {
  Import import = { libraries, { 0 } };

  if (!kapka_store_transact (store, KAPKA_STORE_WRITE, import_cb, &import, error))
    return FALSE;
  *result = import.result;
  return TRUE;
}

static gboolean
list_cb (KapkaStore *store, gpointer user_data, GError **error) {
  GPtrArray *list = user_data;
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error,
      "SELECT l.code, p.name, p.district, p.rural, l.tz, p.valid_from FROM library "
      "l JOIN library_period p ON p.library_id = l.library_id "
      "ORDER BY l.code, p.valid_from",
      "");

  g_ptr_array_set_size (list, 0);
  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++) {
    KapkaLibrary *library = kapka_library_new ();

    library->code = g_strdup (kapka_sql_rows_get_text (rows, i, 0));
    library->name = g_strdup (kapka_sql_rows_get_text (rows, i, 1));
    library->district = g_strdup (kapka_sql_rows_get_text (rows, i, 2));
    library->rural = kapka_sql_rows_get_int (rows, i, 3) != 0;
    library->tz = g_strdup (kapka_sql_rows_get_text (rows, i, 4));
    g_strlcpy (library->from, kapka_sql_rows_get_text (rows, i, 5), sizeof library->from);
    g_ptr_array_add (list, library);
  }
  return rows != NULL;
}

GPtrArray *
kapka_library_list (KapkaStore *store, GError **error) {
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_library_free);

  if (!kapka_store_transact (store, KAPKA_STORE_READ, list_cb, list, error))
    return NULL;
  return g_steal_pointer (&list);
}
