// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/paper/print-jobs.h"
#include "ui/shell/session.h"

/** KapkaForm: a form to look at and to print: every page, number of copies, one Print button, and a
 * clear answer. */
#define KAPKA_TYPE_FORM (kapka_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaForm, kapka_form, KAPKA, FORM, GtkWidget)

/**
 * kapka_form_new:
 * @print_jobs: of the visit
 *
 * Returns: (transfer floating): the screen of the form @tile.
 */
GtkWidget *
kapka_form_new (KapkaSession *session, const KapkaTile *tile, KapkaPrintJobs *print_jobs);

/** KapkaPaper: what a paper of a portal is; the two are counted differently. */
typedef enum {
  KAPKA_PAPER_DOCUMENT, // A document that the portal gave.
  KAPKA_PAPER_PAGE,     // A page of the portal as it shows.
} KapkaPaper;

/**
 * kapka_form_new_paper:
 * @paper: what it is
 * @path: a PDF in the visit's directory
 *
 * Returns: (transfer floating): the same screen for a paper of the portal @tile.
 */
GtkWidget *kapka_form_new_paper (KapkaSession *session,
                                 const KapkaTile *tile,
                                 KapkaPrintJobs *print_jobs,
                                 KapkaPaper paper,
                                 const char *path);
