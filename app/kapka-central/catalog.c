// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <stdlib.h>

#include "base/signing.h"
#include "kapka-central/catalog-actions.h"

/* The way of the key: here once, on paper or a drive in a safe place, and its public half on each
 * kiosk. */
static int
make_key (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE"),
      _ ("Makes the key with which the catalogue is signed, and prints what the kiosks need."),
      entries, arguments, error);
  g_autoptr (KapkaSigningKey) key = NULL;
  g_autofree char *public_key = NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    return EXIT_FAILURE;
  key = kapka_signing_key_new ();
  if (!kapka_signing_key_save (key, words[0], error))
    return EXIT_FAILURE;
  public_key = kapka_signing_key_get_public (key);
  text =
      g_strdup_printf (_ ("The key is in %s; keep a copy in a safe place. For kapka.conf of each "
                          "kiosk:\n\n[catalog]\nkey=%s\n"),
                       words[0], public_key);
  return kapka_command_print (text, error) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
kapka_command_catalog (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "key", N_ ("Make the key of the centre"), make_key },
    { "publish", N_ ("Check a catalogue, sign it, and give it to the kiosks"),
      kapka_catalog_publish },
    { NULL },
  };

  return kapka_command_run_action (_ ("Publishes the catalogue of the kiosks."), actions, context,
                                   arguments, error);
}
