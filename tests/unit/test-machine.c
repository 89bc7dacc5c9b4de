// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sync/machine.h"
#include "tmpdir.h"

static void
write_file (KapkaTestDir *dir, const char *name, const char *text) {
  g_free (kapka_test_dir_write (dir, name, text));
}

static void
add_card (KapkaTestDir *dir,
          const char *name,
          const char *bus,
          const char *kind,
          const char *text) {
  g_autofree char *address = g_strdup_printf ("class/net/%s/address", name);
  g_autofree char *assigned = g_strdup_printf ("class/net/%s/addr_assign_type", name);
  g_autofree char *device = g_strdup_printf ("class/net/%s/device", name);
  g_autofree char *directory = kapka_test_dir_make (dir, device);
  g_autofree char *link = g_build_filename (directory, "subsystem", NULL);
  g_autofree char *target = g_strconcat ("../../../../bus/", bus, NULL);

  write_file (dir, address, text);
  write_file (dir, assigned, kind);
  g_assert_cmpint (symlink (target, link), ==, 0);
}

static char *
hash (KapkaTestDir *dir) {
  return kapka_machine_hash (kapka_test_dir_get_path (dir));
}

static void
test_hash (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *empty = hash (dir);
  g_autofree char *bare = NULL;
  g_autofree char *first = NULL;
  g_autofree char *same = NULL;
  g_autofree char *moved = NULL;

  g_assert_cmpuint (strlen (empty), ==, 64);
  write_file (dir, "class/dmi/id/sys_vendor", "Aquarius\n");
  write_file (dir, "class/dmi/id/product_name", "Pro P30\n");
  bare = hash (dir);
  g_assert_cmpstr (bare, !=, empty);
  add_card (dir, "enp3s0", "pci", "0\n", "52:54:00:00:00:01\n");
  first = hash (dir);
  g_assert_cmpstr (first, !=, bare);
  // What is plugged in or has a made-up address today is not the machine.
  add_card (dir, "wwan0", "usb", "0\n", "52:54:00:00:00:02\n");
  add_card (dir, "bond0", "pci", "3\n", "52:54:00:00:00:03\n");
  add_card (dir, "wlp2s0", "pci", "0\n", "52:54:00:00:00:04\n");
  g_free (kapka_test_dir_make (dir, "class/net/wlp2s0/wireless"));
  same = hash (dir);
  g_assert_cmpstr (same, ==, first);
  write_file (dir, "class/net/enp3s0/address", "52:54:00:00:00:05\n");
  moved = hash (dir);
  g_assert_cmpstr (moved, !=, first);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/hash", test_hash);
  return g_test_run ();
}
