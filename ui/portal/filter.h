// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "catalog/navigation-rule.h"

/**
 * kapka_filter_write_rules:
 *
 * Returns: (transfer full): @rule as the JSON text of a content filter: every address that would
 * replace the page is blocked, but for an empty one and those of the rule. Frames and parts of
 * pages stay free.
 */
char *kapka_filter_write_rules (const KapkaNavigationRule *rule);

/**
 * kapka_filter_attach_async:
 * @manager: of a view that has loaded nothing yet
 * @rule: what may be shown
 * @directory: where the engine keeps the filter in its own form, the visit's own; made when missing
 *
 * Makes @rule the law of all views of @manager before any request goes out: navigations, each step
 * of a chain of redirects, form posts, and frames that lead their page away.
 */
void kapka_filter_attach_async (WebKitUserContentManager *manager,
                                const KapkaNavigationRule *rule,
                                const char *directory,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** Returns: whether the filter is in force; without it nothing may be loaded. */
gboolean kapka_filter_attach_finish (GAsyncResult *result, GError **error);

/** Returns: whether a load failed with @error because a filter has stopped it. */
gboolean kapka_filter_has_stopped (const GError *error);
