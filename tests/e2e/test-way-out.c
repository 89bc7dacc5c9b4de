// SPDX-License-Identifier: GPL-3.0-or-later
// Who has nothing but keys comes into a page and out of it again, and through what lies over it.

#include <string.h>

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define PATIENCE_MS 1000
#define N_PRESSES 16

#define PORTAL "Учебный портал"
#define BACK "Назад"
#define FINISH "Завершить"

/* A field that tells of the focus. */
#define FIELD(name, more) "<input " more " onfocus=\"fetch('/report?" name "=1')\">"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static void
expect_report (Fixture *fixture, const char *name) {
  g_free (kapka_test_portal_server_wait_report (fixture->server, name, DEADLINE_MS));
}

static void
open_portal (Fixture *fixture, const char *html) {
  kapka_test_portal_server_set_html (fixture->server, "/portal", html);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
}

static void
type (Fixture *fixture, const char *key) {
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk)), key);
}

typedef struct {
  KapkaTestScreen *screen;
  const char *name;
} Wanted;

static gboolean
has_focus_cb (gpointer data) {
  const Wanted *wanted = data;
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_find (wanted->screen, ATSPI_ROLE_INVALID, wanted->name);

  return element != NULL && kapka_test_element_has_state (element, ATSPI_STATE_FOCUSED);
}

static gboolean
await_focus (Fixture *fixture, const char *name, guint deadline_ms) {
  Wanted wanted = { kapka_test_kiosk_get_screen (fixture->kiosk), name };

  return kapka_test_wait_until (has_focus_cb, &wanted, deadline_ms);
}

static void
expect_focus (Fixture *fixture, const char *name) {
  if (!await_focus (fixture, name, DEADLINE_MS))
    g_error ("the focus does not come to %s", name);
}

/* As a person does it who looks where he is after each time. */
static void
go_on_to (Fixture *fixture, const char *key, const char *name) {
  for (guint i = 0; i < N_PRESSES; i++) {
    type (fixture, key);
    if (await_focus (fixture, name, PATIENCE_MS))
      return;
  }
  g_error ("%s does not lead to %s", key, name);
}

static void
end (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A screen reader says how to leave. */
static void
judge_page (Fixture *fixture) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) page = kapka_test_screen_find (screen, ATSPI_ROLE_INVALID, PORTAL);
  g_autofree char *description = kapka_test_element_get_description (page);

  g_assert_nonnull (strstr (description, "F6"));
}

static void
test_tab (Fixture *fixture, gconstpointer data) {
  open_portal (fixture, data);
  expect_report (fixture, "first");
  judge_page (fixture);
  go_on_to (fixture, "Tab", PORTAL);
  type (fixture, "Tab");
  expect_report (fixture, "last");
  type (fixture, "Tab");
  expect_focus (fixture, FINISH);
  go_on_to (fixture, "Shift_L+Tab", BACK);
  end (fixture);
}

/* A page that takes every key for itself cannot keep the visitor. */
static void
test_f6 (Fixture *fixture, gconstpointer data) {
  open_portal (
      fixture,
      FIELD ("first", "autofocus") "<script>addEventListener ('keydown', (event) => {"
                                   "event.preventDefault (); event.stopImmediatePropagation ();"
                                   "fetch (`/report?${event.key}=1`) }, true)</script>");
  expect_report (fixture, "first");
  go_on_to (fixture, "Tab", PORTAL);
  type (fixture, "Tab");
  expect_report (fixture, "Tab");
  type (fixture, "F6");
  expect_focus (fixture, BACK);
  type (fixture, "F6");
  type (fixture, "a");
  expect_report (fixture, "a");
  end (fixture);
}

/* The page waits for the answer, and would keep every key that came to it. */
static void
test_question (Fixture *fixture, gconstpointer data) {
  g_autofree char *answer = NULL;

  open_portal (fixture, "<script>setTimeout (() => fetch ('/report?answer=' + confirm "
                        "('Отправить?')), 1000)</script>");
  kapka_test_kiosk_expect (fixture->kiosk, "Отправить?");
  expect_focus (fixture, "Да");
  kapka_test_expect_gone (fixture->kiosk, PORTAL);
  go_on_to (fixture, "Tab", "Нет");
  go_on_to (fixture, "Tab", FINISH);
  go_on_to (fixture, "Tab", "Да");
  type (fixture, "Return");
  answer = kapka_test_portal_server_wait_report (fixture->server, "answer", DEADLINE_MS);
  g_assert_cmpstr (answer, ==, "true");
  end (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function)                                                                  \
  g_test_add ("/way-out/" path, Fixture, data, set_up, function, tear_down)
  ADD ("tab", FIELD ("first", "autofocus") FIELD ("last", ""), test_tab);
  ADD ("frame",
       FIELD ("first",
              "autofocus") "<iframe srcdoc=\"<input onfocus=fetch('/report?last=1')>\"></iframe>",
       test_tab);
  ADD ("f6", NULL, test_f6);
  ADD ("question", NULL, test_question);
#undef ADD
  return g_test_run ();
}
