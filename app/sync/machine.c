// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/machine.h"

#include <string.h>

#include "base/digest.h"

static char *
read_line (const char *directory, const char *name) {
  g_autofree char *path = g_build_filename (directory, name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("");
  return g_strstrip (text);
}

/* Only a card of the machine itself counts, with the address it was made with: the others come and
 * go. */
static gboolean
is_built_in (const char *directory) {
  g_autofree char *bus = g_build_filename (directory, "device", "subsystem", NULL);
  g_autofree char *radio = g_build_filename (directory, "wireless", NULL);
  g_autofree char *target = g_file_read_link (bus, NULL);
  g_autofree char *kind = read_line (directory, "addr_assign_type");

  return target != NULL && !g_str_has_suffix (target, "/usb") &&
         !g_file_test (radio, G_FILE_TEST_EXISTS) && g_str_equal (kind, "0");
}

static int
compare (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_addresses (const char *sysfs) {
  g_autofree char *net = g_build_filename (sysfs, "class", "net", NULL);
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (net, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *card = g_build_filename (net, name, NULL);

    if (is_built_in (card))
      g_ptr_array_add (addresses, read_line (card, "address"));
  }
  g_clear_pointer (&dir, g_dir_close);
  g_ptr_array_sort (addresses, compare);
  return addresses;
}

char *
kapka_machine_hash (const char *sysfs) {
  static const char *const names[] = { "sys_vendor", "product_name", "board_vendor", "board_name" };
  g_autofree char *dmi = g_build_filename (sysfs, "class", "dmi", "id", NULL);
  g_autoptr (GPtrArray) addresses = list_addresses (sysfs);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *line = read_line (dmi, names[i]);

    g_string_append_printf (text, "%s\n", line);
  }
  for (guint i = 0; i < addresses->len; i++)
    g_string_append_printf (text, "%s\n", (const char *)g_ptr_array_index (addresses, i));
  return kapka_digest_sha256_hex (text->str, text->len);
}
