// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves a picture of every screen in a directory, in every size and language, as usual and for low
// vision: contact-sheet DIRECTORY [SIZE…], where SIZE is as 1280x1024, with --languages=ru,udm,en
// and --versions=usual,low-vision. The doors show the real catalogue, the portals are pages of this
// machine. The desk is there in Russian alone, as it is for the staff. Run it by the environment
// that meson gives to tests.

#include <stdlib.h>

#include "sheet-walks.h"

static const char *const all_sizes[] = { "1024x768", "1280x1024", "1920x1080", "1080x1920", NULL };

static void
take_pictures (Sheet *sheet) {
  g_autoptr (SheetWords) words = sheet_words_new (sheet->language);

  sheet->words = words;
  sheet_take_doors (sheet);
  sheet_take_portals (sheet);
  sheet_take_notes (sheet);
  if (!g_str_equal (sheet->language, "ru") || sheet->low_vision)
    return;
  sheet_take_journal (sheet);
  sheet_take_first_start (sheet);
  sheet_take_administration (sheet);
}

static void
take_languages (Sheet *sheet, const char *languages) {
  g_auto (GStrv) names = g_strsplit (languages, ",", -1);

  for (char **name = names; *name != NULL; name++) {
    sheet->language = *name;
    take_pictures (sheet);
  }
}

static void
take_versions (Sheet *sheet, const char *languages, const char *versions) {
  g_auto (GStrv) names = g_strsplit (versions, ",", -1);

  for (char **name = names; *name != NULL; name++) {
    sheet->low_vision = g_str_equal (*name, "low-vision");
    take_languages (sheet, languages);
  }
}

static void
take_size (Sheet *sheet, const char *size, const char *languages, const char *versions) {
  g_auto (GStrv) sides = g_strsplit (size, "x", 2);

  sheet->size = size;
  sheet->width = (guint)atoi (sides[0]);
  sheet->height = (guint)atoi (sides[1]);
  take_versions (sheet, languages, versions);
}

int
main (int argc, char **argv) {
  g_autofree char *languages = g_strdup ("ru,udm,en");
  g_autofree char *versions = g_strdup ("usual,low-vision");
  const GOptionEntry entries[] = {
    { "languages", 0, 0, G_OPTION_ARG_STRING, &languages, "In these languages", "LIST" },
    { "versions", 0, 0, G_OPTION_ARG_STRING, &versions, "In these versions", "LIST" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("DIRECTORY [SIZE…]");
  g_autoptr (KapkaTestPrintServer) print_server = NULL;
  g_autoptr (GError) error = NULL;
  Sheet sheet = { 0 };
  const char *const *sizes = all_sizes;

  g_set_prgname ("contact-sheet");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  if (argc < 2)
    g_error ("Say which directory the pictures go to.");
  if (argc > 2)
    sizes = (const char *const *)argv + 2;
  print_server = kapka_test_print_server_new ();
  sheet.directory = argv[1];
  sheet.print_server = print_server;
  for (; *sizes != NULL; sizes++)
    take_size (&sheet, *sizes, languages, versions);
  return 0;
}
