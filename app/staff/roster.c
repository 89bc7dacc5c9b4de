// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/roster.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "journal/lock.h"
#include "staff/lock-out.h"

static KapkaLock *
lock_list (const char *state_dir, GError **error) {
  if (g_mkdir_with_parents (state_dir, 0750) == 0)
    return kapka_lock_take (state_dir, error);
  kapka_error_set_errno (error, errno, state_dir);
  return NULL;
}

/* Somebody has to be able to close the kiosk and to set the others' PINs on its screen. */
static gboolean
save (const KapkaPeople *people,
      gboolean had_administrator,
      gboolean force,
      const char *state_dir,
      GError **error) {
  if (had_administrator && !force && !kapka_people_has_administrator (people)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                 _ ("no administrator would be left; name another one first"));
    return FALSE;
  }
  return kapka_people_save (people, state_dir, error);
}

static gboolean
set_person (KapkaPeople *people, const KapkaRosterChange *change, GError **error) {
  const KapkaPerson *person = kapka_people_find (people, change->name);

  if (person == NULL && (change->role == NULL || change->pin == NULL)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("a new person needs a role and a PIN"));
    return FALSE;
  }
  return kapka_people_set (people, change->name,
                           change->role == NULL ? person->role : *change->role, change->pin, error);
}

static gboolean
remove_person (KapkaPeople *people, const KapkaRosterChange *change, GError **error) {
  if (kapka_people_find (people, change->name) == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, _ ("there is nobody called \"%s\""),
                 change->name);
    return FALSE;
  }
  kapka_people_remove (people, change->name);
  return TRUE;
}

static gboolean
apply (KapkaPeople *people, const KapkaRosterChange *change, GError **error) {
  if (change->first && kapka_people_get_length (people) > 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                 _ ("somebody has set a PIN already; people are added at the desk"));
    return FALSE;
  }
  return change->remove ? remove_person (people, change, error)
                        : set_person (people, change, error);
}

gboolean
kapka_roster_change (const char *state_dir, const KapkaRosterChange *change, GError **error) {
  g_autoptr (KapkaLock) lock = lock_list (state_dir, error);
  g_autoptr (KapkaPeople) people = lock == NULL ? NULL : kapka_people_load (state_dir, error);
  gboolean had_administrator = people != NULL && kapka_people_has_administrator (people);

  if (people == NULL || !apply (people, change, error) ||
      !save (people, had_administrator, change->force, state_dir, error))
    return FALSE;
  return change->pin == NULL || kapka_lock_out_save (&(KapkaLockOut){ 0 }, state_dir, error);
}

/** Job: a change on its way into a thread, with texts of its own. */
typedef struct {
  char *state_dir;
  char *name;
  char *pin; // (nullable)
  KapkaRole role;
  KapkaRosterChange change;
} Job;

static void
job_free (gpointer data) {
  Job *job = data;

  if (job->pin != NULL)
    explicit_bzero (job->pin, strlen (job->pin));
  g_free (job->pin);
  g_free (job->name);
  g_free (job->state_dir);
  g_free (job);
}

static Job *
job_new (const char *state_dir, const KapkaRosterChange *change) {
  Job *job = g_new0 (Job, 1);

  job->state_dir = g_strdup (state_dir);
  job->name = g_strdup (change->name);
  job->pin = g_strdup (change->pin);
  job->change = *change;
  job->change.name = job->name;
  job->change.pin = job->pin;
  if (change->role != NULL) {
    job->role = *change->role;
    job->change.role = &job->role;
  }
  return job;
}

static void
change_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  const Job *job = task_data;
  GError *error = NULL;

  if (kapka_roster_change (job->state_dir, &job->change, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
kapka_roster_change_async (const char *state_dir,
                           const KapkaRosterChange *change,
                           GAsyncReadyCallback callback,
                           gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, kapka_roster_change_async);
  g_task_set_task_data (task, job_new (state_dir, change), job_free);
  g_task_run_in_thread (task, change_in_thread);
}

gboolean
kapka_roster_change_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_roster_change_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
