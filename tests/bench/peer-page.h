// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_bench_peer_page_make:
 * @template_path: the page without its doors and pictures
 * @data_dir: the catalogue and the icons of Kapka
 *
 * Returns: (transfer full): one HTML page with the waiting screen and the six doors of @data_dir;
 * fails the benchmark when it cannot be made
 */
char *kapka_bench_peer_page_make (const char *template_path, const char *data_dir);
