// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

/** KapkaTestStick: a flash drive whose medium can be looked at: a file with an ext4 file system,
 * mounted over a loop device; needs root. */
typedef struct _KapkaTestStick KapkaTestStick;

/**
 * kapka_test_stick_new:
 * @medium: path of the file, which is not there yet
 * @place: where the drive is to be mounted; the directory is there
 *
 * Returns: (transfer full): an empty drive of a few MiB that is not in the machine yet.
 */
KapkaTestStick *kapka_test_stick_new (const char *medium, const char *place);

/** kapka_test_stick_free: @stick: (nullable) (transfer full): taken out */
void kapka_test_stick_free (KapkaTestStick *stick);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestStick, kapka_test_stick_free)

/** Mounts it with @options, as in "rw" or "remount,ro". */
void kapka_test_stick_plug_in (KapkaTestStick *stick, const char *options);

/** Unmounts it, so that all that was written gets onto the medium. */
void kapka_test_stick_take_out (KapkaTestStick *stick);

/** From now on nothing gets onto the medium any more, and whoever writes hears of an error; it is
 * mounted still, as a drive is that was just pulled. */
void kapka_test_stick_cut (KapkaTestStick *stick);

/** Cuts and unmounts it: what was not on the medium by now is lost. */
void kapka_test_stick_pull (KapkaTestStick *stick);

/** Lets whoever writes to it wait until kapka_test_stick_thaw(), or until the test ends. */
void kapka_test_stick_freeze (KapkaTestStick *stick);
void kapka_test_stick_thaw (KapkaTestStick *stick);

/** Returns: (transfer full): the names of all files at its top, as in "a.txt b.txt". */
char *kapka_test_stick_list (KapkaTestStick *stick);
