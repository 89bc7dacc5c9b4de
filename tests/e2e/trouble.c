// SPDX-License-Identifier: GPL-3.0-or-later
#include "trouble.h"

#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "steps.h"

#define DEADLINE_MS 60000

/* The request says that the page is there before it does what it does. */
#define PAGE                                                                                       \
  "<!doctype html><meta charset=utf-8><title>%1$s</title><img src='/on?%1$s'><body>"               \
  "<div style='position:fixed;inset:0' onclick=\"fetch('/touched?%1$s',{keepalive:true});%2$s\">"  \
  "%1$s</div><script>const request = new XMLHttpRequest (); request.open ('GET', '/on?%1$s', "     \
  "false); request.send (); %3$s</script>"

void
kapka_test_trouble_free (KapkaTestTrouble *trouble) {
  g_free (trouble->id);
  g_free (trouble->how);
  g_free (trouble->what);
  g_free (trouble);
}

GPtrArray *
kapka_test_troubles_read (const char *path) {
  GPtrArray *troubles = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_test_trouble_free);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 3);
    KapkaTestTrouble *trouble;

    if (*lines[i] == '#' || *lines[i] == '\0')
      continue;
    g_assert_cmpuint (g_strv_length (columns), ==, 3);
    trouble = g_new0 (KapkaTestTrouble, 1);
    trouble->id = g_strdup (columns[0]);
    trouble->how = g_strdup (columns[1]);
    trouble->what = g_strdup (columns[2]);
    g_ptr_array_add (troubles, trouble);
  }
  return troubles;
}

static gboolean
goes_by (const KapkaTestTrouble *trouble, const char *how) {
  return g_str_equal (trouble->how, how);
}

static void
set_page (KapkaTestTroubleMakers *makers, const KapkaTestTrouble *trouble, const char *path) {
  g_autofree char *html =
      g_strdup_printf (PAGE, trouble->id, goes_by (trouble, "touch") ? trouble->what : "",
                       goes_by (trouble, "load") ? trouble->what : "");

  kapka_test_portal_server_set_html (makers->portal, path, html);
}

static void
set_redirect (KapkaTestTroubleMakers *makers, const char *path) {
  const char *const headers[] = { "Location", path, NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("on", 2);

  kapka_test_portal_server_set_page (makers->portal, path, 302, "text/html", body, headers);
}

static void
set_file (KapkaTestTroubleMakers *makers) {
  g_autoptr (GBytes) body = g_bytes_new_static ("PK\3\4", 4);

  kapka_test_portal_server_set_page (makers->portal, "/file.zip", 200, "application/zip", body,
                                     NULL);
}

void
kapka_test_trouble_add (KapkaTestTroubleMakers *makers, const KapkaTestTrouble *trouble) {
  g_autofree char *path = g_strconcat ("/", trouble->id, NULL);
  g_autofree char *url = NULL;

  if (goes_by (trouble, "name"))
    url = g_strdup_printf ("http://%s/", trouble->what);
  else if (goes_by (trouble, "answer"))
    url = kapka_test_flood_server_get_uri (makers->flood, trouble->what);
  else
    url = kapka_test_portal_server_get_uri (makers->portal, path);
  if (goes_by (trouble, "redirect"))
    set_redirect (makers, path);
  else
    set_page (makers, trouble, path);
  kapka_test_kiosk_add_portal (makers->kiosk, trouble->id, trouble->id, url, "s3");
}

void
kapka_test_trouble_add_good (KapkaTestTroubleMakers *makers) {
  g_autofree char *url = kapka_test_portal_server_get_uri (makers->portal, "/good");

  kapka_test_portal_server_set_html (makers->portal, "/good",
                                     "<!doctype html><script>fetch('/report?shown=good')</script>");
  kapka_test_portal_server_set_html (makers->portal, "/on", "on");
  kapka_test_portal_server_set_html (makers->portal, "/touched", "touched");
  kapka_test_portal_server_set_html (makers->portal, "/frame", "frame");
  set_file (makers);
  kapka_test_kiosk_add_portal (makers->kiosk, "good", KAPKA_TEST_GOOD_TILE, url, "s3");
}

void
kapka_test_trouble_begin (KapkaTestTroubleMakers *makers, const KapkaTestTrouble *trouble) {
  g_autofree char *path = g_strconcat ("/", trouble->id, NULL);
  guint before = kapka_test_portal_server_count_requests (makers->portal, "/on");

  kapka_test_kiosk_press (makers->kiosk, trouble->id);
  if (goes_by (trouble, "name")) {
    kapka_test_slow_names_wait_question (makers->names, DEADLINE_MS);
  } else if (goes_by (trouble, "answer")) {
    kapka_test_flood_server_wait_request (makers->flood, trouble->what, 1, DEADLINE_MS);
  } else if (goes_by (trouble, "redirect")) {
    kapka_test_request_free (
        kapka_test_portal_server_wait_request (makers->portal, path, 3, DEADLINE_MS));
  } else {
    kapka_test_request_free (
        kapka_test_portal_server_wait_request (makers->portal, "/on", before + 1, DEADLINE_MS));
  }
  if (goes_by (trouble, "touch"))
    g_free (kapka_test_touch_page (makers->kiosk, makers->portal));
  if (goes_by (trouble, "signal"))
    g_assert_cmpuint (kapka_test_pages_signal (makers->kiosk, atoi (trouble->what)), >, 0);
}
