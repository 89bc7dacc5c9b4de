// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/voice.h"

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

/* A title comes before its page shows, or long after. */
void
kapka_voice_watch (WebKitWebView *view) {
  g_signal_connect (view, "load-changed", G_CALLBACK (on_load_changed), NULL);
  g_signal_connect (view, "notify::title", G_CALLBACK (say_title), NULL);
  g_signal_connect_after (view, "map", G_CALLBACK (say_title), NULL);
}
