// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"
#include "ui/keyboard/bridge.h"
#include "ui/keyboard/key-pad.h"
#include "ui/keyboard/keyboard.h"

/** Stage: a window as the shell has it: a page with fields that scrolls, and the keyboard below. */
typedef struct {
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *button;
  GtkWidget *name;
  GtkWidget *mail;
  GtkWidget *last; // Far down the page.
  GtkWidget *keyboard;
  KapkaKeyboardBridge *bridge;
  KapkaTestDir *dir;
} Stage;

typedef void (*StageTest) (Stage *stage, gconstpointer data);

/** Adds a test with a stage of its own. */
void stage_add (const char *path, StageTest test);

/** Returns: (transfer full): the layouts as they are installed. */
KapkaLayouts *stage_load_layouts (KapkaTestDir *dir);

/** Lets the toolkit work until @done says so of @data; the test fails when that takes a minute. */
void stage_spin_until (gboolean (*done) (gconstpointer data), gconstpointer data);

/** Returns: whether @widget, a #GtkWidget, is on the screen. */
gboolean stage_is_drawn (gconstpointer widget);

/** Returns: whether the keyboard of @stage, a #Stage, goes from edge to edge at the bottom. */
gboolean stage_fills_window (gconstpointer stage);

/** Returns: (transfer none): how @widget hears of a finger. */
GtkGesture *stage_find_touch (GtkWidget *widget);

/** Does what the toolkit does for a finger on @entry: the window hears of it first, then the field
 * takes the focus. */
void stage_touch_field (Stage *stage, GtkWidget *entry);

/** Returns: (transfer none): the keys that show. */
KapkaKeyPad *stage_get_pad (Stage *stage);

/** Does what a touch does that is as short as most, and a screen reader too. */
void stage_strike (KapkaKey *key);

/** Touches the key that does @action. */
void stage_touch_command (Stage *stage, KapkaKeyAction action);

/** Goes to the letters called @layout by their own key. */
void stage_touch_letters (Stage *stage, const char *layout);

/** Touches the keys of @text one after the other. */
void stage_touch_text (Stage *stage, const char *text);

/** Fails the test unless a screen reader calls @key so. */
void stage_assert_name (KapkaKey *key, const char *name);

#define stage_assert_text(entry, expected)                                                         \
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, expected)
#define stage_assert_layout(stage, expected)                                                       \
  g_assert_cmpstr (kapka_keyboard_get_layout (KAPKA_KEYBOARD ((stage)->keyboard)), ==, expected)
