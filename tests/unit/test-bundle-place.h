// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/bundle.h"
#include "bundle/install.h"
#include "tmpdir.h"

/** KapkaBundleTest: a centre with a key, and a kiosk that knows it. */
typedef struct {
  KapkaTestDir *dir;
  KapkaSigningKey *key;
  char *public_key;
  char *state_dir;
  KapkaBundlePlace place;
} KapkaBundleTest;

KapkaBundleTest *kapka_bundle_test_new (void);
void kapka_bundle_test_free (KapkaBundleTest *test);

/** Returns: (transfer full): the files of a catalogue that is right, with @number as the number of
 * its list of portals. */
GPtrArray *kapka_bundle_test_make_files (const char *number);

/** Adds a text to @files, or takes the place of the one that is there. */
void kapka_bundle_test_set_file (GPtrArray *files, const char *path, const char *text);

/** Returns: (transfer full): such a catalogue, signed. */
GBytes *kapka_bundle_test_make (KapkaBundleTest *test, gint64 version, const char *number);

/** Returns: (transfer full): a bundle with any text for a manifest, rightly signed. */
GBytes *kapka_bundle_test_sign (KapkaBundleTest *test, const char *manifest, const char *contents);

/** Returns: (transfer full): the number of the list of portals that the kiosk would read; empty
 * without a bundle. Ends the test when it is not that of a whole bundle. */
char *kapka_bundle_test_read_number (KapkaBundleTest *test);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaBundleTest, kapka_bundle_test_free)
