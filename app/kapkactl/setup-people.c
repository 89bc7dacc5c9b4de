// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/setup-people.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/command.h"
#include "base/error.h"
#include "kapkactl/ask.h"
#include "kapkactl/enrol-kiosk.h"
#include "kapkactl/read-pin.h"
#include "staff/people.h"
#include "staff/pin.h"
#include "staff/roster.h"
#include "sync/enrol.h"
#include "sync/enrolment-place.h"

/* Returns: (nullable): NULL when it is left for later. */
static char *
ask (const char *words) {
  g_autofree char *prompt = g_strconcat (words, ": ", NULL);
  g_autofree char *line = NULL;

  if (!kapka_command_print (prompt, NULL))
    return NULL;
  line = kapka_command_read_line ();
  return line == NULL || *line == '\0' ? NULL : g_steal_pointer (&line);
}

/* The centre decides which computer this is; who has swapped two codes hears of it. */
static gboolean
connect (const KapkaSettings *settings, const char *code, GError **error) {
  g_autoptr (KapkaEnrolment) enrolment = kapka_command_enrol (settings, code, error);
  g_autofree char *difference =
      enrolment == NULL ? NULL : kapka_enrolment_describe_difference (enrolment, settings);

  if (enrolment != NULL && !kapka_enrolment_is_of (enrolment, settings)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, difference);
    return FALSE;
  }
  if (difference != NULL)
    g_printerr ("%s\n", difference);
  return enrolment != NULL;
}

static void
connect_person (const KapkaSettings *settings, const KapkaEnrolment *present) {
  g_autofree char *difference =
      present == NULL ? NULL : kapka_enrolment_describe_difference (present, settings);

  if (difference != NULL)
    g_printerr ("%s\n", difference);
  for (;;) {
    g_autofree char *code =
        ask (_ ("Code from the centre for this computer; an empty line leaves it for later"));
    g_autoptr (GError) failure = NULL;

    if (code == NULL || connect (settings, code, &failure))
      return;
    g_printerr ("%s\n", failure->message);
  }
}

static gboolean
connect_from_file (const KapkaSettings *settings,
                   const KapkaSetupAnswers *answers,
                   const KapkaEnrolment *present,
                   GError **error) {
  g_autofree char *code = kapka_setup_answers_get (answers, KAPKA_SETUP_GROUP, "enrol_code");
  g_autofree char *difference =
      present == NULL ? NULL : kapka_enrolment_describe_difference (present, settings);

  if (code != NULL && connect (settings, code, error))
    return TRUE;
  if (code != NULL) {
    kapka_setup_answers_blame (answers, KAPKA_SETUP_GROUP, "enrol_code", error);
    return FALSE;
  }
  if (difference == NULL)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("%s A new code from the centre is needed: \"enrol_code\"."), difference);
  return FALSE;
}

gboolean
kapka_setup_connect (const KapkaSettings *settings,
                     const KapkaSetupAnswers *answers,
                     GError **error) {
  g_autoptr (KapkaEnrolment) present = kapka_enrolment_load (settings->state_dir, NULL);

  if (*settings->url == '\0' || (present != NULL && kapka_enrolment_is_of (present, settings)))
    return TRUE;
  if (answers != NULL)
    return connect_from_file (settings, answers, present, error);
  connect_person (settings, present);
  return TRUE;
}

static void
wipe (char *pin) {
  if (pin != NULL)
    explicit_bzero (pin, strlen (pin));
  g_free (pin);
}

static gboolean
name_administrator (const KapkaSettings *settings,
                    const char *name,
                    const char *pin,
                    GError **error) {
  KapkaRole role = KAPKA_ROLE_ADMINISTRATOR;
  const KapkaRosterChange change = { .name = name, .role = &role, .pin = pin };

  return kapka_roster_change (settings->state_dir, &change, error);
}

static void
name_person (const KapkaSettings *settings) {
  for (;;) {
    g_autofree char *name =
        ask (_ ("Name of the administrator; an empty line leaves it for later"));
    g_autoptr (GError) failure = NULL;
    char *pin = name == NULL ? NULL : kapka_read_pin (&failure);
    gboolean named = pin != NULL && name_administrator (settings, name, pin, &failure);

    wipe (pin);
    if (name == NULL || named)
      return;
    g_printerr ("%s\n", failure->message);
  }
}

/* A file may be answered twice; what it says and is not done has to be told. */
static gboolean
check_administrator (const KapkaPeople *people, const char *name, const char *pin, GError **error) {
  const KapkaPerson *owner = NULL;

  if (!kapka_people_match (people, pin, &owner, error))
    return FALSE;
  if (owner != NULL && owner->role == KAPKA_ROLE_ADMINISTRATOR && g_str_equal (owner->name, name))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("there is an administrator already. A new PIN, or one more: kapkactl pin set "
                  "--role=administrator %s"),
               name);
  return FALSE;
}

static gboolean
name_from_file (const KapkaSettings *settings,
                const KapkaSetupAnswers *answers,
                const KapkaPeople *people,
                GError **error) {
  g_autofree char *name = kapka_setup_answers_get (answers, KAPKA_SETUP_GROUP, "administrator");
  char *pin = kapka_setup_answers_get (answers, KAPKA_SETUP_GROUP, "pin");
  gboolean good = name == NULL || (kapka_people_has_administrator (people)
                                       ? check_administrator (people, name, pin, error)
                                       : name_administrator (settings, name, pin, error));

  wipe (pin);
  if (!good)
    kapka_setup_answers_blame (answers, KAPKA_SETUP_GROUP, "administrator", error);
  return good;
}

static void
note (const KapkaSetupAnswers *answers,
      const char *key,
      KapkaProblems *problems,
      const GError *failure) {
  if (failure != NULL)
    kapka_setup_answers_note (answers, KAPKA_SETUP_GROUP, key, problems, failure->message);
}

static void
check_code (const KapkaSetupAnswers *answers,
            const KapkaSettings *settings,
            KapkaProblems *problems) {
  g_autofree char *code = kapka_setup_answers_get (answers, KAPKA_SETUP_GROUP, "enrol_code");
  g_autoptr (GError) failure = NULL;

  if (code != NULL && !kapka_enrol_code_check (code, &failure))
    note (answers, "enrol_code", problems, failure);
  if (code != NULL && *settings->url == '\0')
    kapka_setup_answers_note (answers, KAPKA_SETUP_GROUP, "enrol_code", problems,
                              _ ("a code needs the address of the centre: \"url\" in group "
                                 "[sync]"));
}

static void
check_person (const KapkaSetupAnswers *answers, KapkaProblems *problems) {
  g_autofree char *name = kapka_setup_answers_get (answers, KAPKA_SETUP_GROUP, "administrator");
  char *pin = kapka_setup_answers_get (answers, KAPKA_SETUP_GROUP, "pin");
  g_autoptr (GError) wrong_name = NULL;
  g_autoptr (GError) wrong_pin = NULL;

  if (name != NULL && !kapka_people_check_name (name, &wrong_name))
    note (answers, "administrator", problems, wrong_name);
  if (pin != NULL && !kapka_pin_check_new (pin, &wrong_pin))
    note (answers, "pin", problems, wrong_pin);
  if (name != NULL && pin == NULL)
    kapka_setup_answers_note (answers, KAPKA_SETUP_GROUP, "administrator", problems,
                              _ ("the PIN of the administrator is missing: \"pin\""));
  if (name == NULL && pin != NULL)
    kapka_setup_answers_note (answers, KAPKA_SETUP_GROUP, "pin", problems,
                              _ ("whose PIN is it? The name is missing: \"administrator\""));
  wipe (pin);
}

void
kapka_setup_check_people (const KapkaSetupAnswers *answers,
                          const KapkaSettings *settings,
                          KapkaProblems *problems) {
  check_code (answers, settings, problems);
  check_person (answers, problems);
}

gboolean
kapka_setup_name_administrator (const KapkaSettings *settings,
                                const KapkaSetupAnswers *answers,
                                GError **error) {
  g_autoptr (KapkaPeople) people = kapka_people_load (settings->state_dir, error);

  if (people == NULL)
    return FALSE;
  if (answers != NULL)
    return name_from_file (settings, answers, people, error);
  if (!kapka_people_has_administrator (people))
    name_person (settings);
  return TRUE;
}
