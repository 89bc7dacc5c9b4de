// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtk/gtk.h>

#include "ui/portal/failure.h"

#define PORTAL G_NETWORK_CONNECTIVITY_PORTAL
#define FULL G_NETWORK_CONNECTIVITY_FULL
#define CAPTIVE KAPKA_FAILURE_CAPTIVE

typedef struct {
  KapkaFailure failure;
  KapkaDoorstep doorstep;
  KapkaFailure told;
} Row;

static void
test_captive (void) {
  static const Row rows[] = {
    /* Sent elsewhere by whoever answers plain http. */
    { KAPKA_FAILURE_REFUSED, { TRUE, TRUE, FULL }, CAPTIVE },
    { KAPKA_FAILURE_REFUSED, { TRUE, TRUE, PORTAL }, CAPTIVE },
    { KAPKA_FAILURE_REFUSED, { FALSE, TRUE, FULL }, KAPKA_FAILURE_REFUSED },
    { KAPKA_FAILURE_REFUSED, { TRUE, FALSE, FULL }, KAPKA_FAILURE_REFUSED },
    { KAPKA_FAILURE_REFUSED, { TRUE, FALSE, PORTAL }, KAPKA_FAILURE_REFUSED },
    /* The network manager knows. */
    { KAPKA_FAILURE_CERTIFICATE, { TRUE, FALSE, PORTAL }, CAPTIVE },
    { KAPKA_FAILURE_CERTIFICATE, { TRUE, FALSE, FULL }, KAPKA_FAILURE_CERTIFICATE },
    { KAPKA_FAILURE_CERTIFICATE, { FALSE, FALSE, PORTAL }, KAPKA_FAILURE_CERTIFICATE },
    { KAPKA_FAILURE_NETWORK, { TRUE, FALSE, PORTAL }, CAPTIVE },
    { KAPKA_FAILURE_NETWORK, { TRUE, TRUE, FULL }, KAPKA_FAILURE_NETWORK },
    { KAPKA_FAILURE_DNS, { TRUE, FALSE, PORTAL }, CAPTIVE },
    { KAPKA_FAILURE_DNS, { TRUE, TRUE, G_NETWORK_CONNECTIVITY_LOCAL }, KAPKA_FAILURE_DNS },
    /* Has nothing to do with it. */
    { KAPKA_FAILURE_NONE, { TRUE, TRUE, PORTAL }, KAPKA_FAILURE_NONE },
    { KAPKA_FAILURE_PORTAL, { TRUE, TRUE, PORTAL }, KAPKA_FAILURE_PORTAL },
    { KAPKA_FAILURE_CRASH, { TRUE, TRUE, PORTAL }, KAPKA_FAILURE_CRASH },
    { KAPKA_FAILURE_DOWNLOAD, { TRUE, TRUE, PORTAL }, KAPKA_FAILURE_DOWNLOAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %u", i);
    g_assert_cmpint (kapka_failure_consider_captive (rows[i].failure, &rows[i].doorstep), ==,
                     rows[i].told);
  }
}

/* Appends the action of each button of @widget that shows. */
static void
list_actions (GtkWidget *widget, GString *actions) {
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_BUTTON (widget)) {
    GtkActionable *button = GTK_ACTIONABLE (widget);
    GVariant *target = gtk_actionable_get_action_target_value (button);
    g_autofree char *text = target == NULL ? g_strdup ("") : g_variant_print (target, FALSE);

    g_string_append_printf (actions, "%s%s ", gtk_actionable_get_action_name (button), text);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_actions (child, actions);
}

typedef struct {
  KapkaFailure failure;
  gboolean has_page;
  gboolean has_form;
  const char *actions;
} Look;

/* What there is to press. Nothing leads past a certificate. */
static void
test_buttons (void) {
  static const Look looks[] = {
    { KAPKA_FAILURE_CERTIFICATE, FALSE, FALSE, "portal.retry win.back " },
    { KAPKA_FAILURE_CERTIFICATE, TRUE, FALSE, "portal.retry win.back " },
    { KAPKA_FAILURE_CERTIFICATE, FALSE, TRUE, "portal.retry win.back win.tile('letter', 's4') " },
    { KAPKA_FAILURE_NETWORK, FALSE, TRUE, "portal.retry win.back win.tile('letter', 's4') " },
    { KAPKA_FAILURE_DNS, FALSE, TRUE, "portal.retry win.back win.tile('letter', 's4') " },
    { KAPKA_FAILURE_PORTAL, FALSE, TRUE, "portal.retry win.back win.tile('letter', 's4') " },
    { KAPKA_FAILURE_SILENT, FALSE, TRUE, "portal.retry win.back win.tile('letter', 's4') " },
    { KAPKA_FAILURE_CAPTIVE, FALSE, TRUE, "portal.retry win.back win.tile('letter', 's4') " },
    { KAPKA_FAILURE_CRASH, FALSE, TRUE, "portal.retry win.back " },
    { KAPKA_FAILURE_MEMORY, FALSE, TRUE, "portal.retry win.back " },
    { KAPKA_FAILURE_HUNG, TRUE, TRUE, "portal.wait portal.retry " },
    { KAPKA_FAILURE_WAITING, TRUE, FALSE, "portal.retry win.back " },
    { KAPKA_FAILURE_GIVEN_UP, TRUE, TRUE, "win.home " },
    { KAPKA_FAILURE_REFUSED, FALSE, TRUE, "win.back " },
    { KAPKA_FAILURE_REFUSED, TRUE, TRUE, "portal.dismiss " },
    { KAPKA_FAILURE_DOWNLOAD, TRUE, TRUE, "portal.dismiss " },
  };
  const KapkaFailureForm form = { (char *)"letter", (char *)"s4", (char *)"Letter" };
  g_autoptr (KapkaNotice) notice = KAPKA_NOTICE (g_object_ref_sink (kapka_notice_new ()));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    g_autoptr (GString) actions = g_string_new (NULL);

    kapka_failure_show (looks[i].failure, notice, looks[i].has_page,
                        looks[i].has_form ? &form : NULL);
    list_actions (GTK_WIDGET (notice), actions);
    g_test_message ("row %u", i);
    g_assert_cmpstr (actions->str, ==, looks[i].actions);
  }
}

static void
test_states (void) {
  static const struct {
    KapkaFailure failure;
    KapkaPortalState state;
  } rows[] = {
    { KAPKA_FAILURE_NETWORK, KAPKA_PORTAL_NO_NETWORK },
    { KAPKA_FAILURE_CAPTIVE, KAPKA_PORTAL_NO_NETWORK },
    { KAPKA_FAILURE_DNS, KAPKA_PORTAL_NOT_FOUND },
    { KAPKA_FAILURE_CERTIFICATE, KAPKA_PORTAL_UNSAFE },
    { KAPKA_FAILURE_PORTAL, KAPKA_PORTAL_OUT_OF_SERVICE },
    { KAPKA_FAILURE_SILENT, KAPKA_PORTAL_SILENT },
    { KAPKA_FAILURE_NONE, KAPKA_PORTAL_UNKNOWN },
    { KAPKA_FAILURE_REFUSED, KAPKA_PORTAL_UNKNOWN },
    { KAPKA_FAILURE_CRASH, KAPKA_PORTAL_UNKNOWN },
    { KAPKA_FAILURE_HUNG, KAPKA_PORTAL_UNKNOWN },
    { KAPKA_FAILURE_PASSWORD, KAPKA_PORTAL_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (kapka_failure_get_portal_state (rows[i].failure), ==, rows[i].state);
}

int
main (int argc, char **argv) {
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/failure/captive", test_captive);
  g_test_add_func ("/failure/buttons", test_buttons);
  g_test_add_func ("/failure/states", test_states);
  return g_test_run ();
}
