// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaChoice:
 * A question with big buttons for its answers, and a way back.
 *
 * Signals:
 *  - `chosen` (string id): the answer.
 *  - `cancelled`: the way back.
 */
#define KAPKA_TYPE_CHOICE (kapka_choice_get_type ())
G_DECLARE_FINAL_TYPE (KapkaChoice, kapka_choice, KAPKA, CHOICE, GtkWidget)

/** Asks @title, with @text below; answers are added by kapka_choice_add(). */
void kapka_choice_ask (KapkaChoice *choice, const char *title, const char *text);

/** Adds an answer. @details: (nullable): a second line; @icon: (nullable). */
void kapka_choice_add (KapkaChoice *choice,
                       const char *id,
                       const char *label,
                       const char *details,
                       const char *icon);

/** Moves the focus to the first answer. */
void kapka_choice_focus (KapkaChoice *choice);

/** Says why the answer did not work, below the answers; %NULL: nothing. */
void kapka_choice_show_error (KapkaChoice *choice, const GError *error);

/** Takes no answer while one is being worked on. */
void kapka_choice_set_busy (KapkaChoice *choice, gboolean busy);
