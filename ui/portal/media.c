// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/media.h"

/* The name of the handler and of the world in which alone pages cannot reach it. */
#define NAME "kapkaMedia"

/* A film tells of itself once a second; one whose frame has vanished says no more. */
#define SILENCE_SECONDS 4

/* What a page makes up is not trusted, and pictures that only move are no film. Sound is the
 * engine's to tell. */
#define SCRIPT                                                                                     \
  "{ let told = -Infinity;"                                                                        \
  "  addEventListener ('timeupdate', event => {"                                                   \
  "    const film = event.target, now = performance.now ();"                                       \
  "    if (!event.isTrusted || !(film instanceof HTMLVideoElement) || film.paused || (film.muted " \
  "&& film.loop)"                                                                                  \
  "        || now - told < 1000) return;"                                                          \
  "    told = now;"                                                                                \
  "    webkit.messageHandlers." NAME ".postMessage (null);"                                        \
  "  }, true); }"

#define KAPKA_TYPE_MEDIA (kapka_media_get_type ())
G_DECLARE_FINAL_TYPE (KapkaMedia, kapka_media, KAPKA, MEDIA, GObject)

struct _KapkaMedia {
  GObject parent_instance;

  WebKitWebView *view; // Borrowed; it owns this object.
  KapkaIdleWatch *watch;
  KapkaIdleHold *hold; // NULL while nothing plays.
  guint film_source;   // A film plays until this is due.
};

G_DEFINE_FINAL_TYPE (KapkaMedia, kapka_media, G_TYPE_OBJECT)

static void
update (KapkaMedia *self) {
  gboolean playing = self->film_source != 0 || webkit_web_view_is_playing_audio (self->view);

  if (playing && self->hold == NULL)
    self->hold = kapka_idle_watch_hold (self->watch);
  else if (!playing)
    g_clear_pointer (&self->hold, kapka_idle_hold_free);
}

static void
on_playing_audio_changed (KapkaMedia *self) {
  update (self);
}

static gboolean
on_film_silent (gpointer user_data) {
  KapkaMedia *self = user_data;

  self->film_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
on_film_told (KapkaMedia *self) {
  g_clear_handle_id (&self->film_source, g_source_remove);
  self->film_source = g_timeout_add_seconds (SILENCE_SECONDS, on_film_silent, self);
  update (self);
}

static void
kapka_media_dispose (GObject *object) {
  KapkaMedia *self = KAPKA_MEDIA (object);

  g_clear_handle_id (&self->film_source, g_source_remove);
  g_clear_pointer (&self->hold, kapka_idle_hold_free);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (kapka_media_parent_class)->dispose (object);
}

static void
kapka_media_class_init (KapkaMediaClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_media_dispose;
}

static void
kapka_media_init (KapkaMedia *self) {
}

static void
add_script (KapkaMedia *self, WebKitUserContentManager *manager) {
  g_autoptr (WebKitUserScript) script = webkit_user_script_new_for_world (
      SCRIPT, WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES, WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START,
      NAME, NULL, NULL);

  g_signal_connect_object (manager, "script-message-received::" NAME, G_CALLBACK (on_film_told),
                           self, G_CONNECT_SWAPPED);
  webkit_user_content_manager_register_script_message_handler (manager, NAME, NAME);
  webkit_user_content_manager_add_script (manager, script);
}

void
kapka_media_watch (WebKitWebView *view, KapkaIdleWatch *watch) {
  KapkaMedia *self = g_object_new (KAPKA_TYPE_MEDIA, NULL);

  self->view = view;
  self->watch = g_object_ref (watch);
  add_script (self, webkit_web_view_get_user_content_manager (view));
  g_signal_connect_object (view, "notify::is-playing-audio", G_CALLBACK (on_playing_audio_changed),
                           self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (view), NAME, self, g_object_unref);
}
