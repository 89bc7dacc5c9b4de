// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop.h"
#include "element.h"
#include "program.h"

/**
 * KapkaTestScreen: what a program shows and how a person acts on it, by way of the accessibility
 * tree (as a screen reader would) and of real pointer and key events.
 *
 * An element is meant by its role and its name. A name may be a pattern with `*` for any text, so
 * "Открыть*" is a prefix; NULL is any name, ATSPI_ROLE_INVALID any role. Only elements that show
 * are seen. What cannot be found or done fails the test with a dump of the tree and the output of
 * the program.
 */
typedef struct _KapkaTestScreen KapkaTestScreen;

/**
 * kapka_test_screen_new:
 * @desktop: (transfer none): must outlive the screen
 * @program: (transfer none): started with the environment of @desktop; must outlive the screen
 * @deadline_ms: how long the program may take to publish its tree, in milliseconds
 *
 * Returns: (transfer full): the screen
 */
KapkaTestScreen *
kapka_test_screen_new (KapkaTestDesktop *desktop, KapkaTestProgram *program, guint deadline_ms);

/** kapka_test_screen_wait_restart: waits until the program has started itself again in the same
 * process, and looks at its new tree from then on */
void kapka_test_screen_wait_restart (KapkaTestScreen *screen, guint deadline_ms);

/** kapka_test_screen_free: @screen: (nullable) (transfer full): let go of */
void kapka_test_screen_free (KapkaTestScreen *screen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestScreen, kapka_test_screen_free)

/**
 * KapkaTestVisitFunc:
 * @depth: 0 for a window
 *
 * Returns: TRUE to end the visit
 */
typedef gboolean (*KapkaTestVisitFunc) (KapkaTestElement *element, guint depth, gpointer data);

/** kapka_test_screen_visit: shows @func every element that shows, parents first */
void kapka_test_screen_visit (KapkaTestScreen *screen, KapkaTestVisitFunc func, gpointer data);

/** kapka_test_screen_find: Returns: (transfer full) (nullable): the first such element just now */
KapkaTestElement *
kapka_test_screen_find (KapkaTestScreen *screen, AtspiRole role, const char *name);

/** kapka_test_screen_find_all_names: Returns: (transfer full): the names of all of that role */
GStrv kapka_test_screen_find_all_names (KapkaTestScreen *screen, AtspiRole role);

/** kapka_test_screen_wait_for: Returns: (transfer full): the first such element, once it shows */
KapkaTestElement *kapka_test_screen_wait_for (KapkaTestScreen *screen,
                                              AtspiRole role,
                                              const char *name,
                                              guint deadline_ms);

/** kapka_test_screen_wait_gone: waits until no such element shows any more */
void kapka_test_screen_wait_gone (KapkaTestScreen *screen,
                                  AtspiRole role,
                                  const char *name,
                                  guint deadline_ms);

/**
 * kapka_test_screen_press:
 *
 * Waits for a sensitive element of that role and name and does its first action, as a screen reader
 * does on behalf of its user.
 */
void kapka_test_screen_press (KapkaTestScreen *screen,
                              AtspiRole role,
                              const char *name,
                              guint deadline_ms);

/**
 * kapka_test_screen_click:
 * @element: shows in the topmost window of the program
 *
 * Moves the pointer to the middle of @element and clicks there, whatever lies on top of it.
 */
void kapka_test_screen_click (KapkaTestScreen *screen, KapkaTestElement *element);

/**
 * kapka_test_screen_dump:
 *
 * Returns: (transfer full): the tree as it shows, a line an element: role, name, text, states
 */
char *kapka_test_screen_dump (KapkaTestScreen *screen);
