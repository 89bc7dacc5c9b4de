// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/view-sight.h"

/* A page that is open already holds its pictures: they are moved out of their frames, in which the
 * words for a picture that is not there stay. */
#define NO_PICTURES                                                                                \
  "* { background-image: none !important; }"                                                       \
  "img, video, input[type=image], object, embed {"                                                 \
  "  object-fit: none !important; object-position: -99999px -99999px !important; }"                \
  "svg image { visibility: hidden !important; }"

#define NO_MOTION                                                                                  \
  "*, *::before, *::after { animation: none !important; transition: none !important;"              \
  "  scroll-behavior: auto !important; }"                                                          \
  "marquee { -webkit-marquee-speed: 0 !important; }"

static void
add_sheet (WebKitUserContentManager *manager, const char *css) {
  WebKitUserStyleSheet *sheet = webkit_user_style_sheet_new (
      css, WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES, WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);

  webkit_user_content_manager_add_style_sheet (manager, sheet);
  webkit_user_style_sheet_unref (sheet);
}

static void
dress (WebKitUserContentManager *manager, const KapkaSightChoices *choices) {
  webkit_user_content_manager_remove_all_style_sheets (manager);
  if (!choices->pictures)
    add_sheet (manager, NO_PICTURES);
  if (!choices->motion)
    add_sheet (manager, NO_MOTION);
}

void
kapka_view_sight_apply (WebKitWebView *view, const KapkaSightChoices *choices, double zoom) {
  WebKitSettings *settings = webkit_web_view_get_settings (view);

  webkit_web_view_set_zoom_level (view, zoom * choices->text_percent / 100);
  webkit_settings_set_auto_load_images (settings, choices->pictures);
  webkit_settings_set_media_playback_requires_user_gesture (settings, !choices->motion);
  dress (webkit_web_view_get_user_content_manager (view), choices);
}
