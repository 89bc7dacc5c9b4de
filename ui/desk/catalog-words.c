// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/catalog-words.h"

static const char *
get_text (KapkaDeskContext *context, const KapkaLocalText *text) {
  return kapka_local_text_get (
      text, kapka_session_get_language (kapka_desk_context_get_session (context)));
}

const char *
kapka_catalog_words_service (KapkaDeskContext *context, const char *service) {
  const KapkaService *found =
      kapka_catalog_find_service (kapka_catalog_words_get_catalog (context), service);

  return found == NULL ? service : get_text (context, &found->door);
}

const char *
kapka_catalog_words_hint (KapkaDeskContext *context, const char *service) {
  const KapkaService *found =
      kapka_catalog_find_service (kapka_catalog_words_get_catalog (context), service);

  return found == NULL ? service : get_text (context, &found->hint);
}

const char *
kapka_catalog_words_tile (KapkaDeskContext *context, const char *item) {
  const KapkaTile *tile = kapka_catalog_find_tile (kapka_catalog_words_get_catalog (context), item);

  return tile == NULL ? item : get_text (context, &tile->name);
}

const KapkaCatalog *
kapka_catalog_words_get_catalog (KapkaDeskContext *context) {
  return kapka_session_get_catalog (kapka_desk_context_get_session (context));
}
