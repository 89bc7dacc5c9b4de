// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file-types.h"

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

typedef struct {
  const char *wanted[4];
  const char *name;
  gboolean allowed;
} Case;

static const Case cases[] = {
  { { NULL }, "a.exe", TRUE },
  { { "*/*" }, "a.exe", TRUE },
  { { "image/*" }, "фото.JPG", TRUE },
  { { "image/*" }, "фото.jpeg", TRUE },
  { { "image/*" }, "a.pdf", FALSE },
  { { "image/*" }, "без окончания", FALSE },
  { { "image/*" }, "a.png.exe", FALSE },
  { { "imag/*" }, "a.png", FALSE },
  { { "Image/JPEG" }, "a.jpg", TRUE },
  { { "image/png", "application/pdf" }, "a.pdf", TRUE },
  { { "image/png", "application/pdf" }, "a.jpg", FALSE },
  { { DOCX }, "a.docx", TRUE },
  { { DOCX }, "a.doc", FALSE },
  { { "text/xml" }, "a.xml", TRUE },
  { { "application/x-zip-compressed" }, "a.zip", TRUE },
  { { "application/x-pkcs7-signature" }, "a.xml.sig", TRUE },
};

static void
test_allow (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s: %s", cases[i].wanted[0], cases[i].name);
    g_assert_cmpint (kapka_file_types_allow (cases[i].wanted, cases[i].name), ==, cases[i].allowed);
  }
  g_assert_true (kapka_file_types_allow (NULL, "a.exe"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-types/allow", test_allow);
  return g_test_run ();
}
