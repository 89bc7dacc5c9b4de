// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/entrance.h"

#include <string.h>

#include "staff/lock-out.h"

struct _KapkaEntrance {
  gatomicrefcount refs;
  char *state_dir;
  KapkaClock *clock;
  GMutex lock; // Over what follows and over the two files: one try after the other.
  KapkaLockOut unsaved;
  gboolean has_unsaved; // The disk does not take the count.
};

KapkaEntrance *
kapka_entrance_new (const char *state_dir, KapkaClock *clock) {
  KapkaEntrance *entrance = g_new0 (KapkaEntrance, 1);

  g_atomic_ref_count_init (&entrance->refs);
  entrance->state_dir = g_strdup (state_dir);
  entrance->clock = kapka_clock_ref (clock);
  g_mutex_init (&entrance->lock);
  return entrance;
}

KapkaEntrance *
kapka_entrance_ref (KapkaEntrance *entrance) {
  g_atomic_ref_count_inc (&entrance->refs);
  return entrance;
}

void
kapka_entrance_unref (KapkaEntrance *entrance) {
  if (entrance == NULL || !g_atomic_ref_count_dec (&entrance->refs))
    return;
  g_mutex_clear (&entrance->lock);
  kapka_clock_unref (entrance->clock);
  g_free (entrance->state_dir);
  g_free (entrance);
}

void
kapka_entrance_answer_free (KapkaEntranceAnswer *answer) {
  if (answer == NULL)
    return;
  g_free (answer->name);
  g_free (answer);
}

static KapkaEntranceAnswer *
answer_new (KapkaEntranceState state, guint wait_seconds) {
  KapkaEntranceAnswer *answer = g_new0 (KapkaEntranceAnswer, 1);

  answer->state = state;
  answer->wait_seconds = wait_seconds;
  return answer;
}

static void
keep (KapkaEntrance *entrance, const KapkaLockOut *lock_out) {
  entrance->unsaved = *lock_out;
  entrance->has_unsaved = !kapka_lock_out_save (lock_out, entrance->state_dir, NULL);
}

static KapkaLockOut
recall (KapkaEntrance *entrance) {
  KapkaLockOut lock_out = entrance->unsaved;

  if (!entrance->has_unsaved &&
      kapka_lock_out_load (entrance->state_dir, entrance->clock, &lock_out))
    keep (entrance, &lock_out);
  return lock_out;
}

static KapkaEntranceAnswer *
try_pin (KapkaEntrance *entrance,
         const KapkaPeople *people,
         KapkaLockOut *lock_out,
         const char *pin,
         GError **error) {
  const KapkaPerson *person;
  KapkaEntranceAnswer *answer;

  kapka_lock_out_add (lock_out, entrance->clock);
  keep (entrance, lock_out);
  if (!kapka_people_match (people, pin, &person, error))
    return NULL;
  if (person == NULL)
    return answer_new (KAPKA_ENTRANCE_WRONG,
                       kapka_lock_out_get_left_seconds (lock_out, entrance->clock));
  keep (entrance, &(KapkaLockOut){ 0 });
  answer = answer_new (KAPKA_ENTRANCE_OPEN, 0);
  answer->name = g_strdup (person->name);
  answer->role = person->role;
  return answer;
}

KapkaEntranceAnswer *
kapka_entrance_ask (KapkaEntrance *entrance, const char *pin, GError **error) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&entrance->lock);
  g_autoptr (KapkaPeople) people = kapka_people_load (entrance->state_dir, error);
  KapkaLockOut lock_out;
  guint wait_seconds;

  if (people == NULL)
    return NULL;
  if (kapka_people_get_length (people) == 0)
    return answer_new (KAPKA_ENTRANCE_NOBODY, 0);
  lock_out = recall (entrance);
  wait_seconds = kapka_lock_out_get_left_seconds (&lock_out, entrance->clock);
  if (wait_seconds > 0)
    return answer_new (KAPKA_ENTRANCE_WAIT, wait_seconds);
  if (pin == NULL)
    return answer_new (KAPKA_ENTRANCE_ASK, 0);
  return try_pin (entrance, people, &lock_out, pin, error);
}

typedef struct {
  KapkaEntrance *entrance;
  char *pin; // (nullable)
} Question;

static void
question_free (Question *question) {
  if (question->pin != NULL)
    explicit_bzero (question->pin, strlen (question->pin));
  g_free (question->pin);
  kapka_entrance_unref (question->entrance);
  g_free (question);
}

static void
ask_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  Question *question = data;
  GError *error = NULL;
  KapkaEntranceAnswer *answer = kapka_entrance_ask (question->entrance, question->pin, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify)kapka_entrance_answer_free);
}

void
kapka_entrance_ask_async (KapkaEntrance *entrance,
                          const char *pin,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->entrance = kapka_entrance_ref (entrance);
  question->pin = g_strdup (pin);
  g_task_set_source_tag (task, kapka_entrance_ask_async);
  g_task_set_task_data (task, question, (GDestroyNotify)question_free);
  g_task_run_in_thread (task, ask_in_thread);
}

KapkaEntranceAnswer *
kapka_entrance_ask_finish (GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}
