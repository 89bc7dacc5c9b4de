// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves a picture of every screen in a directory, in every size and language, as usual and for low
// vision: contact-sheet DIRECTORY [SIZE…], where SIZE is as 1280x1024. Options name fewer, or other
// versions: --languages=ru,udm,en, --versions=usual,low-vision,large,…, --walks=doors,…,
// --pictures=home,…. The doors show the real catalogue, the portals are pages of this machine. The
// desk and the waiting screen are there in Russian alone, as nobody has chosen for them. Run it by
// the environment that meson gives to tests.

#include <stdlib.h>

#include "sheet-walks.h"

#define N_USUAL_VERSIONS 2

static const char *const all_sizes[] = { "1024x768", "1280x1024", "1920x1080", "1080x1920", NULL };

/* The first two are taken where none is named: between them lies what the others show. */
static const SheetVersion all_versions[] = {
  { "usual", NULL, NULL },
  { "low-vision", "Очень крупные буквы", "Белым по чёрному" },
  { "large", "Крупные буквы", NULL },
  { "very-large", "Очень крупные буквы", NULL },
  { "black-on-white", "Крупные буквы", "Чёрным по белому" },
  { "navy-on-blue", "Очень крупные буквы", "Тёмно-синим по голубому" },
  { "brown-on-beige", "Крупные буквы", "Коричневым по бежевому" },
  { "green-on-brown", NULL, "Зелёным по коричневому" },
};

typedef struct {
  const char *name;
  void (*take) (Sheet *sheet);
  gboolean plain; // Without a language or a version that somebody has chosen.
} Walk;

static const Walk walks[] = {
  { "waiting", sheet_take_waiting, TRUE },
  { "doors", sheet_take_doors, FALSE },
  { "search", sheet_take_search, FALSE },
  { "keyboard", sheet_take_keyboard, FALSE },
  { "portals", sheet_take_portals, FALSE },
  { "drives", sheet_take_drives, FALSE },
  { "notes", sheet_take_notes, FALSE },
  { "first-start", sheet_take_first_start, TRUE },
  { "entrance", sheet_take_entrance, TRUE },
  { "journal", sheet_take_journal, TRUE },
  { "registers", sheet_take_registers, TRUE },
  { "administration", sheet_take_administration, TRUE },
};

/* Which of all pictures are wanted; NULL for all, of versions for the first. */
typedef struct {
  char **languages;
  char **versions;
  char **walks;
  char **pictures;
} Wish;

static gboolean
is_wanted (char **names, const char *name) {
  return names == NULL || g_strv_contains ((const char *const *)names, name);
}

static void
take_pictures (Sheet *sheet, const Wish *wish) {
  g_autoptr (SheetWords) words = sheet_words_new (sheet->language);

  sheet->words = words;
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    if (is_wanted (wish->walks, walks[i].name) && (sheet_is_plain (sheet) || !walks[i].plain))
      walks[i].take (sheet);
}

static void
take_languages (Sheet *sheet, const Wish *wish) {
  static const char *const languages[] = { "ru", "udm", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    sheet->language = languages[i];
    if (is_wanted (wish->languages, languages[i]))
      take_pictures (sheet, wish);
  }
}

static void
take_versions (Sheet *sheet, const Wish *wish) {
  guint count = wish->versions == NULL ? N_USUAL_VERSIONS : G_N_ELEMENTS (all_versions);

  for (guint i = 0; i < count; i++) {
    sheet->version = &all_versions[i];
    if (is_wanted (wish->versions, all_versions[i].name))
      take_languages (sheet, wish);
  }
}

static void
take_size (Sheet *sheet, const Wish *wish, const char *size) {
  g_auto (GStrv) sides = g_strsplit (size, "x", 2);

  sheet->size = size;
  sheet->width = (guint)atoi (sides[0]);
  sheet->height = (guint)atoi (sides[1]);
  take_versions (sheet, wish);
}

static char **
split (const char *list) {
  return list == NULL ? NULL : g_strsplit (list, ",", -1);
}

static void
wish_clear (Wish *wish) {
  g_strfreev (wish->languages);
  g_strfreev (wish->versions);
  g_strfreev (wish->walks);
  g_strfreev (wish->pictures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

int
main (int argc, char **argv) {
  g_autofree char *languages = NULL;
  g_autofree char *versions = NULL;
  g_autofree char *names = NULL;
  g_autofree char *pictures = NULL;
  const GOptionEntry entries[] = {
    { "languages", 0, 0, G_OPTION_ARG_STRING, &languages, "In these languages", "LIST" },
    { "versions", 0, 0, G_OPTION_ARG_STRING, &versions, "In these versions", "LIST" },
    { "walks", 0, 0, G_OPTION_ARG_STRING, &names, "On these walks", "LIST" },
    { "pictures", 0, 0, G_OPTION_ARG_STRING, &pictures, "These pictures of them", "LIST" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("DIRECTORY [SIZE…]");
  g_autoptr (KapkaTestPrintServer) print_server = NULL;
  g_autoptr (SheetYear) year = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Wish) wish = { 0 };
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
  year = sheet_year_new ();
  wish = (Wish){ split (languages), split (versions), split (names), split (pictures) };
  sheet.directory = argv[1];
  sheet.pictures = (const char *const *)wish.pictures;
  sheet.print_server = print_server;
  sheet.year = year;
  for (; *sizes != NULL; sizes++)
    take_size (&sheet, &wish, *sizes);
  return 0;
}
