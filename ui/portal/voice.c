// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/voice.h"

#include <glib/gi18n.h>

#include "ui/access/announcer.h"

/* A title is written by the page; who listens wants to know where he is, not to hear a novel. */
#define MAX_CHARACTERS 120

static void
say_title (WebKitWebView *view) {
  const char *title = webkit_web_view_get_title (view);
  g_autofree char *beginning = NULL;

  if (title == NULL || *title == '\0' || !gtk_widget_get_mapped (GTK_WIDGET (view)))
    return;
  beginning = g_utf8_strlen (title, -1) > MAX_CHARACTERS
                  ? g_utf8_substring (title, 0, MAX_CHARACTERS)
                  : g_strdup (title);
  kapka_announce (GTK_WIDGET (view), beginning);
}

static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, gpointer user_data) {
  if (event != WEBKIT_LOAD_STARTED && event != WEBKIT_LOAD_FINISHED)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_STATE_BUSY,
                               event == WEBKIT_LOAD_STARTED, -1);
}

/* The engine keeps a field as large as nothing, which makes commands out of keys. After the last
 * field of a page Tab would go there, and never out of it. */
static void
hide_engine_field (WebKitWebView *view) {
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TEXT_VIEW (child)) {
      gtk_widget_set_can_focus (child, FALSE);
      gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
    }
}

/* A title comes before its page shows, or long after. */
void
kapka_voice_watch (WebKitWebView *view) {
  hide_engine_field (view);
  g_signal_connect (view, "load-changed", G_CALLBACK (on_load_changed), NULL);
  g_signal_connect (view, "notify::title", G_CALLBACK (say_title), NULL);
  g_signal_connect_after (view, "map", G_CALLBACK (say_title), NULL);
}

void
kapka_voice_say_way_out (WebKitWebView *view) {
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("The key F6 leads from the page to the buttons above it, and back."), -1);
}
