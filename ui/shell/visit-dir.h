// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: (transfer full): a new empty directory (0700) in XDG_RUNTIME_DIR, which is tmpfs: nothing of it survives a power cut. */
char *kapka_visit_dir_make (GError **error);

/** Removes @path and all files in it; it holds no directories. */
gboolean kapka_visit_dir_remove (const char *path, GError **error);
