// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"
#include "catalog/local-text.h"

/** Says from when until when a file of the folder is shown, and what is to be seen on it. */
#define KAPKA_SLIDES_FILE "slides.ini"

/** More files than anybody would look at. */
#define KAPKA_SLIDES_MAX 200

/** Pages of one document that are shown. */
#define KAPKA_SLIDE_MAX_PAGES 50

/** KapkaSlide: a file of the waiting screen: a picture, a drawing, or a document whose pages follow
 * each other. */
typedef struct {
  char *name; // In the folder.
  char *path;
  char *from;          // (nullable) The first day it is shown, `YYYY-MM-DD`.
  char *until;         // (nullable) The last day.
  KapkaLocalText text; // What a screen reader says; empty without a word in the folder.
  gint64 changed_usec; // When the file was written.
  guint64 size;
} KapkaSlide;

KapkaSlide *kapka_slide_copy (const KapkaSlide *slide);
void kapka_slide_free (KapkaSlide *slide);

/**
 * kapka_slide_folder_read:
 * @directory: the folder of slides; it may lie on another machine, so this may take long
 * @problems: (nullable): what is wrong in its slides.ini; a wrong day keeps the slide away
 * @error: NOT_FOUND when the folder is not there, otherwise what the system says
 *
 * Files count that end in `.png`, `.jpg`, `.jpeg`, `.svg` or `.pdf`. Links, hidden files and
 * whatever is no file are left out.
 *
 * Returns: (transfer full) (element-type KapkaSlide): the slides by name, numbers in it by their
 * value; at most %KAPKA_SLIDES_MAX; %NULL on error.
 */
GPtrArray *kapka_slide_folder_read (const char *directory, KapkaProblems *problems, GError **error);

/** Returns: whether @slide is to be shown on @day, `YYYY-MM-DD`. */
gboolean kapka_slide_is_due (const KapkaSlide *slide, const char *day);

/** Returns: whether the file of both is the same and has not been written in between. */
gboolean kapka_slide_is_same (const KapkaSlide *some, const KapkaSlide *other);
