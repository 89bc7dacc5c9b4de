// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <string.h>

#include "sync/day-json.h"

#define STREAM_1 "6f1c0000-0000-4000-8000-000000000001"
#define STREAM_2 "a9010000-0000-4000-8000-000000000001"
#define INSTALL "7f1c0000-0000-4000-8000-000000000001"
#define REQUEST "0b0e0000-0000-4000-8000-000000000001"
#define BOOT "c2aa0000-0000-4000-8000-000000000001"

static void
add_count (GPtrArray *counts, const char *key, gint64 delta) {
  KapkaCount *count = g_new0 (KapkaCount, 1);

  count->key = g_strdup (key);
  count->delta = delta;
  g_ptr_array_add (counts, count);
}

static void
count_free (KapkaCount *count) {
  g_free (count->key);
  g_free (count);
}

static KapkaDayDocument *
make_document (const char *stream, const char *day, gint64 revision) {
  KapkaDayDocument *document = g_new0 (KapkaDayDocument, 1);

  document->stream_id = g_strdup (stream);
  document->install_id = g_strdup (INSTALL);
  g_strlcpy (document->day, day, sizeof document->day);
  document->revision = revision;
  document->counts = g_ptr_array_new_with_free_func ((GDestroyNotify)count_free);
  return document;
}

static KapkaDayDocument *
make_first (void) {
  static const struct {
    const char *key;
    gint64 delta;
  } counts[] = {
    { "_on", 1 }, { "pages", 3 }, { "s1", 2 }, { "s3", 7 }, { "s4", 1 }, { "users", 6 }
  };
  KapkaDayDocument *document = make_document (STREAM_1, "2026-03-02", 41);

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    add_count (document->counts, counts[i].key, counts[i].delta);
  document->digest = kapka_day_document_digest (document->counts);
  return document;
}

static KapkaDayDocument *
make_second (void) {
  KapkaDayDocument *document = make_document (STREAM_2, "2026-02-27", 3);

  add_count (document->counts, "s3", -1);
  add_count (document->counts, "s5", 1);
  document->digest = kapka_day_document_digest (document->counts);
  return document;
}

/* @state_dir: (nullable) */
static char *
build_at (GPtrArray *documents, const char *state_dir) {
  g_autoptr (GPtrArray) fragments = g_ptr_array_new ();
  KapkaInstant now = { .utc_ms = 1772572447000, .utc_off_min = 240, .synced = TRUE };
  KapkaSyncFacts facts = {
    .has_centre = TRUE,
    .enrolled = TRUE,
    .has_run = TRUE,
    .has_success = TRUE,
    .pending_days = 2,
    .oldest_pending = (char *)"2026-02-27",
    .last_reason = (char *)"ok",
  };
  KapkaDayJsonSender sender = {
    .install_id = INSTALL,
    .boot_id = BOOT,
    .now = &now,
    .facts = &facts,
    .quick_check = "ok",
    .disk_free_mb = 812,
    .state_dir = state_dir,
  };

  return kapka_day_json_build (&sender, REQUEST, documents, fragments);
}

static char *
build (GPtrArray *documents) {
  return build_at (documents, NULL);
}

/* The request of the specification, byte for byte, its digests included. */
static void
test_document (void) {
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_document_free);
  g_autofree char *body = NULL;

  g_ptr_array_add (documents, make_first ());
  g_ptr_array_add (documents, make_second ());
  body = build (documents);
  g_assert_cmpstr (
      body, ==,
      "{\"boot_id\":\"" BOOT "\",\"clock\":{\"synced\":true,\"utc_off_min\":240},\"days\":["
      "{\"counts\":{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6},"
      "\"day\":\"2026-03-02\","
      "\"digest\":\"sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb\","
      "\"install\":\"" INSTALL "\",\"rev\":41,\"stream\":\"" STREAM_1 "\"},"
      "{\"counts\":{\"s3\":-1,\"s5\":1},\"day\":\"2026-02-27\","
      "\"digest\":\"sha256:565945df14f0f9b18e5e2e85bfd592fbec0bbba0d3db6aee02a87aac876d79d1\","
      "\"install\":\"" INSTALL "\",\"rev\":3,\"stream\":\"" STREAM_2 "\"}],"
      "\"fragments\":[],\"install_id\":\"" INSTALL "\",\"request_id\":\"" REQUEST "\","
      "\"sent_at\":\"2026-03-03T21:14:07Z\",\"software\":\"" KAPKA_VERSION "\","
      "\"status\":{\"damaged_streams\":0,\"disk_free_mb\":812,\"last_reason\":\"ok\",\"oldest_"
      "pending\":\"2026-02-27\","
      "\"pending_days\":2,\"pending_fragments\":0,\"quick_check\":\"ok\",\"state\":\"ok\","
      "\"warnings\":[]},\"v\":"
      "1}");
}

/* The most days of a request, with all the counters there are, fit into it. */
static void
test_size (void) {
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_document_free);
  g_autofree char *body = NULL;

  for (guint i = 0; i < KAPKA_DAY_JSON_MAX_DAYS; i++) {
    KapkaDayDocument *document = make_first ();

    add_count (document->counts, "assisted", 999999);
    add_count (document->counts, "events", 999999);
    add_count (document->counts, "lang_en", 999999);
    add_count (document->counts, "lang_udm", 999999);
    add_count (document->counts, "participants", 999999);
    g_ptr_array_add (documents, document);
  }
  body = build (documents);
  g_assert_cmpuint (strlen (body), <=, KAPKA_DAY_JSON_MAX_BYTES);
}

/* What the kiosk found of itself goes along, and nothing that is not as Kapka writes it. */
static void
test_findings (void) {
  static const struct {
    const char *text;
    int mode;
    const char *part; // (nullable)
  } files[] = {
    { "{\"at\":\"2026-03-03T21:00:00Z\",\"findings\":{\"DISK-LOW\":\"warning\"},\"printer\":"
      "\"none\","
      "\"v\":1}",
      0600, "\"findings\":{\"DISK-LOW\":\"warning\"},\"findings_at\":\"2026-03-03T21:00:00Z\"" },
    { "{\"at\":\"2026-03-03T21:00:00Z\",\"findings\":{}}", 0600, "\"findings\":{}" },
    { "{\"at\":\"2026-03-03T21:00:00Z\",\"findings\":{\"DISK-LOW\":\"warning\"}}", 0644, NULL },
    { "{\"at\":\"soon\",\"findings\":{\"DISK-LOW\":\"warning\"}}", 0600, NULL },
    { "{\"at\":\"2026-03-03T21:00:00Z\",\"findings\":{\"Иванов\":\"warning\"}}", 0600, NULL },
    { "{\"at\":\"2026-03-03T21:00:00Z\",\"findings\":{\"DISK-LOW\":\"Иванов\"}}", 0600, NULL },
    { "{\"at\":\"2026-03-03T21:00:00Z\",\"findings\":[\"DISK-LOW\"]}", 0600, NULL },
    { "{\"at\":\"2026-03-03T21", 0600, NULL },
  };
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autofree char *dir = g_dir_make_tmp ("kapka-day-json-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "status.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *body = NULL;

    g_test_message ("file %" G_GSIZE_FORMAT, i);
    g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
    g_assert_cmpint (g_chmod (path, files[i].mode), ==, 0);
    body = build_at (documents, dir);
    if (files[i].part != NULL)
      g_assert_nonnull (strstr (body, files[i].part));
    else
      g_assert_null (strstr (body, "findings"));
    g_assert_null (strstr (body, "printer"));
  }
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day-json/document", test_document);
  g_test_add_func ("/day-json/size", test_size);
  g_test_add_func ("/day-json/findings", test_findings);
  return g_test_run ();
}
