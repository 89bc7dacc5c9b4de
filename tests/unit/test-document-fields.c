// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a form: which there are, what they hold, and what is on the paper when they are
// filled in, also where the form has no Cyrillic letters, lies or is built to do harm.

#include "paper/document-fields.h"

#include <stdlib.h>
#include <string.h>

#include "paper/document-flat.h"
#include "paper/document-room.h"
#include "program.h"
#include "raw-pdf.h"

#define DEADLINE_MS 60000

#define TYPED "Ёжик Ӝӝ Ӟӟ Ӥӥ Ӧӧ Ӵӵ"

#define FORM_OF(fields, widgets, more)                                                             \
  "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" fields "]/DA(/Helv 0 Tf 0 g)"                   \
  "/DR<</Font<</Helv 5 0 R>>>>>>>>",                                                               \
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",                                                       \
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</Helv 5 0 R>>>>"          \
      "/Contents 4 0 R/Annots[" widgets "]" more ">>",                                             \
      "<</Length 39>>stream\nBT /Helv 12 Tf 50 760 Td (Form) Tj ET\n\nendstream",                  \
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
#define FORM(fields, more) FORM_OF (fields, fields, more)
#define WIDGET "/Type/Annot/Subtype/Widget/P 3 0 R/F 4"
#define FONT "/DA(/Helv 12 Tf 0 g)"
#define LOOK(drawing, length)                                                                      \
  "<</Type/XObject/Subtype/Form/BBox[0 0 20 20]/Resources<<>>/Length " length ">>stream\n" drawing \
  "\nendstream"

/* One field of each kind. */
static const char *const kinds[] = {
  FORM_OF ("6 0 R 7 0 R 8 0 R 11 0 R 12 0 R 13 0 R",
           "6 0 R 7 0 R 9 0 R 10 0 R 11 0 R 12 0 R 13 0 R",
           ""),
  "<<" WIDGET FONT "/FT/Tx/T(name)/TU<FEFF0418043C044F>/Rect[50 700 400 720]/V(Anna)/MaxLen 30>>",
  "<<" WIDGET "/FT/Btn/T(agree)/TU(I agree)/Rect[50 660 70 680]/AS/Off"
  "/AP<</N<</Yes 14 0 R/Off 15 0 R>>>>>>",
  "<</FT/Btn/Ff 49152/T(sex)/Kids[9 0 R 10 0 R]/V/f>>",
  "<<" WIDGET "/Parent 8 0 R/Rect[50 620 70 640]/AS/Off/AP<</N<</m 14 0 R/Off 15 0 R>>>>>>",
  "<<" WIDGET "/Parent 8 0 R/Rect[100 620 120 640]/AS/f/AP<</N<</f 14 0 R/Off 15 0 R>>>>>>",
  "<<" WIDGET FONT "/FT/Ch/Ff 131072/T(combo)/Rect[50 580 250 600]"
  "/Opt[(one)(two)<FEFF04E6043204300020>]/V(one)>>",
  "<<" WIDGET "/DA(/Helv 10 Tf 0 g)/FT/Tx/Ff 4096/T(many)/Rect[50 350 250 450]>>",
  "<<" WIDGET FONT "/FT/Tx/Ff 16777216/MaxLen 12/T(comb)/Rect[50 300 350 320]>>",
  LOOK ("0 0 m 20 20 l S 0 20 m 20 0 l S", "31"),
  LOOK ("0 0 20 20 re S", "14"),
  NULL,
};

/* What nobody is to type into: locked, a button, hidden, not printed, a password, a file, beside
 * the paper, without room. */
static const char *const closed[] = {
  FORM ("6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R 12 0 R 13 0 R", ""),
  "<<" WIDGET FONT "/FT/Tx/Ff 1/T(locked)/Rect[50 700 400 720]>>",
  "<<" WIDGET FONT "/FT/Btn/Ff 65536/T(push)/Rect[50 660 70 680]>>",
  "<<" WIDGET "/F 6" FONT "/FT/Tx/T(hidden)/Rect[50 600 400 620]>>",
  "<</Type/Annot/Subtype/Widget/P 3 0 R" FONT "/FT/Tx/T(screen)/Rect[50 560 400 580]>>",
  "<<" WIDGET FONT "/FT/Tx/Ff 8192/T(secret)/Rect[50 520 400 540]>>",
  "<<" WIDGET FONT "/FT/Tx/Ff 1048576/T(file)/Rect[50 480 400 500]>>",
  "<<" WIDGET FONT "/FT/Tx/T(beside)/Rect[700 400 900 420]>>",
  "<<" WIDGET FONT "/FT/Tx/T(line)/Rect[50 400 300 401]>>",
  NULL,
};

/* On its side, where it is not known which place is which. */
static const char *const turned[] = {
  FORM ("6 0 R", "/Rotate 90"),
  "<<" WIDGET FONT "/FT/Tx/T(name)/Rect[50 700 400 720]>>",
  NULL,
};

static const char *const huge[] = {
  FORM ("6 0 R 7 0 R", ""),
  "<<" WIDGET FONT "/FT/Tx/T(all)/MaxLen 99999999/Rect[-1000000 -1000000 1000000 1000000]>>",
  "<<" WIDGET FONT "/FT/Tx/T(back)/MaxLen -5/Rect[400 720 50 700]>>",
  NULL,
};

/* Boxes to tick that are one field, of which the blank has ticked the second. */
static const char *const pair[] = {
  FORM_OF ("6 0 R", "7 0 R 8 0 R", ""),
  "<</FT/Btn/T(pair)/Kids[7 0 R 8 0 R]/V/f>>",
  "<<" WIDGET "/Parent 6 0 R/Rect[50 620 70 640]/AS/Off/AP<</N<</m 9 0 R/Off 10 0 R>>>>>>",
  "<<" WIDGET "/Parent 6 0 R/Rect[100 620 120 640]/AS/f/AP<</N<</f 9 0 R/Off 10 0 R>>>>>>",
  LOOK ("0 0 m 20 20 l S 0 20 m 20 0 l S", "31"),
  LOOK ("0 0 20 20 re S", "14"),
  NULL,
};

typedef struct {
  KapkaTestDir *dir;
  KapkaDocument *document;
  GPtrArray *fields;
  GHashTable *values;
} Fixture;

static void
open_path (Fixture *fixture, const char *path) {
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->document, kapka_document_free);
  fixture->document = kapka_document_open (path, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->fields, g_ptr_array_unref);
  fixture->fields = kapka_document_list_fields (fixture->document);
}

static void
set_up (Fixture *fixture, gconstpointer objects) {
  g_autofree char *path = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->values = g_hash_table_new (g_str_hash, g_str_equal);
  if (objects == NULL)
    return;
  path = kapka_test_raw_pdf_write (fixture->dir, "form.pdf", objects);
  open_path (fixture, path);
}

static void
tear_down (Fixture *fixture, gconstpointer objects) {
  g_clear_pointer (&fixture->fields, g_ptr_array_unref);
  kapka_document_free (fixture->document);
  g_hash_table_unref (fixture->values);
  kapka_test_dir_free (fixture->dir);
}

static const KapkaField *
get (Fixture *fixture, guint index) {
  g_assert_cmpuint (index, <, fixture->fields->len);
  return g_ptr_array_index (fixture->fields, index);
}

static void
test_kinds (Fixture *fixture, gconstpointer objects) {
  static const struct {
    KapkaFieldKind kind;
    const char *name;
    const char *value;
  } expected[] = {
    { KAPKA_FIELD_TEXT, "name", "Anna" },   { KAPKA_FIELD_CHECK, "agree", "" },
    { KAPKA_FIELD_RADIO, "sex", NULL },     { KAPKA_FIELD_RADIO, "sex", NULL },
    { KAPKA_FIELD_CHOICE, "combo", "one" }, { KAPKA_FIELD_TEXT, "many", "" },
    { KAPKA_FIELD_TEXT, "comb", "" },
  };

  g_assert_cmpuint (fixture->fields->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_assert_cmpint (get (fixture, i)->kind, ==, expected[i].kind);
    g_assert_cmpstr (get (fixture, i)->name, ==, expected[i].name);
    g_assert_cmpuint (get (fixture, i)->page, ==, 0);
    if (expected[i].value != NULL)
      g_assert_cmpstr (get (fixture, i)->value, ==, expected[i].value);
  }
  g_assert_cmpstr (get (fixture, 0)->tip, ==, "Имя");
  g_assert_null (get (fixture, 2)->tip);
  g_assert_cmpstr (get (fixture, 2)->value, ==, "");
  g_assert_cmpstr (get (fixture, 3)->value, ==, get (fixture, 3)->mark);
  g_assert_cmpstr (get (fixture, 2)->mark, !=, get (fixture, 3)->mark);
  g_assert_cmpuint (g_strv_length (get (fixture, 4)->options), ==, 3);
  g_assert_cmpstr (get (fixture, 4)->options[2], ==, "Ӧва ");
  g_assert_cmpuint (get (fixture, 0)->max_length, ==, 30);
  g_assert_cmpuint (get (fixture, 5)->max_length, ==, KAPKA_FIELD_MAX_LETTERS);
  g_assert_true (get (fixture, 5)->multiline);
  g_assert_false (get (fixture, 6)->multiline);
}

static void
test_places (Fixture *fixture, gconstpointer objects) {
  g_assert_cmpfloat_with_epsilon (get (fixture, 0)->left, 50, 0.01);
  g_assert_cmpfloat_with_epsilon (get (fixture, 0)->top, 842 - 720, 0.01);
  g_assert_cmpfloat_with_epsilon (get (fixture, 0)->width, 350, 0.01);
  g_assert_cmpfloat_with_epsilon (get (fixture, 0)->height, 20, 0.01);
}

static void
test_closed (Fixture *fixture, gconstpointer objects) {
  g_assert_cmpuint (fixture->fields->len, ==, 0);
}

static void
test_huge (Fixture *fixture, gconstpointer objects) {
  g_assert_cmpuint (fixture->fields->len, ==, 2);
  g_assert_cmpfloat (get (fixture, 0)->left, ==, 0);
  g_assert_cmpfloat_with_epsilon (get (fixture, 0)->width, 595, 0.01);
  g_assert_cmpfloat_with_epsilon (get (fixture, 0)->height, 842, 0.01);
  g_assert_cmpuint (get (fixture, 0)->max_length, ==, KAPKA_FIELD_MAX_LETTERS);
  g_assert_cmpuint (get (fixture, 1)->max_length, ==, KAPKA_FIELD_MAX_LETTERS);
  g_assert_cmpfloat_with_epsilon (get (fixture, 1)->left, 50, 0.01);
  g_assert_cmpfloat_with_epsilon (get (fixture, 1)->width, 350, 0.01);
}

static void
fill (Fixture *fixture, const char *name, const char *value) {
  g_hash_table_insert (fixture->values, (char *)name, (char *)value);
}

static char *
write_flat (Fixture *fixture) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "flat.pdf");
  g_autoptr (GError) error = NULL;

  kapka_document_fill (fixture->document, fixture->fields, fixture->values);
  g_assert_true (kapka_document_write_flat (fixture->document, path, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static char *
read_words (const char *path) {
  const char *const argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *text = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  g_autoptr (GRegex) spaces = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (spaces, text, -1, 0, " ", 0, NULL);
}

static guint
count_of (const char *text, const char *part) {
  guint count = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    count++;
  return count;
}

#define WIDTH 1190

static cairo_surface_t *
draw (KapkaDocument *document) {
  cairo_surface_t *surface = kapka_document_render_page (document, 0, WIDTH);

  g_assert_nonnull (surface);
  cairo_surface_flush (surface);
  return surface;
}

/* Returns how many pixels of the two differ so that an eye could see it. */
static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b) {
  const guint8 *left = cairo_image_surface_get_data (a);
  const guint8 *right = cairo_image_surface_get_data (b);
  int n_bytes = cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);
  guint n = 0;

  g_assert_cmpint (cairo_image_surface_get_height (a), ==, cairo_image_surface_get_height (b));
  for (int i = 0; i < n_bytes; i += 4)
    if (abs (left[i] - right[i]) > 64)
      n++;
  return n;
}

/* The letters are there that the font of the form has not, and the paper is as the preview. */
static void
test_on_paper (Fixture *fixture, gconstpointer objects) {
  g_autofree char *words = NULL;
  g_autofree char *path = NULL;
  cairo_surface_t *seen;
  cairo_surface_t *printed;

  fill (fixture, "name", TYPED);
  fill (fixture, "agree", get (fixture, 1)->mark);
  fill (fixture, "sex", get (fixture, 2)->mark);
  fill (fixture, "combo", "Ӧва ");
  fill (fixture, "many", "первая\nвторая ӵ");
  fill (fixture, "comb", "183112345678");
  path = write_flat (fixture);
  seen = draw (fixture->document);
  words = read_words (path);
  g_assert_nonnull (strstr (words, TYPED));
  g_assert_null (strstr (words, "Anna"));
  g_assert_nonnull (strstr (words, "Ӧва"));
  g_assert_nonnull (strstr (words, "первая вторая ӵ"));
  g_assert_nonnull (strstr (words, "1 8 3 1 1 2"));
  open_path (fixture, path);
  g_assert_cmpuint (fixture->fields->len, ==, 0);
  printed = draw (fixture->document);
  g_assert_cmpuint (count_differences (seen, printed), <, 20);
  cairo_surface_destroy (seen);
  cairo_surface_destroy (printed);
}

static guint32
pixel_at (cairo_surface_t *surface, double x, double y) {
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      (int)(y * 2) * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(gconstpointer)row)[(int)(x * 2)] & 0xff;
}

/* A cross in the box that is ticked, none in the other one of its name. */
static void
test_boxes (Fixture *fixture, gconstpointer objects) {
  cairo_surface_t *surface = draw (fixture->document);

  g_assert_cmpuint (pixel_at (surface, 60, 842 - 670), ==, 0xff);
  g_assert_cmpuint (pixel_at (surface, 60, 842 - 630), ==, 0xff);
  g_assert_cmpuint (pixel_at (surface, 110, 842 - 630), <, 0x80);
  cairo_surface_destroy (surface);
  fill (fixture, "agree", get (fixture, 1)->mark);
  fill (fixture, "sex", get (fixture, 2)->mark);
  kapka_document_fill (fixture->document, fixture->fields, fixture->values);
  surface = draw (fixture->document);
  g_assert_cmpuint (pixel_at (surface, 60, 842 - 670), <, 0x80);
  g_assert_cmpuint (pixel_at (surface, 60, 842 - 630), <, 0x80);
  g_assert_cmpuint (pixel_at (surface, 110, 842 - 630), ==, 0xff);
  cairo_surface_destroy (surface);
}

static void
expect_ticks (Fixture *fixture, const char *value, gboolean first, gboolean second) {
  cairo_surface_t *surface;

  fill (fixture, "pair", value);
  kapka_document_fill (fixture->document, fixture->fields, fixture->values);
  surface = draw (fixture->document);
  g_assert_cmpint (pixel_at (surface, 60, 842 - 630) < 0x80, ==, first);
  g_assert_cmpint (pixel_at (surface, 110, 842 - 630) < 0x80, ==, second);
  cairo_surface_destroy (surface);
}

/* Whichever is ticked, also again what the blank has: the others of its name do not untick it. */
static void
test_pair (Fixture *fixture, gconstpointer objects) {
  g_assert_cmpint (get (fixture, 0)->kind, ==, KAPKA_FIELD_CHECK);
  expect_ticks (fixture, get (fixture, 1)->mark, FALSE, TRUE);
  expect_ticks (fixture, get (fixture, 0)->mark, TRUE, FALSE);
  expect_ticks (fixture, get (fixture, 1)->mark, FALSE, TRUE);
  expect_ticks (fixture, "", FALSE, FALSE);
}

static void
expect_fits (Fixture *fixture, guint index, const char *value, gboolean fits) {
  g_autoptr (GPtrArray) overfull = NULL;

  fill (fixture, get (fixture, index)->name, value);
  kapka_document_fill (fixture->document, fixture->fields, fixture->values);
  overfull = kapka_document_list_overfull (fixture->document, 0, fixture->fields, fixture->values);
  g_assert_cmpint (g_ptr_array_find (overfull, get (fixture, index), NULL), ==, !fits);
}

static void
test_fits (Fixture *fixture, gconstpointer objects) {
  g_autoptr (GString) lines = g_string_new ("");

  for (guint i = 0; i < 30; i++)
    g_string_append (lines, "строка\n");
  expect_fits (fixture, 0, TYPED, TRUE);
  expect_fits (fixture, 0, "Ӟечбуресь, Ӟечбуресь, Ӟечбуресь, Ӟечбуресь, Ӟечбуресь, Ӟечбуресь",
               FALSE);
  expect_fits (fixture, 0, "", TRUE);
  expect_fits (fixture, 5, "Две строки,\nкоторые помещаются", TRUE);
  expect_fits (fixture, 5, lines->str, FALSE);
}

/* A form of @n_fields fields, of which the first is a choice of @n_options. */
static char *
write_crowd (Fixture *fixture, guint n_fields, guint n_options) {
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) fields = g_string_new ("");
  g_autoptr (GString) options = g_string_new ("");
  static const char *const head[] = { FORM ("%s", "") };

  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (fields, "%u 0 R ", i + 6);
  for (guint i = 0; i < n_options; i++)
    g_string_append_printf (options, "(%u)", i);
  for (guint i = 0; i < 5; i++) {
    g_auto (GStrv) parts = g_strsplit (head[i], "%s", 2);

    g_ptr_array_add (objects, g_strjoinv (fields->str, parts));
  }
  for (guint i = 0; i < n_fields; i++)
    g_ptr_array_add (objects,
                     i > 0 ? g_strdup_printf ("<<" WIDGET FONT "/FT/Tx/T(f%u)/Rect[50 %u 90 %u]>>",
                                              i, i % 800, i % 800 + 20)
                           : g_strdup_printf ("<<" WIDGET FONT "/FT/Ch/Ff 131072/T(f0)"
                                              "/Rect[50 0 90 20]/Opt[%s]>>",
                                              options->str));
  g_ptr_array_add (objects, NULL);
  return kapka_test_raw_pdf_write (fixture->dir, "crowd.pdf", (const char *const *)objects->pdata);
}

static void
test_crowds (Fixture *fixture, gconstpointer objects) {
  g_autofree char *most = write_crowd (fixture, KAPKA_DOCUMENT_MAX_FIELDS, 100000);
  g_autofree char *more = NULL;

  open_path (fixture, most);
  g_assert_cmpuint (fixture->fields->len, ==, KAPKA_DOCUMENT_MAX_FIELDS);
  g_assert_cmpuint (g_strv_length (get (fixture, 0)->options), ==, KAPKA_FIELD_MAX_OPTIONS);
  more = write_crowd (fixture, KAPKA_DOCUMENT_MAX_FIELDS + 1, 1);
  open_path (fixture, more);
  g_assert_cmpuint (fixture->fields->len, ==, 0);
}

/* A sample of the shelf, every text of it filled in. */
static void
test_a_sample (Fixture *fixture, gconstpointer objects) {
  g_autofree char *sample =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;
  guint n_long = 0;

  open_path (fixture, sample);
  g_assert_cmpstr (get (fixture, 0)->name, ==, "addressee");
  g_assert_cmpuint (get (fixture, fixture->fields->len - 1)->page, ==, 1);
  for (guint i = 0; i < fixture->fields->len; i++)
    if (get (fixture, i)->max_length == KAPKA_FIELD_MAX_LETTERS) {
      fill (fixture, get (fixture, i)->name, TYPED);
      n_long++;
    }
  path = write_flat (fixture);
  words = read_words (path);
  g_assert_cmpuint (count_of (words, TYPED), ==, n_long);
}

static void
test_nowhere_to_write (Fixture *fixture, gconstpointer objects) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "missing/flat.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_document_write_flat (fixture->document, path, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv) {
  g_autofree char *fonts = NULL;

  g_test_init (&argc, &argv, NULL);
  fonts = g_test_build_filename (G_TEST_DIST, "data", "fonts.conf", NULL);
  g_setenv ("FONTCONFIG_FILE", fonts, TRUE);
#define ADD(name, objects, function)                                                               \
  g_test_add ("/document-fields/" name, Fixture, objects, set_up, function, tear_down)
  ADD ("kinds", kinds, test_kinds);
  ADD ("places", kinds, test_places);
  ADD ("closed", closed, test_closed);
  ADD ("turned", turned, test_closed);
  ADD ("huge", huge, test_huge);
  ADD ("on-paper", kinds, test_on_paper);
  ADD ("boxes", kinds, test_boxes);
  ADD ("pair", pair, test_pair);
  ADD ("fits", kinds, test_fits);
  ADD ("crowds", NULL, test_crowds);
  ADD ("a-sample", NULL, test_a_sample);
  ADD ("nowhere-to-write", kinds, test_nowhere_to_write);
#undef ADD
  return g_test_run ();
}
