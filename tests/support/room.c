// SPDX-License-Identifier: GPL-3.0-or-later
#include "room.h"

#define START_MS 20000

struct _KapkaTestRoom {
  KapkaTestProgram *holder; /* is in the namespaces; its child is the first process inside */
};

KapkaTestRoom *
kapka_test_room_new (const char *prepare) {
  KapkaTestRoom *room = g_new0 (KapkaTestRoom, 1);
  g_autofree char *script =
      g_strdup_printf ("PATH=/usr/sbin:/usr/bin:/sbin:/bin; ip link set lo up && mount -t tmpfs -o "
                       "mode=755 tmpfs /run && %s && echo ready && "
                       "exec sleep infinity",
                       prepare == NULL ? "true" : prepare);
  const char *argv[] = { "unshare", "--net",   "--mount", "--pid", "--fork", "--kill-child=KILL",
                         "--",      "/bin/sh", "-c",      script,  NULL };

  room->holder = kapka_test_program_start (argv, NULL);
  g_free (kapka_test_program_wait_line (room->holder, KAPKA_TEST_STREAM_OUT, "ready", START_MS));
  return room;
}

/* The death of the first process inside takes all the others along. */
void
kapka_test_room_free (KapkaTestRoom *room) {
  if (room == NULL)
    return;
  kapka_test_program_free (room->holder);
  g_free (room);
}

KapkaTestProgram *
kapka_test_room_start (KapkaTestRoom *room, const char *const *argv, const char *const *envp) {
  GPid pid = kapka_test_program_get_pid (room->holder);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *net = g_strdup_printf ("--net=/proc/%d/ns/net", pid);
  g_autofree char *mount = g_strdup_printf ("--mount=/proc/%d/ns/mnt", pid);
  g_autofree char *processes = g_strdup_printf ("--pid=/proc/%d/ns/pid_for_children", pid);

  g_strv_builder_add_many (builder, "nsenter", net, mount, processes, "--", NULL);
  g_strv_builder_addv (builder, (const char **)argv);
  g_auto (GStrv) whole = g_strv_builder_end (builder);
  return kapka_test_program_start ((const char *const *)whole, envp);
}

/* The kernel shows the sockets of a network to whoever asks about a process in it. */
gboolean
kapka_test_room_is_listening (KapkaTestRoom *room, guint port) {
  g_autofree char *path =
      g_strdup_printf ("/proc/%d/net/tcp", kapka_test_program_get_pid (room->holder));
  g_autofree char *pattern = g_strdup_printf ("*:%04X 00000000:0000 0A *", port);
  g_autofree char *table = NULL;

  return g_file_get_contents (path, &table, NULL, NULL) && g_pattern_match_simple (pattern, table);
}
