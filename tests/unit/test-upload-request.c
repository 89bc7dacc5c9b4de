// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/upload-request.h"

#include <string.h>

#include "base/error.h"
#include "central/message.h"

#define S "6f1c0000-0000-4000-8000-000000000001"
#define I "7f1c0000-0000-4000-8000-000000000001"
#define R "0b0e0000-0000-4000-8000-000000000003"
#define DIGEST "sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb"
#define COUNTS "{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6}"
#define EMPTY "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

#define DAY_WITH(stream, install, day, rev, digest, counts)                                        \
  "{\"stream\":" stream ",\"install\":" install ",\"day\":" day ",\"rev\":" rev                    \
  ",\"digest\":" digest ",\"counts\":" counts "}"
#define GOOD_DAY                                                                                   \
  DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-02\"", "41", "\"" DIGEST "\"", COUNTS)
#define HEAD                                                                                       \
  "\"v\":1,\"request_id\":\"" R "\",\"install_id\":\"" I                                           \
  "\",\"boot_id\":\"c2aa\",\"software\":\"1.4.0\""
#define UPLOAD(days) "{" HEAD ",\"days\":[" days "]}"

static KapkaUploadRequest *
parse (const char *text, GError **error) {
  return kapka_upload_request_parse (text, strlen (text), error);
}

static void
test_good (void) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaUploadRequest) upload =
      parse ("{" HEAD ",\"new\":[{}],\"days\":[" GOOD_DAY "],\"fragments\":[{\"stream\":\"" S
             "\",\"install\":\"" I "\",\"seq\":57,\"day\":\"2024-02-29\",\"counts\":{\"z\":0,"
             "\"b\":-9007199254740991,\"a\":2},\"more\":null}],\"status\":{\"b\":1,\"a\":[]}}",
             &error);
  const KapkaUploadDay *day;
  const KapkaUploadFragment *fragment;

  g_assert_no_error (error);
  g_assert_cmpstr (upload->request_id, ==, R);
  g_assert_cmpstr (upload->install_id, ==, I);
  g_assert_cmpstr (upload->boot_id, ==, "c2aa");
  g_assert_cmpstr (upload->software, ==, "1.4.0");
  g_assert_cmpstr (upload->status, ==, "{\"a\":[],\"b\":1}");
  day = g_ptr_array_index (upload->days, 0);
  g_assert_cmpstr (day->stream_id, ==, S);
  g_assert_cmpstr (day->install_id, ==, I);
  g_assert_cmpstr (day->day, ==, "2026-03-02");
  g_assert_cmpint (day->revision, ==, 41);
  g_assert_cmpstr (day->digest, ==, DIGEST);
  g_assert_cmpstr (day->counts, ==, COUNTS);
  g_assert_null (day->error);
  fragment = g_ptr_array_index (upload->fragments, 0);
  g_assert_cmpint (fragment->seq, ==, 57);
  // Zeros are left out, as the digest leaves them out.
  g_assert_cmpstr (fragment->counts, ==, "{\"a\":2,\"b\":-9007199254740991}");
}

/* What is wrong with one day alone stays with it. */
static void
test_days (void) {
  g_autoptr (GString) many = g_string_new ("{");
  g_autofree char *text = NULL;
  g_autoptr (KapkaUploadRequest) upload = NULL;
  static const char *const words[] = { NULL,      "bad_digest", "bad_digest", "bad_key",
                                       "bad_key", "bad_key",    "too_large",  NULL };

  for (guint i = 0; i <= KAPKA_UPLOAD_MAX_COUNTS; i++)
    g_string_append_printf (many, "%s\"k%u\":1", i == 0 ? "" : ",", i);
  text = g_strdup_printf (
      UPLOAD ("%s," DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-03\"", "1", "\"" EMPTY "\"", COUNTS) "," DAY_WITH (
          "\"" S "\"", "\"" I "\"", "\"2026-03-04\"", "1", "\"\"",
          COUNTS) "," DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-05\"", "1", "\"x\"",
                                "{\"A\":1}") "," DAY_WITH ("\"" S "\"", "\"" I "\"",
                                                           "\"2026-03-06\"", "1", "\"x\"",
                                                           "{\"\":1}") "," DAY_WITH ("\"" S "\"",
                                                                                     "\"" I "\"",
                                                                                     "\"2026-"
                                                                                     "03-07\"",
                                                                                     "1", "\"x\"",
                                                                                     "{\"a23456"
                                                                                     "789012345"
                                                                                     "678901234"
                                                                                     "567890123"
                                                                                     "456789012"
                                                                                     "345678901"
                                                                                     "234567890"
                                                                                     "12345\":"
                                                                                     "1}") "," DAY_WITH ("\"" S
                                                                                                         "\"",
                                                                                                         "\"" I
                                                                                                         "\"",
                                                                                                         "\"2026-03-08\"",
                                                                                                         "1",
                                                                                                         "\"x\"",
                                                                                                         "%s}") "," DAY_WITH ("\"" S
                                                                                                                              "\"",
                                                                                                                              "\"" I
                                                                                                                              "\"",
                                                                                                                              "\"2026-03-09\"",
                                                                                                                              "1",
                                                                                                                              "\"" EMPTY
                                                                                                                              "\"",
                                                                                                                              "{\"s1\":0}")),
      GOOD_DAY, many->str);
  upload = parse (text, NULL);
  g_assert_nonnull (upload);
  g_assert_cmpuint (upload->days->len, ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < upload->days->len; i++)
    g_assert_cmpstr (((KapkaUploadDay *)g_ptr_array_index (upload->days, i))->error, ==, words[i]);
}

static const char *const refused[] = {
  "",
  "[]",
  "{}",
  UPLOAD (GOOD_DAY) "x",
  UPLOAD (GOOD_DAY "," GOOD_DAY),
  "{" HEAD ",\"v\":1,\"days\":[]}",
  "{" HEAD ",\"days\":{}}",
  "{" HEAD ",\"days\":[1]}",
  "{" HEAD ",\"days\":[],\"fragments\":1}",
  "{" HEAD ",\"days\":[],\"status\":[]}",
  "{" HEAD ",\"days\":[],\"x\":1.0}",
  "{" HEAD ",\"days\":[],\"x\":9007199254740992}",
  "{" HEAD ",\"days\":[],\"x\":[[[[[[[[1]]]]]]]]}",
  "{\"v\":2,\"request_id\":\"" R "\",\"install_id\":\"" I
  "\",\"boot_id\":\"c2aa\",\"software\":\"1\",\"days\":[]}",
  "{\"v\":1,\"request_id\":\"1\",\"install_id\":\"" I
  "\",\"boot_id\":\"c2aa\",\"software\":\"1\",\"days\":[]}",
  "{\"v\":1,\"request_id\":\"" R "\",\"install_id\":\"" I
  "\",\"boot_id\":\"\",\"software\":\"1\",\"days\":[]}",
  "{\"v\":1,\"request_id\":\"" R "\",\"install_id\":\"" I
  "\",\"boot_id\":\"c2aa\",\"software\":\"a\\nb\",\"days\":[]}",
  UPLOAD (DAY_WITH ("\"6F1C0000-0000-4000-8000-000000000001\"",
                    "\"" I "\"",
                    "\"2026-03-02\"",
                    "41",
                    "\"" DIGEST "\"",
                    COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "7", "\"2026-03-02\"", "41", "\"" DIGEST "\"", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-02-29\"", "41", "\"" DIGEST "\"", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"0000-03-02\"", "41", "\"" DIGEST "\"", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-3-2\"", "41", "\"" DIGEST "\"", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-02\"", "0", "\"" DIGEST "\"", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-02\"", "-1", "\"" DIGEST "\"", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-02\"", "41", "7", COUNTS)),
  UPLOAD (DAY_WITH ("\"" S "\"", "\"" I "\"", "\"2026-03-02\"", "41", "\"" DIGEST "\"", "[]")),
  UPLOAD (DAY_WITH ("\"" S "\"",
                    "\"" I "\"",
                    "\"2026-03-02\"",
                    "41",
                    "\"" DIGEST "\"",
                    "{\"s1\":\"1\"}")),
  UPLOAD (DAY_WITH ("\"" S "\"",
                    "\"" I "\"",
                    "\"2026-03-02\"",
                    "41",
                    "\"" DIGEST "\"",
                    "{\"s1\":true}")),
};

static void
test_refused (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", refused[i]);
    g_assert_null (parse (refused[i], &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

/* Builds an upload of @n_days days and a status of @n_status characters. */
static char *
build (guint n_days, guint n_fragments, guint n_status) {
  GString *text = g_string_new ("{" HEAD ",\"days\":[");
  g_autofree char *filler = g_strnfill (n_status, 'x');

  for (guint i = 0; i < n_days; i++)
    g_string_append_printf (text,
                            "%s" DAY_WITH ("\"6f1c0000-0000-4000-8000-%012x\"", "\"" I "\"",
                                           "\"2026-03-02\"", "41", "\"" DIGEST "\"", COUNTS),
                            i == 0 ? "" : ",", i);
  g_string_append (text, "],\"fragments\":[");
  for (guint i = 0; i < n_fragments; i++)
    g_string_append_printf (text,
                            "%s{\"stream\":\"" S "\",\"install\":\"" I
                            "\",\"day\":\"2026-03-02\",\"seq\":%u,\"counts\":{\"s1\":1}}",
                            i == 0 ? "" : ",", i + 1);
  g_string_append_printf (text, "],\"status\":{\"a\":\"%s\"}}", filler);
  return g_string_free (text, FALSE);
}

static void
test_sizes (void) {
  static const struct {
    guint days, fragments, status;
    gboolean good;
  } rows[] = {
    { 0, 0, 0, TRUE },
    { KAPKA_UPLOAD_MAX_DAYS, 0, 0, TRUE },
    { KAPKA_UPLOAD_MAX_DAYS + 1, 0, 0, FALSE },
    { 0, KAPKA_UPLOAD_MAX_FRAGMENTS, 0, TRUE },
    { 0, KAPKA_UPLOAD_MAX_FRAGMENTS + 1, 0, FALSE },
    { 1, 1, KAPKA_UPLOAD_MAX_STATUS - 8, TRUE },
    { 1, 1, KAPKA_UPLOAD_MAX_STATUS - 7, FALSE },
    { 1, 1, KAPKA_REQUEST_MAX_BYTES, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = build (rows[i].days, rows[i].fragments, rows[i].status);
    g_autoptr (KapkaUploadRequest) upload = parse (text, NULL);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (upload != NULL, ==, rows[i].good);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/upload-request/good", test_good);
  g_test_add_func ("/upload-request/days", test_days);
  g_test_add_func ("/upload-request/refused", test_refused);
  g_test_add_func ("/upload-request/sizes", test_sizes);
  return g_test_run ();
}
