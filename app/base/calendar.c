// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/calendar.h"

typedef struct {
  const char *name;
  const char *of_day; // NULL where dates are written in digits.
} Month;

typedef struct {
  const char *name;
  const char *brief;
} Weekday;

typedef struct {
  const char *language;
  Month months[12];
  Weekday weekdays[7];
} Calendar;

/* The first is for any language that has none of its own. In which form an Udmurt month stands in a
 * date no source says for certain. */
static const Calendar calendars[] = {
  { "ru",
    { { "январь", "января" },
      { "февраль", "февраля" },
      { "март", "марта" },
      { "апрель", "апреля" },
      { "май", "мая" },
      { "июнь", "июня" },
      { "июль", "июля" },
      { "август", "августа" },
      { "сентябрь", "сентября" },
      { "октябрь", "октября" },
      { "ноябрь", "ноября" },
      { "декабрь", "декабря" } },
    { { "понедельник", "пн" },
      { "вторник", "вт" },
      { "среда", "ср" },
      { "четверг", "чт" },
      { "пятница", "пт" },
      { "суббота", "сб" },
      { "воскресенье", "вс" } } },
  { "udm",
    { { "толшор" },
      { "тулыспал" },
      { "южтолэзь" },
      { "оштолэзь" },
      { "куартолэзь" },
      { "инвожо" },
      { "пӧсьтолэзь" },
      { "гудырикошкон" },
      { "куарусён" },
      { "коньывуон" },
      { "шуркынмон" },
      { "толсур" } },
    { { "вордӥськон", "врд" },
      { "пуксён", "пкс" },
      { "вирнунал", "врн" },
      { "покчиарня", "пкч" },
      { "удмуртарня", "удм" },
      { "кӧснунал", "ксн" },
      { "арнянунал", "арн" } } },
  { "en",
    { { "January", "January" },
      { "February", "February" },
      { "March", "March" },
      { "April", "April" },
      { "May", "May" },
      { "June", "June" },
      { "July", "July" },
      { "August", "August" },
      { "September", "September" },
      { "October", "October" },
      { "November", "November" },
      { "December", "December" } },
    { { "Monday", "Mon" },
      { "Tuesday", "Tue" },
      { "Wednesday", "Wed" },
      { "Thursday", "Thu" },
      { "Friday", "Fri" },
      { "Saturday", "Sat" },
      { "Sunday", "Sun" } } },
};

static const Calendar *
find_calendar (const char *language) {
  for (guint i = 0; i < G_N_ELEMENTS (calendars); i++)
    if (g_str_equal (calendars[i].language, language))
      return &calendars[i];
  return &calendars[0];
}

const char *
kapka_calendar_get_month (const char *language, guint month) {
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);
  return find_calendar (language)->months[month - 1].name;
}

const char *
kapka_calendar_get_month_of_day (const char *language, guint month) {
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);
  return find_calendar (language)->months[month - 1].of_day;
}

const char *
kapka_calendar_get_weekday (const char *language, guint weekday) {
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);
  return find_calendar (language)->weekdays[weekday - 1].name;
}

const char *
kapka_calendar_get_weekday_short (const char *language, guint weekday) {
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);
  return find_calendar (language)->weekdays[weekday - 1].brief;
}

char *
kapka_calendar_format_month (const char *language, GDateTime *date) {
  guint month = (guint)g_date_time_get_month (date);

  return g_strdup_printf ("%s %d", kapka_calendar_get_month (language, month),
                          g_date_time_get_year (date));
}

char *
kapka_calendar_format_date (const char *language, GDateTime *date) {
  guint month = (guint)g_date_time_get_month (date);
  const char *of_day = kapka_calendar_get_month_of_day (language, month);

  if (of_day == NULL)
    return g_date_time_format (date, "%d.%m.%Y");
  return g_strdup_printf ("%d %s %d", g_date_time_get_day_of_month (date), of_day,
                          g_date_time_get_year (date));
}

char *
kapka_calendar_format_day (const char *language, GDateTime *date) {
  g_autofree char *text = kapka_calendar_format_date (language, date);
  guint weekday = (guint)g_date_time_get_day_of_week (date);

  return g_strdup_printf ("%s, %s", text, kapka_calendar_get_weekday (language, weekday));
}
