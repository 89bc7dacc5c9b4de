// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "x-display.h"

#include <atspi/atspi-constants.h>
#include <gio/gio.h>

/**
 * KapkaTestElement: one node of the accessibility tree of a program.
 *
 * Every question goes to the program itself, nothing is remembered. An element that has vanished
 * answers like one without name, children and states. A program that does not answer within two
 * seconds is treated alike.
 */
typedef struct _KapkaTestElement KapkaTestElement;

/**
 * kapka_test_element_new:
 * @bus: the accessibility bus
 * @owner: the bus name of the program
 * @path: the object path of the node
 *
 * Returns: (transfer full): the element
 */
KapkaTestElement *
kapka_test_element_new (GDBusConnection *bus, const char *owner, const char *path);

/** kapka_test_element_copy: Returns: (transfer full): another handle on the same element */
KapkaTestElement *kapka_test_element_copy (KapkaTestElement *element);

/** kapka_test_element_free: @element: (nullable) (transfer full): forgotten */
void kapka_test_element_free (KapkaTestElement *element);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestElement, kapka_test_element_free)

/** kapka_test_element_get_owner: Returns: (transfer none): the bus name of its program */
const char *kapka_test_element_get_owner (KapkaTestElement *element);

/** kapka_test_element_get_role: Returns: ATSPI_ROLE_INVALID for a vanished element */
AtspiRole kapka_test_element_get_role (KapkaTestElement *element);

/** kapka_test_element_get_name: Returns: (transfer full): what a screen reader calls it, or "" */
char *kapka_test_element_get_name (KapkaTestElement *element);

/** kapka_test_element_get_description: Returns: (transfer full): what it adds to the name, or "" */
char *kapka_test_element_get_description (KapkaTestElement *element);

/** kapka_test_element_has_state: Returns: whether it has @state, such as ATSPI_STATE_FOCUSED */
gboolean kapka_test_element_has_state (KapkaTestElement *element, AtspiStateType state);

/** kapka_test_element_get_children: Returns: (transfer full): array of KapkaTestElement */
GPtrArray *kapka_test_element_get_children (KapkaTestElement *element);

/** kapka_test_element_get_text: Returns: (transfer full) (nullable): NULL when it has no text */
char *kapka_test_element_get_text (KapkaTestElement *element);

/** kapka_test_element_set_text: Returns: FALSE when its text cannot be edited */
gboolean kapka_test_element_set_text (KapkaTestElement *element, const char *text);

/**
 * kapka_test_element_insert_text:
 * @position: in characters
 * @text: what to insert there
 *
 * Returns: FALSE when its text cannot be edited
 */
gboolean kapka_test_element_insert_text (KapkaTestElement *element, int position, const char *text);

/** kapka_test_element_press: Returns: FALSE when it has no action or refuses it (is insensitive) */
gboolean kapka_test_element_press (KapkaTestElement *element);

/** kapka_test_element_do: Returns: FALSE when it has no action @name or refuses it */
gboolean kapka_test_element_do (KapkaTestElement *element, const char *name);

/**
 * kapka_test_element_get_rect:
 * @out_rect: (out): relative to the window the element is in
 *
 * Returns: FALSE when it has no place on the screen
 */
gboolean kapka_test_element_get_rect (KapkaTestElement *element, KapkaTestRect *out_rect);

/**
 * kapka_test_element_is_showing:
 *
 * What is covered by something else or scrolled out of sight counts as showing.
 *
 * Returns: whether the element has a place in a window that shows
 */
gboolean kapka_test_element_is_showing (KapkaTestElement *element);
