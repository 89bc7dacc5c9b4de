// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view.h"

/**
 * KapkaTestAudit: whether a screen can be seen, touched, heard and gone through by keys. It
 * collects what is wrong on all screens it is shown, so that one run tells everything.
 */
typedef struct _KapkaTestAudit KapkaTestAudit;

/**
 * kapka_test_audit_new:
 * @kiosk: prepared by kapka_test_view_prepare(); must outlive the audit
 * @contrast: how letters stand out from their ground, at least
 *
 * Returns: (transfer full): an audit that has seen nothing yet
 */
KapkaTestAudit *kapka_test_audit_new (KapkaTestKiosk *kiosk, double contrast);

/** kapka_test_audit_get_kiosk: Returns: (transfer none): the one it looks at */
KapkaTestKiosk *kapka_test_audit_get_kiosk (KapkaTestAudit *audit);

/** kapka_test_audit_set_contrast: from now on */
void kapka_test_audit_set_contrast (KapkaTestAudit *audit, double contrast);

/** kapka_test_audit_free: @audit: (nullable) (transfer full): forgotten */
void kapka_test_audit_free (KapkaTestAudit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestAudit, kapka_test_audit_free)

/**
 * kapka_test_audit_look:
 * @screen: what the screen is called where something is wrong
 *
 * Every control has a name of its own in the accessibility tree and is large enough for a finger,
 * the order of reading is that of the eye, letters and pictograms stand out from their ground, and
 * nothing is cut off or lies over something else.
 */
void kapka_test_audit_look (KapkaTestAudit *audit, const char *screen);

/**
 * kapka_test_audit_walk:
 *
 * Tab by a real keyboard comes to every control once, in the order of reading, and each is seen to
 * have the focus.
 */
void kapka_test_audit_walk (KapkaTestAudit *audit, const char *screen);

/** kapka_test_audit_blame: adds a fault of @screen */
void kapka_test_audit_blame (KapkaTestAudit *audit, const char *screen, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** kapka_test_audit_finish: fails the test when something was wrong, and says what */
void kapka_test_audit_finish (KapkaTestAudit *audit);
