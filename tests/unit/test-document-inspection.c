// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/document-inspection.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "paper/document.h"
#include "paper/pdf-scan.h"

/* A file of one page: what the catalogue, the page and the objects behind them hold besides. */
#define PDF(catalog, page, objects)                                                                \
  "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" catalog ">>endobj\n"                              \
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"                                             \
  "3 0 obj<</Type/Page/Parent 2 0 R" page ">>endobj\n" objects                                     \
  "trailer<</Root 1 0 R/Size 9>>\n%%EOF\n"
#define A4 "/MediaBox[0 0 595 842]"
#define TEXT "5 0 obj<</Length 24>>stream\nBT /F1 12 Tf (a) Tj ET  \nendstream endobj\n"

static const struct {
  const char *pdf;
  const char *complaint; // NULL: none.
} papers[] = {
  { PDF ("", A4, ""), NULL },
  { PDF ("/Title(3D)/Lang(ru-RU)", A4 "/Rotate 90", TEXT), NULL },
  { PDF ("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", A4, ""),
    "it holds a program in JavaScript" },
  { PDF ("/OpenAction<</S/J#61vaScrip#74/JS(1)>>", A4, ""), "it holds a program in JavaScript" },
  { PDF ("/Names<</JavaScript<</Names[(a) 5 0 R]>>>>",
         A4,
         "5 0 obj<</S/JavaScript/JS(1)>>endobj\n"),
    "it holds a program in JavaScript" },
  { PDF ("", A4 "/AA<</O<</S/Launch/F(cmd.exe)>>>>", ""), "it starts other programs" },
  { PDF ("", A4 "/AA<</O<</S/Laun#63h/F(cmd.exe)>>>>", ""), "it starts other programs" },
  { PDF ("", A4 "/AA<</C<</S/SubmitForm/F(http://a.example/)>>>>", ""),
    "it sends what is filled in" },
  { PDF ("/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>",
         A4,
         "5 0 obj<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>endobj\n"
         "6 0 obj<</Type/EmbeddedFile/Length 1>>stream\na\nendstream endobj\n"),
    "it holds other files" },
  { PDF ("", A4 "/Annots[<</Subtype/Movie/Rect[0 0 1 1]>>]", ""), "it holds films or sound" },
  { PDF ("/AcroForm<</Fields[]/XFA 5 0 R>>",
         A4,
         "5 0 obj<</Length 1>>stream\na\nendstream endobj\n"),
    "it holds a second form (XFA), which is not shown here" },
  { PDF ("", "/MediaBox[0 0 2384 3370]", ""), "page 1 is 841 × 1189 mm, expected A3 at most" },
  { PDF ("",
         A4 "/Contents 5 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
            ">>>>",
         TEXT),
    "the font Helvetica of page 1 is not in the file" },
  { PDF ("",
         A4,
         "7 0 obj<</Type/ObjStm/N 1/First 4/Filter/LZWDecode/Length 1>>stream\na\n"
         "endstream endobj\n"),
    "its objects are packed so that they cannot be checked" },
};

static GPtrArray *
inspect (const char *data, gsize length, GError **error) {
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  guint n_pages = 0;
  GPtrArray *complaints = kapka_document_inspect (bytes, &n_pages, error);

  g_assert_cmpuint (n_pages, ==, complaints == NULL ? 0 : 1);
  return complaints;
}

static void
test_papers (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) complaints = inspect (papers[i].pdf, strlen (papers[i].pdf), &error);

    g_test_message ("paper %" G_GSIZE_FORMAT, i);
    g_assert_no_error (error);
    g_assert_cmpuint (complaints->len, ==, papers[i].complaint != NULL);
    if (complaints->len > 0)
      g_assert_cmpstr (g_ptr_array_index (complaints, 0), ==, papers[i].complaint);
  }
}

static void
test_no_paper (void) {
  static const char *const files[] = { "", "Заявление", "%PDF-1.7\n%%EOF\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (inspect (files[i], strlen (files[i]), &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

static GBytes *
deflate (const char *text, gsize length) {
  g_autoptr (GConverter) deflater =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  gsize size = length + 1024;
  g_autofree char *packed = g_malloc (size);
  gsize n_read;
  gsize n_written;
  g_autoptr (GError) error = NULL;

  g_converter_convert (deflater, text, length, packed, size, G_CONVERTER_INPUT_AT_END, &n_read,
                       &n_written, &error);
  g_assert_no_error (error);
  return g_bytes_new (packed, n_written);
}

/* Scans a file with an object stream of @text; @more goes into its dictionary. */
static guint
scan_packed (const char *text, gsize length, const char *more) {
  g_autoptr (GBytes) packed = deflate (text, length);
  g_autoptr (GString) file = g_string_new ("%PDF-1.7\n1 0 obj<</Type/Obj#53tm/N 1/First 4");

  g_string_append_printf (file, "/Filter/FlateDecode%s>>stream\r\n", more);
  g_string_append_len (file, g_bytes_get_data (packed, NULL), (gssize)g_bytes_get_size (packed));
  g_string_append (file, "\nendstream endobj\n");
  return kapka_pdf_scan ((const guint8 *)file->str, file->len);
}

static void
test_object_streams (void) {
  static const char launch[] = "5 0 <</S/Launch/F(cmd.exe)>>";
  gsize bomb_length = 80 * 1024 * 1024;
  g_autofree char *bomb = g_malloc0 (bomb_length);

  g_assert_cmpuint (scan_packed ("5 0 <</S/GoTo>>", 15, ""), ==, 0);
  g_assert_cmpuint (scan_packed (launch, strlen (launch), ""), ==, KAPKA_PDF_LAUNCH);
  g_assert_cmpuint (scan_packed (launch, strlen (launch), "/DecodeParms<</Predictor 12>>"), ==,
                    KAPKA_PDF_OPAQUE);
  g_assert_cmpuint (scan_packed (launch, strlen (launch), "/A(obj)"), ==, KAPKA_PDF_OPAQUE);
  g_assert_cmpuint (scan_packed (bomb, bomb_length, ""), ==, KAPKA_PDF_OPAQUE);
}

/* Whatever it ends in, it is not read beyond. */
static void
test_cut (void) {
  static const char text[] = "/Type/ObjStm/Filter/FlateDecode>>stream\r\nx\xda/#4#4c/Encrypt";

  for (gsize length = 0; length < sizeof text; length++) {
    g_autofree guint8 *cut = g_memdup2 (text, length);
    guint traits = kapka_pdf_scan (cut, length);

    g_assert_cmpuint (traits & KAPKA_PDF_ENCRYPTED, ==,
                      length >= sizeof text - 1 ? KAPKA_PDF_ENCRYPTED : 0);
  }
}

/* Our own samples are what is asked of others. */
static void
test_samples (void) {
  g_autofree char *dir_path = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (dir_path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (dir_path, name, NULL);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GPtrArray) complaints = NULL;

    if (!g_str_has_suffix (name, ".pdf"))
      continue;
    bytes = kapka_document_read (path, &error);
    g_assert_no_error (error);
    complaints = kapka_document_inspect (bytes, NULL, &error);
    g_assert_no_error (error);
    if (complaints->len > 0)
      g_error ("%s: %s", name, (const char *)g_ptr_array_index (complaints, 0));
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_add_func ("/document-inspection/papers", test_papers);
  g_test_add_func ("/document-inspection/no-paper", test_no_paper);
  g_test_add_func ("/document-inspection/object-streams", test_object_streams);
  g_test_add_func ("/document-inspection/cut", test_cut);
  g_test_add_func ("/document-inspection/samples", test_samples);
  return g_test_run ();
}
