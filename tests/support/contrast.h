// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view.h"

/** kapka_test_contrast: Returns: how two colours, 0xRRGGBB, stand out from each other, from 1 to 21
 * as WCAG has it */
double kapka_test_contrast (guint32 a, guint32 b);

/** kapka_test_contrast_find_ground: Returns: the colour that is seen most along the edge of @rect,
 * @distance outside of it */
guint32
kapka_test_contrast_find_ground (KapkaTestView *view, const KapkaTestRect *rect, int distance);

/** kapka_test_contrast_get_ink: Returns: the colour in which @widget is drawn on that ground */
guint32 kapka_test_contrast_get_ink (const KapkaTestWidget *widget, guint32 ground);

/** kapka_test_contrast_has_ink: Returns: whether a colour as good as @ink is seen inside @rect */
gboolean kapka_test_contrast_has_ink (KapkaTestView *view,
                                      const KapkaTestRect *rect,
                                      guint32 ink,
                                      guint32 ground);
