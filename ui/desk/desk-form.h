// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/field.h"

/**
 * KapkaDeskForm:
 * Fields, a message and buttons. What was typed stays until the owner of the form changes it.
 *
 * Signals:
 *  - `save`: the person wants it written.
 *  - `cancel`: the person wants to leave the form.
 */
#define KAPKA_TYPE_DESK_FORM (kapka_desk_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDeskForm, kapka_desk_form, KAPKA, DESK_FORM, GtkWidget)

/** Returns: (transfer floating): a form without fields. */
GtkWidget *kapka_desk_form_new (void);

void kapka_desk_form_set_title (KapkaDeskForm *form, const char *title);

/** A sentence below the title. */
void kapka_desk_form_set_hint (KapkaDeskForm *form, const char *hint);

/** Adds @field (transfer floating) as a line of its own; @id is a static string. */
void kapka_desk_form_add (KapkaDeskForm *form, const char *id, GtkWidget *field);

/** Begins a line of fields side by side, each at least @min_width pixels wide; those that are added
 * next go there. */
void kapka_desk_form_begin_row (KapkaDeskForm *form, int min_width);

/** What is added next gets lines of its own again. */
void kapka_desk_form_end_row (KapkaDeskForm *form);

/** Returns: (transfer none): the field that was added as @id. */
KapkaField *kapka_desk_form_get (KapkaDeskForm *form, const char *id);

/** Puts the focus into the first field that is wrong. Returns: whether there is one. */
gboolean kapka_desk_form_focus_wrong (KapkaDeskForm *form);

/** Puts the focus into the first field. */
void kapka_desk_form_focus_first (KapkaDeskForm *form);

/** Tells the person how it went, as kapka_answer_show(). */
void kapka_desk_form_say (KapkaDeskForm *form, const char *style, const char *text);

/** Tells the person why it did not go. */
void kapka_desk_form_say_error (KapkaDeskForm *form, const GError *error);

/** While @busy the form is neither saved nor left. */
void kapka_desk_form_set_busy (KapkaDeskForm *form, gboolean busy);

/** Shows @button (transfer floating) beside the buttons. */
void kapka_desk_form_add_button (KapkaDeskForm *form, GtkWidget *button);
