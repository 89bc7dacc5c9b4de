// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/promo.h"

#include <string.h>

#include "base/error.h"
#include "desk/publication.h"
#include "test-desk-place.h"

static KapkaPromo
booklet (void) {
  return (KapkaPromo){ .day = "2026-02-10",
                       .kind = (char *)"booklet",
                       .title = (char *)" Госуслуги рядом ",
                       .print_run = 300 };
}

static KapkaPublication
article (void) {
  return (KapkaPublication){ .day = "2026-02-11",
                             .channel = (char *)"media",
                             .title = (char *)"Окно в библиотеке",
                             .address = (char *)"«Заря», № 6" };
}

static void
assert_promos (KapkaDeskPlace *place, const char *expected) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) promos = kapka_promo_list (place->desk, "2026-01-01", "2026-12-31", &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < promos->len; i++) {
    const KapkaPromo *promo = g_ptr_array_index (promos, i);

    g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s %" G_GINT64_FORMAT " %s\n",
                            promo->no, promo->day, promo->kind, promo->title, promo->print_run,
                            promo->author);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_publications (KapkaDeskPlace *place, const char *expected) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) publications =
      kapka_publication_list (place->desk, "2026-01-01", "2026-12-31", &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < publications->len; i++) {
    const KapkaPublication *publication = g_ptr_array_index (publications, i);

    g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s|%s %s\n", publication->no,
                            publication->day, publication->channel, publication->title,
                            publication->address, publication->author);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
save_promo (KapkaDeskPlace *place, KapkaPromo promo) {
  g_autoptr (GError) error = NULL;

  kapka_promo_save (place->desk, &promo, &error);
  g_assert_no_error (error);
}

static void
save_publication (KapkaDeskPlace *place, KapkaPublication publication) {
  g_autoptr (GError) error = NULL;

  kapka_publication_save (place->desk, &publication, &error);
  g_assert_no_error (error);
}

static void
assert_refused (gboolean done, GError *error, int code, const char *part) {
  g_assert_false (done);
  g_assert_error (error, KAPKA_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("expected \"%s\", got \"%s\"", part, error->message);
  g_error_free (error);
}

static void
test_promo (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  KapkaPromo promo = booklet ();

  save_promo (place, promo);
  promo.day[9] = '9';
  save_promo (place, promo);
  assert_promos (place, "2 2026-02-19 booklet Госуслуги рядом 300 Анна\n"
                        "1 2026-02-10 booklet Госуслуги рядом 300 Анна\n");
  kapka_desk_place_reopen (place, "Вера", KAPKA_ROLE_LIBRARIAN);
  promo.no = 1;
  promo.kind = (char *)"poster";
  promo.print_run = 5;
  save_promo (place, promo);
  assert_promos (place, "2 2026-02-19 booklet Госуслуги рядом 300 Анна\n"
                        "1 2026-02-19 poster Госуслуги рядом 5 Вера\n");
  g_assert_true (kapka_promo_remove (place->desk, 2, NULL));
  assert_promos (place, "1 2026-02-19 poster Госуслуги рядом 5 Вера\n");
  // A number is not given twice.
  save_promo (place, booklet ());
  assert_promos (place, "1 2026-02-19 poster Госуслуги рядом 5 Вера\n"
                        "3 2026-02-10 booklet Госуслуги рядом 300 Вера\n");
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM promo_line"), ==, 5);
}

static void
refuse_promo (KapkaDeskPlace *place, KapkaPromo promo, int code, const char *part) {
  GError *error = NULL;
  gboolean done = kapka_promo_save (place->desk, &promo, &error);

  assert_refused (done, error, code, part);
}

static void
test_promo_refused (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  KapkaPromo promo = booklet ();
  GError *error = NULL;

#define REFUSE(field, value, part)                                                                 \
  promo = booklet ();                                                                              \
  promo.field = value;                                                                             \
  refuse_promo (place, promo, KAPKA_ERROR_DATA, part)
  REFUSE (title, (char *)" ", "title");
  REFUSE (title, NULL, "title");
  REFUSE (title, (char *)"a\nb", "line of text");
  REFUSE (title, (char *)"\xFF", "line of text");
  REFUSE (kind, NULL, "kind");
  REFUSE (kind, (char *)"banner", "kind");
  REFUSE (print_run, 0, "from 1 to 999999");
  REFUSE (print_run, 1000000, "from 1 to 999999");
  REFUSE (day[0], '3', "not here yet");
  REFUSE (day[0], 'x', "no such day");
  REFUSE (day[8], '3', "no such day"); // 30 February.
#undef REFUSE
  promo = booklet ();
  promo.no = 1;
  refuse_promo (place, promo, KAPKA_ERROR_USAGE, "not there");
  g_assert_false (kapka_promo_remove (place->desk, 1, &error));
  assert_refused (FALSE, error, KAPKA_ERROR_USAGE, "not there");
  assert_promos (place, "");
}

static void
test_publication (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  KapkaPublication publication = article ();

  save_publication (place, publication);
  publication.no = 1;
  publication.channel = (char *)"social_network";
  publication.address = (char *)"";
  save_publication (place, publication);
  save_publication (place, article ());
  assert_publications (place, "2 2026-02-11 media Окно в библиотеке|«Заря», № 6 Анна\n"
                              "1 2026-02-11 social_network Окно в библиотеке| Анна\n");
  g_assert_true (kapka_publication_remove (place->desk, 2, NULL));
  g_assert_false (kapka_publication_remove (place->desk, 2, NULL));
  assert_publications (place, "1 2026-02-11 social_network Окно в библиотеке| Анна\n");
}

static void
refuse_publication (KapkaDeskPlace *place, KapkaPublication publication, const char *part) {
  GError *error = NULL;
  gboolean done = kapka_publication_save (place->desk, &publication, &error);

  assert_refused (done, error, KAPKA_ERROR_DATA, part);
}

static void
test_publication_refused (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autofree char *long_address = g_strnfill (501, 'x');
  KapkaPublication publication;

#define REFUSE(field, value, part)                                                                 \
  publication = article ();                                                                        \
  publication.field = value;                                                                       \
  refuse_publication (place, publication, part)
  REFUSE (title, (char *)"", "title");
  REFUSE (address, long_address, "address");
  REFUSE (channel, (char *)"radio", "channel");
  REFUSE (day[6], '0', "no such day");
#undef REFUSE
  assert_publications (place, "");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/promo/promo", test_promo);
  g_test_add_func ("/promo/promo-refused", test_promo_refused);
  g_test_add_func ("/promo/publication", test_publication);
  g_test_add_func ("/promo/publication-refused", test_publication_refused);
  return g_test_run ();
}
