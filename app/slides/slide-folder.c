// SPDX-License-Identifier: GPL-3.0-or-later
#include "slides/slide-folder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "base/day.h"
#include "base/error.h"
#include "base/ini.h"

KapkaSlide *
kapka_slide_copy (const KapkaSlide *slide) {
  KapkaSlide *copy = g_memdup2 (slide, sizeof *slide);

  copy->name = g_strdup (slide->name);
  copy->path = g_strdup (slide->path);
  copy->from = g_strdup (slide->from);
  copy->until = g_strdup (slide->until);
  copy->text.ru = g_strdup (slide->text.ru);
  copy->text.udm = g_strdup (slide->text.udm);
  copy->text.en = g_strdup (slide->text.en);
  return copy;
}

void
kapka_slide_free (KapkaSlide *slide) {
  if (slide == NULL)
    return;
  g_free (slide->name);
  g_free (slide->path);
  g_free (slide->from);
  g_free (slide->until);
  kapka_local_text_clear (&slide->text);
  g_free (slide);
}

static gboolean
has_known_ending (const char *name) {
  static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* Returns NULL when @name is nothing to show. */
static KapkaSlide *
look_at (const char *directory, const char *name) {
  g_autofree char *path = g_build_filename (directory, name, NULL);
  KapkaSlide *slide;
  struct stat info;

  if (*name == '.' || !g_utf8_validate (name, -1, NULL) || !has_known_ending (name) ||
      lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  slide = g_new0 (KapkaSlide, 1);
  slide->name = g_strdup (name);
  slide->path = g_steal_pointer (&path);
  slide->changed_usec = info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  slide->size = (guint64)info.st_size;
  return slide;
}

static int
compare_slides (gconstpointer a, gconstpointer b) {
  const KapkaSlide *const *some = a;
  const KapkaSlide *const *other = b;
  g_autofree char *some_key = g_utf8_collate_key_for_filename ((*some)->name, -1);
  g_autofree char *other_key = g_utf8_collate_key_for_filename ((*other)->name, -1);

  return strcmp (some_key, other_key);
}

static GPtrArray *
list_files (const char *directory, GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &local_error);
  GPtrArray *slides;
  const char *name;

  if (dir == NULL) {
    gboolean gone = g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
                    g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);

    g_set_error_literal (error, KAPKA_ERROR, gone ? KAPKA_ERROR_NOT_FOUND : KAPKA_ERROR_IO,
                         local_error->message);
    return NULL;
  }
  slides = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_slide_free);
  while ((name = g_dir_read_name (dir)) != NULL) {
    KapkaSlide *slide = look_at (directory, name);

    if (slide != NULL)
      g_ptr_array_add (slides, slide);
  }
  return slides;
}

static gboolean
find_slide (GPtrArray *slides, const char *name, guint *out_index) {
  for (guint i = 0; i < slides->len; i++) {
    const KapkaSlide *slide = g_ptr_array_index (slides, i);

    if (g_str_equal (slide->name, name)) {
      *out_index = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Returns whether @key holds a day or is not there. */
static gboolean
read_day (const KapkaIniGroup *group, const char *key, char **out_day, KapkaProblems *problems) {
  g_autofree char *day = g_key_file_get_string (group->keys, group->name, key, NULL);

  if (day != NULL && !kapka_day_is_valid (day)) {
    kapka_ini_group_problem (group, problems, key,
                             _ ("%s is \"%s\", expected a day, as in 2026-12-31"), key, day);
    return FALSE;
  }
  *out_day = g_steal_pointer (&day);
  return TRUE;
}

/* An announcement that would show too long is worse than none. */
static void
apply_group (GPtrArray *slides, const KapkaIniGroup *group, KapkaProblems *problems) {
  static const char *const known[] = { "From", "Until", "Text", NULL };
  KapkaSlide *slide;
  guint index;

  if (!find_slide (slides, group->name, &index)) {
    kapka_ini_group_problem (group, problems, NULL, _ ("there is no slide %s in the folder"),
                             group->name);
    return;
  }
  slide = g_ptr_array_index (slides, index);
  kapka_ini_group_check_keys (group, known, problems);
  kapka_local_text_read (&slide->text, group, "Text");
  if (!read_day (group, "From", &slide->from, problems) ||
      !read_day (group, "Until", &slide->until, problems))
    g_ptr_array_remove_index (slides, index);
}

static void
apply_words (GPtrArray *slides, const char *directory, KapkaProblems *problems) {
  g_autofree char *path = g_build_filename (directory, KAPKA_SLIDES_FILE, NULL);
  g_autoptr (GPtrArray) groups = NULL;
  struct stat info;

  if (lstat (path, &info) != 0)
    return;
  if (!S_ISREG (info.st_mode)) {
    kapka_problems_add (problems, path, 0, _ ("not a regular file"));
    return;
  }
  groups = kapka_ini_load (path, problems);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    apply_group (slides, g_ptr_array_index (groups, i), problems);
}

GPtrArray *
kapka_slide_folder_read (const char *directory, KapkaProblems *problems, GError **error) {
  GPtrArray *slides = list_files (directory, error);

  if (slides == NULL)
    return NULL;
  g_ptr_array_sort (slides, compare_slides);
  apply_words (slides, directory, problems);
  if (slides->len > KAPKA_SLIDES_MAX)
    g_ptr_array_set_size (slides, KAPKA_SLIDES_MAX);
  return slides;
}

gboolean
kapka_slide_is_due (const KapkaSlide *slide, const char *day) {
  return (slide->from == NULL || strcmp (slide->from, day) <= 0) &&
         (slide->until == NULL || strcmp (slide->until, day) >= 0);
}

gboolean
kapka_slide_is_same (const KapkaSlide *some, const KapkaSlide *other) {
  return g_str_equal (some->path, other->path) && some->changed_usec == other->changed_usec &&
         some->size == other->size;
}
