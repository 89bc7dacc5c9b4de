// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

/**
 * kapka_own_copy_tie:
 * @owner: what needs the copy
 * @path: the only file in a directory that was made for it
 *
 * The copy of a visitor's own file, and the sheets that were drawn of it beside it, go with @owner;
 * so that somebody who looks through all his photographs does not fill the memory.
 */
void kapka_own_copy_tie (GObject *owner, const char *path);
