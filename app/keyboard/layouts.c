// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard/layouts.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX ".keys"

/* A folder with more is not one of layouts. */
#define MAX_OWN_LAYOUTS 32

/* What is installed, in the order in which it is offered. */
static const char *const installed_alphabets[] = { "russian", "udmurt", "latin", NULL };
static const char *const installed_signs[] = { "digits", "symbols", NULL };

/* Adds the layout in @dir, unless there is one of that name already or the file has a mistake. */
static void
add_file (KapkaLayouts *layouts, const char *dir, const char *id, KapkaProblems *problems) {
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  KapkaKeyboardLayout *layout;

  if (kapka_layouts_find (layouts, id) != NULL)
    return;
  layout = kapka_keyboard_layout_load (path, problems);
  if (layout != NULL)
    g_ptr_array_add (layouts, layout);
}

static int
compare_ids (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names of the layouts in @dir, sorted, so that the order does not depend on the disk. */
static GPtrArray *
list_folder (const char *path, KapkaProblems *problems) {
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  if (dir == NULL)
    kapka_problems_add (problems, path, 0, "%s", error->message);
  while (dir != NULL && ids->len < MAX_OWN_LAYOUTS && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) && g_utf8_validate (name, -1, NULL))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (SUFFIX)));
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

static void
add_folder (KapkaLayouts *layouts, const char *dir, KapkaProblems *problems) {
  g_autoptr (GPtrArray) ids = list_folder (dir, problems);

  for (guint i = 0; i < ids->len; i++)
    add_file (layouts, dir, g_ptr_array_index (ids, i), problems);
}

static void
add_installed (KapkaLayouts *layouts, const char *data_dir, KapkaProblems *problems) {
  g_autofree char *dir = g_build_filename (data_dir, "keyboard", NULL);

  for (guint i = 0; installed_alphabets[i] != NULL; i++)
    add_file (layouts, dir, installed_alphabets[i], problems);
  for (guint i = 0; installed_signs[i] != NULL; i++)
    add_file (layouts, dir, installed_signs[i], problems);
}

/* Moves the layout called @id to the end of @to, if @from has it. */
static gboolean
take (KapkaLayouts *to, KapkaLayouts *from, const char *id) {
  for (guint i = 0; i < from->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (from, i);

    if (g_str_equal (layout->id, id)) {
      g_ptr_array_add (to, g_ptr_array_steal_index (from, i));
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
has_alphabet (const KapkaLayouts *layouts) {
  for (guint i = 0; i < layouts->len; i++)
    if (((const KapkaKeyboardLayout *)g_ptr_array_index (layouts, i))->letters != NULL)
      return TRUE;
  return FALSE;
}

static void
take_wanted (KapkaLayouts *to,
             KapkaLayouts *from,
             const KapkaSettings *settings,
             KapkaProblems *problems) {
  for (guint i = 0; settings->keyboard_layouts[i] != NULL; i++)
    if (!take (to, from, settings->keyboard_layouts[i]))
      kapka_problems_add (problems, settings->path, 0,
                          _ ("[keyboard] layouts names %s, of which there is no good file"),
                          settings->keyboard_layouts[i]);
}

static void
take_alphabets (KapkaLayouts *to, KapkaLayouts *from) {
  for (guint i = 0; i < from->len;) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (from, i);

    if (layout->letters == NULL || !take (to, from, layout->id))
      i++;
  }
}

/* Puts the alphabets that are wanted first, then digits and signs. */
static KapkaLayouts *
arrange (KapkaLayouts *all, const KapkaSettings *settings, KapkaProblems *problems) {
  KapkaLayouts *layouts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_keyboard_layout_free);

  take_wanted (layouts, all, settings, problems);
  if (!has_alphabet (layouts)) {
    for (guint i = 0; installed_alphabets[i] != NULL; i++)
      take (layouts, all, installed_alphabets[i]);
    take_alphabets (layouts, all);
  }
  for (guint i = 0; installed_signs[i] != NULL; i++)
    take (layouts, all, installed_signs[i]);
  return layouts;
}

KapkaLayouts *
kapka_layouts_load (const char *data_dir, const KapkaSettings *settings, KapkaProblems *problems) {
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_keyboard_layout_free);

  if (*settings->keyboard_dir != '\0')
    add_folder (all, settings->keyboard_dir, problems);
  add_installed (all, data_dir, problems);
  return arrange (all, settings, problems);
}

const KapkaKeyboardLayout *
kapka_layouts_find (const KapkaLayouts *layouts, const char *id) {
  for (guint i = 0; i < layouts->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (layouts, i);

    if (g_str_equal (layout->id, id))
      return layout;
  }
  return NULL;
}

const KapkaKeyboardLayout *
kapka_layouts_choose (const KapkaLayouts *layouts, const char *purpose, const char *language) {
  const KapkaKeyboardLayout *first = NULL;

  for (guint i = 0; i < layouts->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (layouts, i);

    if (!kapka_keyboard_layout_serves (layout, purpose))
      continue;
    if (kapka_keyboard_layout_speaks (layout, language))
      return layout;
    if (first == NULL)
      first = layout;
  }
  return first;
}

const KapkaKeyboardLayout *
kapka_layouts_next_alphabet (const KapkaLayouts *layouts, const KapkaKeyboardLayout *from) {
  guint at = 0;

  g_ptr_array_find ((GPtrArray *)layouts, from, &at);
  for (guint i = 1; i <= layouts->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (layouts, (at + i) % layouts->len);

    if (layout->letters != NULL)
      return layout;
  }
  return from;
}
