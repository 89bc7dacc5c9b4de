// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/russian-date.h"

#include <stdio.h>

static const struct {
  const char *name;
  const char *of; // As a day of it is named.
} months[] = {
  { "январь", "января" },   { "февраль", "февраля" }, { "март", "марта" },
  { "апрель", "апреля" },   { "май", "мая" },         { "июнь", "июня" },
  { "июль", "июля" },       { "август", "августа" },  { "сентябрь", "сентября" },
  { "октябрь", "октября" }, { "ноябрь", "ноября" },   { "декабрь", "декабря" },
};

static const struct {
  const char *name;
  const char *brief;
} weekdays[] = {
  { "понедельник", "пн" }, { "вторник", "вт" }, { "среда", "ср" },       { "четверг", "чт" },
  { "пятница", "пт" },     { "суббота", "сб" }, { "воскресенье", "вс" },
};

char *
kapka_russian_day (const char *day) {
  int year;
  guint month;
  int number;

  if (sscanf (day, "%d-%u-%d", &year, &month, &number) != 3 || month - 1 >= G_N_ELEMENTS (months))
    return g_strdup (day);
  return g_strdup_printf ("%d %s %d г.", number, months[month - 1].of, year);
}

char *
kapka_russian_month (const char *text) {
  int year;
  guint month;

  if (sscanf (text, "%d-%u", &year, &month) != 2 || month - 1 >= G_N_ELEMENTS (months))
    return g_strdup (text);
  return g_strdup_printf ("%s %d г.", months[month - 1].name, year);
}

const char *
kapka_russian_month_name (guint month) {
  g_return_val_if_fail (month - 1 < G_N_ELEMENTS (months), NULL);
  return months[month - 1].name;
}

const char *
kapka_russian_month_of_day (guint month) {
  g_return_val_if_fail (month - 1 < G_N_ELEMENTS (months), NULL);
  return months[month - 1].of;
}

const char *
kapka_russian_weekday (guint weekday) {
  g_return_val_if_fail (weekday - 1 < G_N_ELEMENTS (weekdays), NULL);
  return weekdays[weekday - 1].name;
}

const char *
kapka_russian_weekday_short (guint weekday) {
  g_return_val_if_fail (weekday - 1 < G_N_ELEMENTS (weekdays), NULL);
  return weekdays[weekday - 1].brief;
}

char *
kapka_russian_day_short (const char *day) {
  int year;
  int month;
  int number;

  if (sscanf (day, "%d-%d-%d", &year, &month, &number) != 3)
    return g_strdup (day);
  return g_strdup_printf ("%02d.%02d.%04d", number, month, year);
}
