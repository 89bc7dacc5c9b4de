// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: whether the machine has a graphics card that programs may draw with, told by its render
 * node. Without one OpenGL runs in software: slower than drawing without it, twice the memory, and
 * the compositor of web pages crashes in it now and then. */
gboolean kapka_graphics_has_card (void);

/** Tells GTK how to draw on this machine, unless the environment does; to be called before GTK and
 * before there is another thread. */
void kapka_graphics_choose_renderer (void);
