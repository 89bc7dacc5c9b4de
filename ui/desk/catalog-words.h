// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"

/** What the journal keeps as codes, in the words of the catalogue and the language of the screen.
 * All return (transfer none); a code that the catalogue does not know any more is its own word. */

/** «Узнать об услуге» for `s3`. */
const char *kapka_catalog_words_service (KapkaDeskContext *context, const char *service);

/** What is behind the door of a service, one line. */
const char *kapka_catalog_words_hint (KapkaDeskContext *context, const char *service);

/** «Госуслуги» for `gosuslugi`. */
const char *kapka_catalog_words_tile (KapkaDeskContext *context, const char *item);

const KapkaCatalog *kapka_catalog_words_get_catalog (KapkaDeskContext *context);
