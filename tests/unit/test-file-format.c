// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "files/file-format.h"

#define OCTETS "application/octet-stream"
#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

typedef struct {
  const char *bytes;
  gsize length;
} Content;

#define BYTES(text)                                                                                \
  { text, sizeof text - 1 }
#define DER "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80"

static const Content pdf = BYTES ("%PDF-1.7\n%\xE2\xE3\n");
static const Content zip = BYTES ("PK\3\4\24\0\0\0");
static const Content ole = BYTES ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0");
static const Content rtf = BYTES ("{\\rtf1\\ansi a}");
static const Content jpeg = BYTES ("\xFF\xD8\xFF\xE0\0\20JFIF");
static const Content png = BYTES ("\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
static const Content gif = BYTES ("GIF89a\1\0\1\0");
static const Content bmp = BYTES ("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\2\0\0\0\1\0");
static const Content tiff = BYTES ("II*\0\10\0\0\0");
static const Content webp = BYTES ("RIFF\44\0\0\0WEBPVP8 ");
static const Content xml = BYTES ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Акт a=\"1\"/>");
static const Content xml_1251 =
    BYTES ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>\r\n<\xD4\xE0\xE9\xEB>\xC0</a>");
static const Content xml_utf16 = BYTES ("\xFF\xFE<\0a\0>\0<\0/\0a\0>\0\n\0");
static const Content xml_plain = BYTES ("\xEF\xBB\xBF<!-- note --><ns:root xmlns:ns=\"urn:a\"/>");
static const Content der = BYTES ("\x30\x82\x06\x1f" DER);
static const Content der_endless = BYTES ("\x30\x80" DER);
static const Content pem = BYTES ("-----BEGIN PKCS7-----\nMIIG");
static const Content base64 = BYTES ("MIIGHwYJ\r\nKoZIhvcNAQcCoIIGEDCCBgwCAQExDjAMBggqhQMH");
static const Content text = BYTES ("Привет,\tмир\r\n");
static const Content text_1251 = BYTES ("\xCF\xF0\xE8\xE2\xE5\xF2;1\r\n");

static const Content program = BYTES ("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF");
static const Content elf = BYTES ("\x7f"
                                  "ELF\2\1\1\0");
static const Content script = BYTES ("#!/bin/sh\nrm -rf /\n");
static const Content html = BYTES ("\n <!DOCTYPE html><html><script>alert(1)</script>");
static const Content html_bare = BYTES ("<HTML><body>");
static const Content xhtml =
    BYTES ("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C\"><html xmlns=\"a\">");
static const Content xhtml_prefix = BYTES ("<!-- a --><h:html xmlns:h=\"http://www.w3.org\">");
static const Content svg = BYTES ("<?xml version=\"1.0\"?>\n<svg onload=\"alert(1)\"/>");
static const Content noise = BYTES ("\1\2\3\0\4");
static const Content empty = BYTES ("");
static const Content open_comment = BYTES ("<!-- that never ends");
static const Content key = BYTES ("\x30\x82\x04\xbd\x02\x01\x00\x30\x0d\x06\x09\x2a\x86\x48\x86");
static const Content certificate = BYTES ("-----BEGIN CERTIFICATE-----\nMIIG");

typedef struct {
  const char *name;
  const char *type;
  const Content *content;
  const char *ending; // NULL: refused.
} Case;

static const Case cases[] = {
  // What is taken, announced rightly.
  { "справка.pdf", "application/pdf", &pdf, "pdf" },
  { "a.doc", "application/msword", &ole, "doc" },
  { "a.doc", "application/msword", &rtf, "doc" },
  { "a.docx", DOCX, &zip, "docx" },
  { "a.xls", "application/vnd.ms-excel", &ole, "xls" },
  { "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &zip, "xlsx" },
  { "a.ppt", "application/vnd.ms-powerpoint", &ole, "ppt" },
  { "a.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", &zip,
    "pptx" },
  { "a.odt", "application/vnd.oasis.opendocument.text", &zip, "odt" },
  { "a.ods", "application/vnd.oasis.opendocument.spreadsheet", &zip, "ods" },
  { "a.odp", "application/vnd.oasis.opendocument.presentation", &zip, "odp" },
  { "a.rtf", "application/rtf", &rtf, "rtf" },
  { "a.txt", "text/plain", &text, "txt" },
  { "a.csv", "text/csv", &text_1251, "csv" },
  { "a.jpg", "image/jpeg", &jpeg, "jpg" },
  { "a.JPEG", "image/jpeg", &jpeg, "jpeg" },
  { "a.png", "image/png", &png, "png" },
  { "a.gif", "image/gif", &gif, "gif" },
  { "a.bmp", "image/bmp", &bmp, "bmp" },
  { "a.tif", "image/tiff", &tiff, "tif" },
  { "a.webp", "image/webp", &webp, "webp" },
  { "a.xml", "application/xml", &xml, "xml" },
  { "a.xml", "text/xml", &xml_1251, "xml" },
  { "a.xml", "text/xml", &xml_utf16, "xml" },
  { "a.xml", "text/xml", &xml_plain, "xml" },
  { "a.xml.sig", "application/pkcs7-signature", &der, "sig" },
  { "a.p7s", "application/x-pkcs7-signature", &der_endless, "p7s" },
  { "a.sig", OCTETS, &pem, "sig" },
  { "a.sig", "text/plain", &base64, "sig" },
  { "a.zip", "application/x-zip-compressed", &zip, "zip" },
  // A type that says nothing.
  { "a.pdf", NULL, &pdf, "pdf" },
  { "a.pdf", "", &pdf, "pdf" },
  { "a.pdf", "Application/Octet-Stream", &pdf, "pdf" },
  { "a.xml", "text/plain", &xml, "xml" },
  { "a.docx", "application/zip", &zip, "docx" },
  // No ending.
  { "download", "application/pdf", &pdf, "pdf" },
  { "Приказ от 01.02.2026", OCTETS, &pdf, "pdf" },
  { "", OCTETS, &zip, "zip" },
  { "a", DOCX, &zip, "docx" },
  { "a", "application/vnd.ms-excel", &ole, "xls" },
  { "a", OCTETS, &ole, NULL },
  { "a", NULL, &jpeg, "jpg" },
  { "a", NULL, &xml, "xml" },
  { "a", NULL, &text, "txt" },
  { "a", NULL, &der, "p7s" },
  { "№ 5.Приложение", NULL, &pdf, "pdf" },
  // A name or a type of something else.
  { "a.exe", "application/pdf", &pdf, NULL },
  { "справка.pdf.exe", OCTETS, &program, NULL },
  { "справка.pdf.exe", "application/pdf", &pdf, NULL },
  { "a.7z", OCTETS, &zip, NULL },
  { "a.apk", "application/zip", &zip, NULL },
  { "a.html", "text/html", &html, NULL },
  { "a.svg", "image/svg+xml", &svg, NULL },
  { "a.pdf", "text/html", &pdf, NULL },
  { "a.pdf", "application/x-msdownload", &pdf, NULL },
  { "a.pdf", "image/jpeg", &pdf, NULL },
  { "a.docx", "application/pdf", &zip, NULL },
  { "a", "application/javascript", &text, NULL },
  // Forged content.
  { "a.pdf", "application/pdf", &program, NULL },
  { "a.pdf", "application/pdf", &elf, NULL },
  { "a.pdf", "application/pdf", &script, NULL },
  { "a.pdf", "application/pdf", &html, NULL },
  { "a.pdf", "application/pdf", &zip, NULL },
  { "a.pdf", "application/pdf", &text, NULL },
  { "a.pdf", "application/pdf", &empty, NULL },
  { "a.jpg", "image/jpeg", &png, NULL },
  { "a.png", "image/png", &svg, NULL },
  { "a.docx", DOCX, &program, NULL },
  { "a.zip", "application/zip", &program, NULL },
  { "a.doc", "application/msword", &html, NULL },
  { "a.xml", "application/xml", &html, NULL },
  { "a.xml", "application/xml", &html_bare, NULL },
  { "a.xml", "application/xml", &xhtml, NULL },
  { "a.xml", "application/xml", &xhtml_prefix, NULL },
  { "a.xml", "application/xml", &svg, NULL },
  { "a.xml", "application/xml", &open_comment, NULL },
  { "a.txt", "text/plain", &script, NULL },
  { "a.txt", "text/plain", &html, NULL },
  { "a.txt", "text/plain", &noise, NULL },
  { "a.txt", "text/plain", &program, NULL },
  { "a.sig", OCTETS, &program, NULL },
  { "a.sig", OCTETS, &text, NULL },
  { "a.sig", OCTETS, &key, NULL },
  { "a.sig", OCTETS, &certificate, NULL },
  { "a", NULL, &html, NULL },
  { "a", NULL, &program, NULL },
  { "a", NULL, &noise, NULL },
  { "a", NULL, &empty, NULL },
};

static void
test_judge (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *one = &cases[i];
    const KapkaFileFormat *format = kapka_file_format_judge (
        one->name, one->type, (const guint8 *)one->content->bytes, one->content->length);

    g_test_message ("%" G_GSIZE_FORMAT ": %s (%s)", i, one->name, one->type);
    g_assert_cmpstr (format == NULL ? NULL : format->ending, ==, one->ending);
    if (format != NULL)
      g_assert_true (kapka_file_format_expect (one->name, one->type));
  }
}

/* What is refused before a byte of it has come. */
static void
test_expect (void) {
  g_assert_false (kapka_file_format_expect ("a.exe", OCTETS));
  g_assert_false (kapka_file_format_expect ("a.pdf", "text/html"));
  g_assert_false (kapka_file_format_expect ("a.pdf", "video/mp4"));
  g_assert_false (kapka_file_format_expect ("a", "video/mp4"));
  g_assert_true (kapka_file_format_expect ("a", "image/png"));
  g_assert_true (kapka_file_format_expect ("a", NULL));
}

/* Whatever the bytes are, looking at them ends, and within them. */
static void
test_any_bytes (void) {
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  static const char *const starts[] = { "",         "<",        "<?xml ", "<!--", "<!DOCTYPE",
                                        "\x30\x84", "\xFF\xFE", "BM",     "RIFF", "MIIG" };

  for (guint i = 0; i < 20000; i++) {
    const char *start = starts[i % G_N_ELEMENTS (starts)];
    gsize length = (gsize)g_rand_int_range (random, 0, 64);
    g_autofree guint8 *bytes = g_malloc (strlen (start) + length + 1);

    memcpy (bytes, start, strlen (start));
    for (gsize j = 0; j < length; j++)
      bytes[strlen (start) + j] = (guint8)g_rand_int (random);
    kapka_file_content_guess (bytes, strlen (start) + length);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-format/judge", test_judge);
  g_test_add_func ("/file-format/expect", test_expect);
  g_test_add_func ("/file-format/any-bytes", test_any_bytes);
  return g_test_run ();
}
