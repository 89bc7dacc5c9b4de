// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/** Adds the file @path to @text: comments, values of unknown keys, and name and password in an
 * address are left out. */
void kapka_support_add_config (GString *text, const char *path);
