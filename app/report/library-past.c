// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-past.h"

#include "desk/history.h"

/** What the history has of one year of table A. */
typedef struct {
  const KapkaPastFigure *users;       // (nullable)
  const KapkaPastFigure *rural_users; // (nullable)
  gboolean in_journal;
  gboolean used; // Any figure of it, also of table B.
} PastYear;

typedef struct {
  const GPtrArray *list; // Of KapkaPastFigure.
  PastYear years[KAPKA_YEARLY_N_YEARS];
} Past;

static const KapkaPastFigure *
find (const GPtrArray *past, int year, const char *key) {
  for (guint i = 0; i < past->len; i++) {
    const KapkaPastFigure *figure = g_ptr_array_index (past, i);

    if (figure->year == year && g_str_equal (figure->key, key))
      return figure;
  }
  return NULL;
}

static void
add_users (KapkaYearlyUsers *users, PastYear *year, const GPtrArray *past, gboolean rural) {
  *year = (PastYear){ .users = find (past, users->year, "users"),
                      .rural_users = find (past, users->year, "rural_users"),
                      .in_journal = users->known };
  year->used = year->users != NULL || (year->rural_users != NULL && users->known);
  users->known = users->known || year->users != NULL;
  if (year->users != NULL)
    users->users += year->users->value;
  if (year->rural_users != NULL)
    users->rural_users += year->rural_users->value;
  else if (year->users != NULL && rural)
    users->rural_users += year->users->value;
}

static void
add_requests (KapkaYearlyFigures *figures, PastYear *year, const GPtrArray *past) {
  figures->requests_known = TRUE;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    KapkaYearlyService *service = &figures->services[i];
    const KapkaPastFigure *found = find (past, figures->year, service->id);

    if (found != NULL) {
      service->known = TRUE;
      service->requests += found->value;
      figures->requests += found->value;
      year->used = TRUE;
    }
    figures->requests_known = figures->requests_known && service->known;
  }
}

/* Gathers the years that the history has and the journal has not, and their sources, each once. */
static void
gather_years (const Past *past,
              const KapkaYearlyFigures *figures,
              GString *years,
              GPtrArray *sources) {
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    int year = figures->users[i].year;

    if (!past->years[i].used || past->years[i].in_journal)
      continue;
    g_string_append_printf (years, "%s%d", years->len > 0 ? ", " : "", year);
    for (guint j = 0; j < past->list->len; j++) {
      const KapkaPastFigure *figure = g_ptr_array_index (past->list, j);

      if (figure->year == year &&
          !g_ptr_array_find_with_equal_func (sources, figure->source, g_str_equal, NULL))
        g_ptr_array_add (sources, figure->source);
    }
  }
}

static void
add_years (KapkaReport *report, const Past *past, const KapkaYearlyFigures *figures) {
  g_autoptr (GString) years = g_string_new (NULL);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autofree char *names = NULL;
  g_autofree char *remark = NULL;

  gather_years (past, figures, years, sources);
  if (sources->len == 0)
    return;
  g_ptr_array_add (sources, NULL);
  names = g_strjoinv ("; ", (char **)sources->pdata);
  remark = g_strdup_printf ("Годы, показатели которых взяты из прежних отчётов: %s (%s).",
                            years->str, names);
  kapka_report_add_remark (report, remark);
}

/* @figure: (nullable): what is added to a year that the kiosk has counted; %NULL: nothing. */
static void
append_addition (GString *text, const char *label, const KapkaPastFigure *figure) {
  if (figure != NULL)
    g_string_append_printf (text, "%s%s — %" G_GINT64_FORMAT " (%s)", text->len > 0 ? "; " : "",
                            label, figure->value, figure->source);
}

static void
append_services (GString *text, const Past *past, const KapkaYearlyFigures *figures) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    g_autofree char *label = g_strdup_printf ("обращения по услуге %u", i + 1);

    append_addition (text, label, find (past->list, figures->year, figures->services[i].id));
  }
}

static void
add_additions (KapkaReport *report,
               const Past *past,
               guint index,
               const KapkaYearlyFigures *figures) {
  const PastYear *year = &past->years[index];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *remark = NULL;

  if (!year->used || !year->in_journal)
    return;
  append_addition (text, "пользователи", year->users);
  append_addition (text, "пользователи в сельских библиотеках", year->rural_users);
  if (figures->users[index].year == figures->year)
    append_services (text, past, figures);
  remark = g_strdup_printf ("За %d г. к показателям киоска прибавлено из других отчётов: %s.",
                            figures->users[index].year, text->str);
  kapka_report_add_remark (report, remark);
}

/* The history can check its own figures alone. */
static void
add_warnings (KapkaReport *report, const KapkaYearlyFigures *figures) {
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    const KapkaYearlyUsers *users = &figures->users[i];
    g_autofree char *remark = g_strdup_printf (
        "Внимание: за %d г. пользователей в сельских библиотеках больше, чем всех. "
        "Проверьте показатели прежних отчётов.",
        users->year);

    if (users->known && users->rural_users > users->users)
      kapka_report_add_remark (report, remark);
  }
}

gboolean
kapka_library_past_add (KapkaYearlyFigures *figures,
                        KapkaReport *report,
                        const KapkaReportSource *source,
                        GError **error) {
  g_autoptr (GPtrArray) list = kapka_history_list (source->desk, error);
  Past past = { .list = list };

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    add_users (&figures->users[i], &past.years[i], list, source->settings->rural);
  add_requests (figures, &past.years[KAPKA_YEARLY_N_YEARS - 1], list);
  add_years (report, &past, figures);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    add_additions (report, &past, i, figures);
  add_warnings (report, figures);
  return TRUE;
}
