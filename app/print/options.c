// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/options.h"

#define ONE_SIDED "one-sided"
#define TWO_SIDED "two-sided-long-edge"

/* @fallback may be NULL. */
static const char *
choose (GStrv supported, const char *wish, const char *fallback) {
  if (wish != NULL && g_strv_contains ((const char *const *)supported, wish))
    return wish;
  if (fallback != NULL && g_strv_contains ((const char *const *)supported, fallback))
    return fallback;
  return NULL;
}

void
kapka_print_options_choose (const KapkaPrintProfile *profile,
                            const char *page_media,
                            const KapkaPrinter *printer,
                            KapkaPrintOptions *out_options) {
  const char *sides = profile->sides == KAPKA_SIDES_ONE ? ONE_SIDED : TWO_SIDED;

  out_options->sides = choose (printer->sides, sides, ONE_SIDED);
  out_options->media =
      choose (printer->media, profile->media == NULL ? page_media : profile->media, NULL);
  out_options->colour_mode =
      choose (printer->colour_modes, profile->monochrome ? "monochrome" : NULL, NULL);
  out_options->scaling = profile->exact ? "none" : "fit";
}
