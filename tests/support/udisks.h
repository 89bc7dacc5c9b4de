// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/** KapkaTestUdisks: a system bus of the test's own with a udisks2 on it that knows the disk of the
 * machine and one flash drive, `ПЕРЕНОСНАЯ`, whose content is a directory that it mounts and
 * unmounts for real; needs root. */
typedef struct _KapkaTestUdisks KapkaTestUdisks;

/**
 * kapka_test_udisks_new:
 * @place: where the drive is to be mounted; the directory is there
 *
 * Returns: (transfer full): a bus with the service on it; the drive is in the machine.
 */
KapkaTestUdisks *kapka_test_udisks_new (const char *content, const char *place);

/** kapka_test_udisks_free: @udisks: (nullable) (transfer full): stopped, with nothing mounted */
void kapka_test_udisks_free (KapkaTestUdisks *udisks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestUdisks, kapka_test_udisks_free)

/** Returns: (transfer none): the address of the bus, for DBUS_SYSTEM_BUS_ADDRESS. */
const char *kapka_test_udisks_get_address (KapkaTestUdisks *udisks);

/** Whether it refuses to mount, as the rules of a system do that do not let the kiosk. */
void kapka_test_udisks_set_refusing (KapkaTestUdisks *udisks, gboolean refusing);

/** From now on an unmounting takes its time: until kapka_test_udisks_let_go(). */
void kapka_test_udisks_hold (KapkaTestUdisks *udisks);

/** Waits until it is asked to unmount the drive that it holds; fails the test without that. */
void kapka_test_udisks_wait_held (KapkaTestUdisks *udisks);

/** Returns: whether it has been asked to unmount the drive that it holds. */
gboolean kapka_test_udisks_is_held (KapkaTestUdisks *udisks);
void kapka_test_udisks_let_go (KapkaTestUdisks *udisks);

/** Returns: (transfer full): what was done, as in "mount(nosuid,nodev) unmount". */
char *kapka_test_udisks_get_calls (KapkaTestUdisks *udisks);
