// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"

/** Returns: (transfer floating): the page of seminars, forums, webinars…, a #KapkaDeskPage. */
GtkWidget *kapka_outreach_page_new (KapkaDeskContext *context);
