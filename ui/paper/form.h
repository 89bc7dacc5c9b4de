// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paper/fillings.h"
#include "ui/paper/print-sheet.h"

/** KapkaForm: the screen of something that can be printed: every page, what it is, and the sheet
 * that prints it. */
#define KAPKA_TYPE_FORM (kapka_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaForm, kapka_form, KAPKA, FORM, GtkWidget)

/**
 * kapka_form_new:
 * @print_jobs: of the visit
 * @fillings: of the visit
 *
 * Returns: (transfer floating): the screen of the form @tile, which shows it as it is filled in.
 */
GtkWidget *kapka_form_new (KapkaSession *session,
                           const KapkaTile *tile,
                           KapkaPrintJobs *print_jobs,
                           KapkaFillings *fillings);

/**
 * kapka_form_new_paper:
 * @tile: (nullable): the form or the portal that it belongs to
 * @paper: what it is
 * @path: a PDF or a picture that anybody may have made
 *
 * Returns: (transfer floating): the same screen for another paper. What is of no shelf is drawn in
 * a sandbox, for the printer too. A copy of the visitor's own file (%KAPKA_PAPER_OWN) goes with the
 * screen.
 */
GtkWidget *kapka_form_new_paper (KapkaSession *session,
                                 const KapkaTile *tile,
                                 KapkaPrintJobs *print_jobs,
                                 KapkaPaper paper,
                                 const char *path);
