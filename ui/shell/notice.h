// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaNotice:
 * A friendly page in place of what could not be shown: a pictogram, what happened in plain words,
 * what to do, and up to two buttons. A screen reader says it as soon as it shows.
 */
#define KAPKA_TYPE_NOTICE (kapka_notice_get_type ())
G_DECLARE_FINAL_TYPE (KapkaNotice, kapka_notice, KAPKA, NOTICE, GtkWidget)

/** KapkaNoticeTone: how the whole page is coloured */
typedef enum {
  KAPKA_NOTICE_CALM,
  KAPKA_NOTICE_GOOD,   // All is done.
  KAPKA_NOTICE_URGENT, // An answer is needed soon.
} KapkaNoticeTone;

/** Returns: (transfer floating): an empty notice. */
GtkWidget *kapka_notice_new (void);

/**
 * kapka_notice_set:
 * @icon: icon name
 * @title: what happened, a few words
 * @text: what to do next
 */
void kapka_notice_set (KapkaNotice *notice, const char *icon, const char *title, const char *text);

/**
 * kapka_notice_ask:
 * @label: what has to be typed into a field below the text
 * @text: what stands there already
 * @secret_label: (nullable): the same for a field whose letters are hidden; %NULL for none
 *
 * Shows fields until the next kapka_notice_set(). Enter in a field presses the main button.
 */
void kapka_notice_ask (KapkaNotice *notice,
                       const char *label,
                       const char *text,
                       const char *secret_label);

/**
 * kapka_notice_say_again:
 * @label: (nullable): of the field of kapka_notice_ask(), @secret_label of its hidden one
 *
 * Says the same in another language; what is typed stays, and the buttons are set anew by
 * kapka_notice_set_buttons().
 */
void kapka_notice_say_again (KapkaNotice *notice,
                             const char *title,
                             const char *text,
                             const char *label,
                             const char *secret_label);

/** Returns: (transfer none): what was typed into the field of kapka_notice_ask(). */
const char *kapka_notice_get_entry (KapkaNotice *notice);

/** Returns: (transfer none): what was typed into its hidden field. */
const char *kapka_notice_get_secret (KapkaNotice *notice);

/** kapka_notice_set_number: puts a large @number in the place of the pictogram until the next
 * kapka_notice_set() */
void kapka_notice_set_number (KapkaNotice *notice, guint number);

/** kapka_notice_set_tone: a new notice is calm */
void kapka_notice_set_tone (KapkaNotice *notice, KapkaNoticeTone tone);

/**
 * kapka_notice_set_buttons:
 * @label: (nullable): text of the main button, with @action its detailed action name; %NULL hides
 * it
 * @second_label: (nullable): the same for the other button
 */
void kapka_notice_set_buttons (KapkaNotice *notice,
                               const char *label,
                               const char *action,
                               const char *second_label,
                               const char *second_action);

/**
 * kapka_notice_offer_paper:
 * @label: text of a third button below the others, with @action its detailed action name; shows
 * until the next kapka_notice_set()
 */
void kapka_notice_offer_paper (KapkaNotice *notice, const char *label, const char *action);
