// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/form-state.h"
#include "ui/shell/session.h"

/** Returns: how @form is today, by the clock of @session. */
KapkaFormState kapka_form_words_look (KapkaSession *session, const KapkaTile *form);

/**
 * kapka_form_words_state:
 * Returns: (transfer full) (nullable): @state in a few words, with the day that it hangs on; %NULL
 * when there is nothing to say.
 */
char *kapka_form_words_state (const KapkaTile *form, KapkaFormState state);

/**
 * kapka_form_words_facts:
 * @language: of the catalogue's texts
 *
 * Returns: (transfer full): what is known of @form for certain, a line each: to whom it goes, whom
 * it is for, its number, its basis, its days, when it was checked. May be empty.
 */
char *kapka_form_words_facts (const KapkaTile *form, const char *language);
