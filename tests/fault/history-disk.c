// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-disk.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define PAGE_BYTES 4096
#define MOST_DAMAGED_PAGES 3

void
history_disk_remove (const char *path) {
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    history_disk_remove (child);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
copy_bytes (const char *from, const char *to) {
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  // All files get the mode of the one that has to be secret.
  g_file_set_contents_full (to, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

void
history_disk_copy_file (const char *from, const char *to) {
  if (g_file_test (from, G_FILE_TEST_EXISTS))
    copy_bytes (from, to);
  else
    history_disk_remove (to);
}

void
history_disk_copy (const char *from, const char *to) {
  g_autoptr (GDir) dir = NULL;
  const char *name;

  history_disk_remove (to);
  g_assert_cmpint (g_mkdir (to, 0750), ==, 0);
  dir = g_dir_open (from, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);

    if (g_file_test (source, G_FILE_TEST_IS_DIR))
      history_disk_copy (source, target);
    else
      copy_bytes (source, target);
  }
}

/* Returns, in words, what became of one page. */
static const char *
damage_page (char *page, GRand *rand) {
  int place = g_rand_int_range (rand, 0, PAGE_BYTES);

  switch (g_rand_int_range (rand, 0, 3)) {
  case 0:
    memset (page, 0, PAGE_BYTES);
    return "emptied";
  case 1:
    for (int i = place; i < PAGE_BYTES; i++)
      page[i] = (char)g_rand_int_range (rand, 0, 256);
    return "noise";
  default:
    page[place] = (char)(page[place] ^ (1 << g_rand_int_range (rand, 0, 8)));
    return "one bit";
  }
}

char *
history_disk_damage (const char *path, GRand *rand, int spared) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  int n_pages = g_rand_int_range (rand, 1, MOST_DAMAGED_PAGES + 1);

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  for (int i = 0; i < n_pages && length >= 2 * PAGE_BYTES; i++) {
    int page = g_rand_int_range (rand, 1, (int)(length / PAGE_BYTES));

    if (page + 1 == spared)
      continue;
    g_string_append_printf (words, " page %d %s", page + 1,
                            damage_page (bytes + (gsize)page * PAGE_BYTES, rand));
  }
  g_file_set_contents_full (path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
