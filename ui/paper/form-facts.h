// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaFormFacts: what a form is, in words: its name, what it is for, to whom it goes, on what
 * basis, and whether it is accepted. */
#define KAPKA_TYPE_FORM_FACTS (kapka_form_facts_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFormFacts, kapka_form_facts, KAPKA, FORM_FACTS, GtkWidget)

/** Shows the facts of @tile, a form, or the portal of another paper, in the language of the
 * visitor. */
void kapka_form_facts_show (KapkaFormFacts *facts, KapkaSession *session, const KapkaTile *tile);

/** Says of a file of the visitor's own, which is called @name, what becomes of it. */
void kapka_form_facts_show_own (KapkaFormFacts *facts, const char *name);

/** Says of the guide to the form @tile what it is. */
void
kapka_form_facts_show_guide (KapkaFormFacts *facts, KapkaSession *session, const KapkaTile *tile);

/**
 * kapka_form_facts_offer:
 * @fill: whether it can be filled in on the screen
 * @guide: whether a guide tells how to fill it in
 *
 * Offers these ways, by the actions `form.fill` and `form.guide`.
 */
void kapka_form_facts_offer (KapkaFormFacts *facts, gboolean fill, gboolean guide);
