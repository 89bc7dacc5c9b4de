// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/notice.h"
#include "ui/shell/session.h"

/**
 * KapkaNotices:
 * What the window itself says over its screens: help, the limit of a visit, the countdown before a
 * forgotten one ends, and how its end goes. One shows at a time, and the countdown over all.
 *
 * Signals:
 * `uncovered` (boolean): what was below shows again; FALSE: the focus has not found its place back.
 * `counting` (boolean): TRUE before the countdown shows, FALSE after it has gone.
 * `parted`: the visitor has been told goodbye; the waiting screen is for the next one.
 */
#define KAPKA_TYPE_NOTICES (kapka_notices_get_type ())
G_DECLARE_FINAL_TYPE (KapkaNotices, kapka_notices, KAPKA, NOTICES, GObject)

/**
 * kapka_notices_new:
 * @notice: what shows them, over @content
 * @countdown: what counts, over @pages, which contain both
 *
 * The widgets outlive the notices.
 *
 * Returns: (transfer full): nothing is said yet
 */
KapkaNotices *kapka_notices_new (KapkaSession *session,
                                 KapkaNotice *notice,
                                 GtkWidget *content,
                                 KapkaNotice *countdown,
                                 GtkWidget *pages);

/** A librarian is to be called. */
void kapka_notices_show_help (KapkaNotices *notices);

/** The visitor wants to finish, and would lose @documents (element-type KapkaSavedDocument): not
 * without having been told. */
void kapka_notices_show_unkept (KapkaNotices *notices, GPtrArray *documents);

/** The visit of a limited time ends in @minutes. It is said twice; between these it only stays true
 * for whoever has not closed it yet. A countdown is answered first. */
void kapka_notices_show_limit (KapkaNotices *notices, guint minutes);

/** A forgotten visit ends in @seconds; 0: it does not, or has. */
void kapka_notices_show_countdown (KapkaNotices *notices, guint seconds);

/** Returns: whether the countdown shows. */
gboolean kapka_notices_is_counting (KapkaNotices *notices);

/** A visit was begun by a touch before the kiosk was ready. */
void kapka_notices_show_preparing (KapkaNotices *notices);

/** What a visit has left is being erased. */
void kapka_notices_show_wiping (KapkaNotices *notices);

/**
 * kapka_notices_show_wiped:
 * @clean: whether all is erased
 *
 * Says goodbye to who saw the wiping begin. From what is not clean no way leads on but that of
 * staff: the next visitor must not meet the last one.
 */
void kapka_notices_show_wiped (KapkaNotices *notices, gboolean clean);

/** The visitor has read what shows. */
void kapka_notices_close (KapkaNotices *notices);

/** Takes away what shows, but for the countdown; a goodbye is not waited for any more. */
void kapka_notices_hide (KapkaNotices *notices);
