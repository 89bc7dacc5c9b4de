// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib/gi18n.h>

/**
 * kapka_i18n_init:
 * @language: (nullable): language of the interface whatever the environment says; %NULL follows the
 * environment
 *
 * Sets the locale and binds the text domain `kapka`. Kapka speaks Russian by itself: a kiosk starts
 * with an empty environment. glibc knows no Udmurt locale and gettext translates nothing in the C
 * locale, so the locale stays Russian and LANGUAGE chooses the catalogue. TEXTDOMAINDIR, known from
 * gettext(1), names another place of the catalogues.
 */
void kapka_i18n_init (const char *language);

/**
 * kapka_i18n_set_language:
 * @language: `ru`, `udm` or `en`
 *
 * From now on gettext answers in @language; a text that has no Udmurt answers in Russian. To be
 * called after kapka_i18n_init() with a language, which makes the place in the environment: glibc
 * then only exchanges the value, which other threads may be reading meanwhile.
 */
void kapka_i18n_set_language (const char *language);

/** Returns: (transfer none): the language in which gettext answers: `ru`, `udm` or `en`. */
const char *kapka_i18n_get_language (void);
