// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/digest.h"
#include "base/error.h"
#include "bundle/layers.h"
#include "catalog/tile.h"
#include "files/new-file.h"
#include "kapkactl/forms-actions.h"
#include "kapkactl/forms-options.h"
#include "paper/document-inspection.h"
#include "paper/document.h"

/* Import: one blank on its way to the shelf. */
typedef struct {
  const KapkaCommandContext *context;
  const KapkaFormsOptions *options;
  KapkaSettings *settings;
  KapkaCatalog *catalog;
  const KapkaTile *before; // (nullable): the entry of that id until now.
  char *ini_path;
  char *forms_dir;
  GBytes *bytes;
  char *sha256;
  guint n_pages;
  char *name; // (nullable): of the file on the shelf, once it is there.
} Import;

static void
import_clear (Import *import) {
  g_clear_pointer (&import->catalog, kapka_catalog_free);
  g_clear_pointer (&import->settings, kapka_settings_unref);
  g_free (import->ini_path);
  g_free (import->forms_dir);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  g_free (import->sha256);
  g_free (import->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
find_place (Import *import, GError **error) {
  import->settings = kapka_command_load_settings (import->context, KAPKA_MISTAKES_TOLERATE, error);
  if (import->settings == NULL)
    return FALSE;
  if (*import->settings->catalog_dir == '\0') {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                         _ ("blanks of the centre have no place: name a folder in kapka.conf, "
                            "[catalog] dir="));
    return FALSE;
  }
  import->catalog = kapka_command_load_catalog (import->context, import->settings, NULL);
  import->before = kapka_catalog_find_tile (import->catalog, import->options->id);
  import->ini_path = g_build_filename (import->settings->catalog_dir, "forms.ini", NULL);
  import->forms_dir = g_build_filename (import->settings->catalog_dir, "forms", NULL);
  return TRUE;
}

static gboolean
read_blank (Import *import, const char *path, GError **error) {
  g_autoptr (GPtrArray) complaints = NULL;
  gsize length;
  const void *data;

  import->bytes = kapka_document_read (path, error);
  if (import->bytes == NULL)
    return FALSE;
  complaints = kapka_document_inspect (import->bytes, &import->n_pages, error);
  if (complaints == NULL) {
    g_prefix_error (error, "%s: ", path);
    return FALSE;
  }
  for (guint i = 0; i < complaints->len; i++)
    g_printerr ("%s: %s\n", path, (const char *)g_ptr_array_index (complaints, i));
  data = g_bytes_get_data (import->bytes, &length);
  import->sha256 = kapka_digest_sha256_hex (data, length);
  if (complaints->len > 0)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                         _ ("the blank is not taken, see above"));
  return complaints->len == 0;
}

static char *
find_list (const Import *import) {
  g_auto (GStrv) layers = kapka_bundle_list_layers (import->settings);

  for (guint i = 0; layers[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (layers[i], "forms.ini", NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
  return g_build_filename (kapka_command_get_data_dir (import->context), "catalog", "forms.ini",
                           NULL);
}

/* The library's own file; before there is one, the list that is in use. */
static char *
read_list (const Import *import, GError **error) {
  g_autofree char *path = find_list (import);
  g_autoptr (GError) local_error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s", local_error->message);
  return text;
}

/* Days belong to the blank: those of the one before do not hold for it. */
static void
forget_days (KapkaIniEdit *edit, const Import *import) {
  const KapkaTile *before = import->before;

  if (before == NULL || g_strcmp0 (before->sha256, import->sha256) == 0)
    return;
  if (before->valid_from != NULL)
    kapka_ini_edit_set (edit, before->id, "ValidFrom", "");
  if (before->valid_to != NULL)
    kapka_ini_edit_set (edit, before->id, "ValidTo", "");
}

/* Returns @list with the new entry. */
static char *
write_entry (const Import *import, const char *list, const char *today) {
  g_autoptr (GPtrArray) edit = kapka_ini_edit_new (list);
  const char *id = import->options->id;

  forget_days (edit, import);
  kapka_ini_edit_set (edit, id, "CheckedOn", today);
  kapka_forms_options_write (import->options, edit);
  if (import->name != NULL) {
    kapka_ini_edit_set (edit, id, "File", import->name);
    kapka_ini_edit_set (edit, id, "Sha256", import->sha256);
  }
  return kapka_ini_edit_to_text (edit);
}

static const KapkaIniGroup *
find_group (const GPtrArray *groups, const char *name) {
  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);

    if (g_str_equal (group->name, name))
      return group;
  }
  return NULL;
}

/* Reads the new entry of @list as the kiosk will, before anything is written. */
static gboolean
check_entry (const Import *import, const char *list, GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_parse (import->ini_path, list, strlen (list), problems);
  const KapkaIniGroup *group = find_group (groups, import->options->id);
  const char *const dirs[] = { import->forms_dir, NULL };
  g_autoptr (KapkaTile) tile = NULL;

  if (import->before != NULL && import->before->kind == KAPKA_TILE_PORTAL)
    kapka_problems_add (problems, import->ini_path, 0,
                        _ ("[%s] is the id of a portal already, expected another one"),
                        import->options->id);
  else if (group != NULL)
    tile = kapka_tile_read_form (group, dirs, problems);
  /* What is left out has been reported. */
  return tile != NULL || kapka_command_check_problems (problems, error);
}

/* Returns whether the same blank is there from an earlier import. */
static gboolean
has_copy (const Import *import) {
  g_autofree char *dir = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (import->before == NULL || import->before->file == NULL)
    return FALSE;
  dir = g_path_get_dirname (import->before->file);
  bytes = kapka_document_read (import->before->file, NULL);
  return g_str_equal (dir, import->forms_dir) && bytes != NULL &&
         g_bytes_equal (bytes, import->bytes);
}

/* Another blank that is there under the name of the id stays: the kiosk may be showing it. */
static gboolean
copy_blank (Import *import, GError **error) {
  g_autofree char *wanted = g_strconcat (import->options->id, ".pdf", NULL);
  g_autofree char *path = NULL;

  if (has_copy (import)) {
    import->name = g_path_get_basename (import->before->file);
    return TRUE;
  }
  if (g_mkdir_with_parents (import->forms_dir, 0755) != 0) {
    kapka_error_set_errno (error, errno, import->forms_dir);
    return FALSE;
  }
  path = kapka_new_file_write (import->forms_dir, wanted, import->bytes, error);
  import->name = path == NULL ? NULL : g_path_get_basename (path);
  return path != NULL;
}

static gboolean
write_list (const Import *import, const char *list, GError **error) {
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (import->ini_path, list, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &local_error))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s", local_error->message);
  return FALSE;
}

/* The list names the blank only when it is whole on the disk. */
static gboolean
put_on_shelf (Import *import, const char *today, GError **error) {
  g_autofree char *before = read_list (import, error);
  g_autofree char *draft = before == NULL ? NULL : write_entry (import, before, today);
  g_autofree char *list = NULL;

  if (draft == NULL || !check_entry (import, draft, error) || !copy_blank (import, error))
    return FALSE;
  list = write_entry (import, before, today);
  return write_list (import, list, error);
}

static gboolean
tell (const Import *import, GError **error) {
  g_autofree char *text = g_strdup_printf (
      _ ("%s is on the shelf: pages %u, %s/%s\nThe kiosk shows it from the next visit on.\n"),
      import->options->id, import->n_pages, import->forms_dir, import->name);

  return kapka_command_print (text, error);
}

static gboolean
import_blank (Import *import, const char *path, GError **error) {
  g_autoptr (KapkaClock) clock = NULL;
  KapkaInstant now;

  if (!find_place (import, error) || !read_blank (import, path, error))
    return FALSE;
  clock = kapka_clock_new_system (import->settings->time_zone, error);
  if (clock == NULL)
    return FALSE;
  kapka_clock_now (clock, &now);
  return put_on_shelf (import, now.day, error) && tell (import, error);
}

int
kapka_forms_import (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (KapkaFormsOptions) options = { 0 };
  g_auto (Import) import = { .context = context, .options = &options };
  g_auto (GStrv) words = kapka_forms_options_parse (&options, arguments, error);

  if (words == NULL)
    return EX_USAGE;
  return import_blank (&import, words[0], error) ? EX_OK : EX_SOFTWARE;
}
