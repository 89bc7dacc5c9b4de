// SPDX-License-Identifier: GPL-3.0-or-later
// What a job asks of its printer, and what is understood of the printer's answers.

#include <glib.h>

#include "print/job-private.h"
#include "print/options.h"

static const char *one_side[] = { "one-sided", NULL };
static const char *two_sides[] = { "one-sided", "two-sided-long-edge", "two-sided-short-edge",
                                   NULL };
static const char *papers[] = { "iso_a4_210x297mm", "iso_a5_148x210mm", NULL };
static const char *letter[] = { "na_letter_8.5x11in", NULL };
static const char *colours[] = { "monochrome", "color", NULL };
static const char *nothing[] = { NULL };

static const KapkaPrintProfile plain = { "plain", TRUE, KAPKA_SIDES_ONE, "iso_a4_210x297mm",
                                         FALSE };
static const KapkaPrintProfile tax = { "tax", TRUE, KAPKA_SIDES_ONE, "iso_a4_210x297mm", TRUE };
static const KapkaPrintProfile sheet = { "sheet", FALSE, KAPKA_SIDES_TWO_LONG_EDGE, NULL, FALSE };

static const struct {
  const KapkaPrintProfile *profile;
  const char *page_media;
  KapkaPrinter printer;
  KapkaPrintOptions expected;
} cases[] = {
  { &plain,
    "iso_a5_148x210mm",
    { .sides = (GStrv)two_sides, .media = (GStrv)papers, .colour_modes = (GStrv)colours },
    { "one-sided", "iso_a4_210x297mm", NULL, "none" } },
  { &tax,
    NULL,
    { .sides = (GStrv)two_sides, .media = (GStrv)papers, .colour_modes = (GStrv)colours },
    { "one-sided", "iso_a4_210x297mm", "monochrome", "none" } },
  { &sheet,
    "iso_a5_148x210mm",
    { .sides = (GStrv)two_sides, .media = (GStrv)papers, .colour_modes = (GStrv)colours },
    { "two-sided-long-edge", "iso_a5_148x210mm", NULL, "fit" } },
  { &sheet,
    "iso_a3_297x420mm",
    { .sides = (GStrv)one_side, .media = (GStrv)papers, .colour_modes = (GStrv)colours },
    { "one-sided", NULL, NULL, "fit" } },
  { &tax,
    NULL,
    { .sides = (GStrv)nothing, .media = (GStrv)letter, .colour_modes = (GStrv)nothing },
    { NULL, NULL, NULL, "none" } },
};

static void
test_choose (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    KapkaPrintOptions options;

    kapka_print_options_choose (cases[i].profile, cases[i].page_media, &cases[i].printer, &options);
    g_assert_cmpstr (options.sides, ==, cases[i].expected.sides);
    g_assert_cmpstr (options.media, ==, cases[i].expected.media);
    g_assert_cmpstr (options.colour_mode, ==, cases[i].expected.colour_mode);
    g_assert_cmpstr (options.scaling, ==, cases[i].expected.scaling);
  }
}

static void
test_trouble (void) {
  static const struct {
    const char *word;
    KapkaPrinterTrouble trouble;
  } words[] = {
    { "none", KAPKA_PRINTER_FINE },
    { "media-empty", KAPKA_PRINTER_NO_PAPER },
    { "media-empty-error", KAPKA_PRINTER_NO_PAPER },
    { "media-empty-warning", KAPKA_PRINTER_NO_PAPER },
    { "media-low-report", KAPKA_PRINTER_LOW_PAPER },
    { "media-jam-error", KAPKA_PRINTER_JAM },
    { "door-open", KAPKA_PRINTER_OPEN },
    { "toner-empty-error", KAPKA_PRINTER_NO_INK },
    { "offline-report", KAPKA_PRINTER_OFFLINE },
    { "connecting-to-device", KAPKA_PRINTER_CONNECTING },
    { "paused", KAPKA_PRINTER_STOPPED },
    { "mediaempty", KAPKA_PRINTER_OTHER },
    { "alert-of-the-maker-report", KAPKA_PRINTER_FINE },
    { "alert-of-the-maker", KAPKA_PRINTER_OTHER },
    { "", KAPKA_PRINTER_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpuint (kapka_printer_trouble_read (words[i].word), ==, words[i].trouble);
}

static void
test_message (void) {
  g_assert_cmpuint (kapka_printer_trouble_read_message ("The printer is not responding."), ==,
                    KAPKA_PRINTER_CONNECTING);
  g_assert_cmpuint (kapka_printer_trouble_read_message ("Ready to print."), ==, KAPKA_PRINTER_FINE);
  g_assert_cmpuint (kapka_printer_trouble_read_message (""), ==, KAPKA_PRINTER_FINE);
}

static void
test_judge (void) {
  static const struct {
    ipp_jstate_t state;
    KapkaPrinterTrouble trouble;
    KapkaJobStage stage;
  } jobs[] = {
    { IPP_JSTATE_PENDING, KAPKA_PRINTER_FINE, KAPKA_JOB_WAITING },
    { IPP_JSTATE_PENDING, KAPKA_PRINTER_STOPPED, KAPKA_JOB_STUCK },
    { IPP_JSTATE_PROCESSING, KAPKA_PRINTER_FINE, KAPKA_JOB_PRINTING },
    { IPP_JSTATE_PROCESSING, KAPKA_PRINTER_LOW_PAPER, KAPKA_JOB_PRINTING },
    { IPP_JSTATE_PROCESSING, KAPKA_PRINTER_OTHER, KAPKA_JOB_PRINTING },
    { IPP_JSTATE_PROCESSING, KAPKA_PRINTER_NO_PAPER, KAPKA_JOB_STUCK },
    { IPP_JSTATE_STOPPED, KAPKA_PRINTER_FINE, KAPKA_JOB_STUCK },
    { IPP_JSTATE_COMPLETED, KAPKA_PRINTER_NO_PAPER, KAPKA_JOB_DONE },
    { IPP_JSTATE_CANCELED, KAPKA_PRINTER_FINE, KAPKA_JOB_CANCELLED },
    { IPP_JSTATE_ABORTED, KAPKA_PRINTER_JAM, KAPKA_JOB_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_assert_cmpint (kapka_job_judge (jobs[i].state, jobs[i].trouble), ==, jobs[i].stage);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print-options/choose", test_choose);
  g_test_add_func ("/print-options/trouble", test_trouble);
  g_test_add_func ("/print-options/message", test_message);
  g_test_add_func ("/print-options/judge", test_judge);
  return g_test_run ();
}
