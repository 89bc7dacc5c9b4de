// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/**
 * KapkaJournalPage:
 * The journal at the desk: the month as a diary, the visits of a day or all of them, one visit.
 *
 * Actions: `journal.day` (s: a day), `journal.all`, `journal.visit` (s: a visit), `journal.back`,
 * `journal.print` (s: a month).
 */
#define KAPKA_TYPE_JOURNAL_PAGE (kapka_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaJournalPage, kapka_journal_page, KAPKA, JOURNAL_PAGE, GtkWidget)

/** Returns: (transfer floating): the page. */
GtkWidget *kapka_journal_page_new (KapkaDeskContext *context);
