// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_bench_browser_make_argv:
 * @page_path: what the browser shows
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the command of a browser that fills the
 * screen with that page, without what is new in each round and without the NULL at its end; %NULL
 * when there is no browser
 */
GPtrArray *kapka_bench_browser_make_argv (const char *page_path);
