// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-printed.h"

#include "desk/promo.h"
#include "desk/publication.h"
#include "report/library-table.h"

static const KapkaWord kinds[] = {
  { "card", "Визитка" },
  { "booklet", "Буклет" },
  { "poster", "Афиша" },
  { "flyer", "Флаер" },
  { "bookmark", "Книжная закладка" },
  { "other", "Другое" },
};

static const KapkaWord channels[] = {
  { "library_site", "Сайт библиотеки" },
  { "national_library", "Сайт Национальной библиотеки" },
  { "administration_site", "Сайт администрации" },
  { "social_network", "Социальная сеть" },
  { "media", "СМИ" },
};

static KapkaReportTable *
add_table (KapkaReport *report,
           const char *year,
           const char *id,
           const char *title,
           const char *corner) {
  KapkaReportTable *table = kapka_report_add_table (report, id, title, corner, FALSE);

  kapka_report_table_set_period (table, year);
  return table;
}

/* @code: (nullable): %NULL counts all. */
static void
add_promo_count (KapkaReportTable *table,
                 const GPtrArray *promos,
                 const char *code,
                 const char *label) {
  gint64 titles = 0;
  gint64 print_run = 0;

  for (guint i = 0; i < promos->len; i++) {
    const KapkaPromo *promo = g_ptr_array_index (promos, i);

    if (code != NULL && !g_str_equal (promo->kind, code))
      continue;
    titles++;
    print_run += promo->print_run;
  }
  kapka_report_table_add_row (table, code != NULL ? code : "all", label, FALSE, code == NULL);
  kapka_report_table_add_number (table, titles);
  kapka_report_table_add_number (table, print_run);
}

static void
add_promo_counts (KapkaReport *report, const char *year, const GPtrArray *promos) {
  KapkaReportTable *table =
      add_table (report, year, "promo_kinds", "Рекламная продукция по видам", "Вид");

  kapka_report_table_add_column (table, "titles", "Названия");
  kapka_report_table_add_column (table, "print_run", "Тираж");
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 1, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_promo_count (table, promos, kinds[i].code, kinds[i].word);
  add_promo_count (table, promos, NULL, "Всего");
}

void
kapka_library_printed_add_promos (KapkaReport *report, const char *year, const GPtrArray *promos) {
  KapkaReportTable *table;

  add_promo_counts (report, year, promos);
  table = add_table (report, year, "promos", "Рекламная продукция", "Название");
  kapka_report_table_add_column (table, "day", "Дата");
  kapka_report_table_add_column (table, "kind", "Вид");
  kapka_report_table_add_column (table, "print_run", "Тираж");
  for (guint i = promos->len; i > 0; i--) {
    const KapkaPromo *promo = g_ptr_array_index (promos, i - 1);

    kapka_library_table_add_line (table, promos->len - i + 1, promo->title, promo->day);
    kapka_library_table_add_text (table,
                                  kapka_word_find (kinds, G_N_ELEMENTS (kinds), promo->kind));
    kapka_report_table_add_number (table, promo->print_run);
  }
}

static void
add_channel_counts (KapkaReport *report, const char *year, const GPtrArray *publications) {
  KapkaReportTable *table = add_table (report, year, "channels", "Публикации по каналам", "Канал");

  kapka_report_table_add_column (table, "publications", "Публикации");
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++) {
    gint64 n = 0;

    for (guint j = 0; j < publications->len; j++)
      n += g_str_equal (((const KapkaPublication *)g_ptr_array_index (publications, j))->channel,
                        channels[i].code);
    kapka_report_table_add_row (table, channels[i].code, channels[i].word, FALSE, FALSE);
    kapka_report_table_add_number (table, n);
  }
  kapka_report_table_add_row (table, "all", "Всего", FALSE, TRUE);
  kapka_report_table_add_number (table, publications->len);
}

void
kapka_library_printed_add_publications (KapkaReport *report,
                                        const char *year,
                                        const GPtrArray *publications) {
  KapkaReportTable *table;

  add_channel_counts (report, year, publications);
  table = add_table (report, year, "publications", "Публикации", "Название");
  kapka_report_table_add_column (table, "day", "Дата");
  kapka_report_table_add_column (table, "channel", "Канал");
  kapka_report_table_add_column (table, "address", "Адрес");
  for (guint i = publications->len; i > 0; i--) {
    const KapkaPublication *publication = g_ptr_array_index (publications, i - 1);

    kapka_library_table_add_line (table, publications->len - i + 1, publication->title,
                                  publication->day);
    kapka_library_table_add_text (
        table, kapka_word_find (channels, G_N_ELEMENTS (channels), publication->channel));
    kapka_library_table_add_text (table, publication->address);
  }
}
