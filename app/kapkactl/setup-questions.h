// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/setup-answers.h"
#include "kapkactl/setup-draft.h"

/**
 * kapka_setup_ask_all:
 * @draft: (inout): the configuration so far
 * @answers: (nullable): what answers in the place of a person
 * @trusting: believes in printer and centre unseen, as where an image is made
 * @error: return location
 *
 * Asks for library, machine, name, printer, proxy and centre, one after the other, with what is
 * there as the answer to an empty line. Each answer is checked at once: a value by the rules of
 * kapka.conf, the printer by the print system, the centre by asking it. A person is told what is
 * wrong and asked again; who gives the same answer twice means it.
 *
 * Errors: DENIED when the input ends; DATA when @answers has wrong ones, all of which are printed
 * with their places; IO.
 */
gboolean kapka_setup_ask_all (KapkaSetupDraft **draft,
                              const KapkaSetupAnswers *answers,
                              gboolean trusting,
                              GError **error);
