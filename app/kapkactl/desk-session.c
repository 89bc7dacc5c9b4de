// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/desk-session.h"

#include <glib/gi18n.h>

#include "base/error.h"

/** Looks @author up in the list of the staff. */
static gboolean
find_person (const char *state_dir,
             const char *author,
             KapkaDeskPerson *out_person,
             GError **error) {
  g_autoptr (KapkaPeople) people = kapka_people_load (state_dir, error);
  const KapkaPerson *person = people == NULL ? NULL : kapka_people_find (people, author);

  if (people == NULL)
    return FALSE;
  if (person == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                 _ ("there is nobody called \"%s\"; \"kapkactl pin list\" shows the staff"),
                 author);
    return FALSE;
  }
  *out_person = (KapkaDeskPerson){ .name = author, .role = person->role };
  return TRUE;
}

static gboolean
open_journal (KapkaDeskSession *session, gboolean writes, GError **error) {
  session->clock = kapka_clock_new_system (session->settings->time_zone, error);
  if (session->clock == NULL)
    return FALSE;
  session->journal = kapka_journal_open (
      session->settings->state_dir, writes ? session->settings->runtime_dir : NULL, session->clock,
      writes ? KAPKA_JOURNAL_EVENTS : KAPKA_JOURNAL_READ, NULL, error);
  return session->journal != NULL;
}

KapkaDeskSession *
kapka_desk_session_open (const KapkaCommandContext *context, const char *author, GError **error) {
  g_autoptr (KapkaDeskSession) session = g_new0 (KapkaDeskSession, 1);
  KapkaDeskPerson person = { NULL, KAPKA_ROLE_LIBRARIAN };

  session->settings = kapka_command_load_settings (context, KAPKA_MISTAKES_REFUSE, error);
  if (session->settings == NULL ||
      (author != NULL && !find_person (session->settings->state_dir, author, &person, error)) ||
      !open_journal (session, author != NULL, error))
    return NULL;
  session->desk = kapka_desk_open (session->journal, session->settings->state_dir, session->clock,
                                   &person, error);
  if (session->desk == NULL)
    return NULL;
  if (kapka_desk_get_notice (session->desk) != NULL)
    g_printerr ("%s\n", kapka_desk_get_notice (session->desk));
  return g_steal_pointer (&session);
}

void
kapka_desk_session_close (KapkaDeskSession *session) {
  if (session == NULL)
    return;
  g_clear_pointer (&session->desk, kapka_desk_close);
  g_clear_pointer (&session->journal, kapka_journal_close);
  g_clear_pointer (&session->clock, kapka_clock_unref);
  g_clear_pointer (&session->settings, kapka_settings_unref);
  g_free (session);
}
