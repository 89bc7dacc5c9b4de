// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <unistd.h>

#include "catalog/catalog.h"
#include "tmpdir.h"

#define GOOD_SERVICES                                                                              \
  "[s1]\nName=n1\nName[en]=e1\nDoor=d1\nHint=h1\nKeywords=k1\nIcon=i1\nColour=#2f5d92\nValidFrom=" \
  "2018-01-01\n"                                                                                   \
  "[s2]\nName=n2\nDoor=d2\nColour=#8A3B6B\n[s3]\nName=n3\nDoor=d3\nColour=#3d6b2f\n"               \
  "[s4]\nName=n4\nDoor=d4\nColour=#8a5414\n[s5]\nName=n5\nDoor=d5\nColour=#12696b\n"               \
  "[s6]\nName=n6\nDoor=d6\nColour=#5c4a94\n"
#define GOOD_PORTALS                                                                                      \
  "[List]\nNumber=7\nDate=2026-11-23\nApprovedBy=Совет\nValidFrom=2026-12-01\n"                      \
  "[gos]\nName=Госуслуги\nName[udm]=Г\nDescription=D\nKeywords=K\nKeywords[en]=E\nUrl=https://" \
  "www.gosuslugi.ru/\n"                                                                                   \
  "Services=s3;s5;\nOwner=O\nExtraHosts=lk.example.ru;*.a.example.ru;\nLoginESIA=true\n"                  \
  "TlsCa=globalsign\nEvidence=verified\nIcon=x\nGroup=services\nNote=N\nNote[en]=N\n"                     \
  "[tax]\nName=Налоги\nUrl=https://nalog.gov.ru/\nServices=s5\n"                                    \
  "[off]\nName=Нет\nUrl=https://off.example.ru/\nServices=s5;s3\nEnabled=false\n"
#define GOOD_EVENTS                                                                                \
  "[birth]\nName=Родился ребёнок\nName[en]=Birth\nKeywords=K\n[moving]\nName=Переезд\n"
#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define GOOD_FORMS                                                                                  \
  "[letter]\nName=Обращение\nKeywords=F\nFile=letter.pdf\nAuthority=A\nAuthority[en]=AE\n" \
  "LegalAct=L\nPrintProfile=own-sample\nSample=true\nDoors=s4;s5\nPortal=gos\nIcon=y\n"             \
  "CheckedOn=2026-11-23\nValidFrom=2026-01-01\nValidTo=2028-02-29\nFormNumber=№ 7\nSource=S\n"    \
  "Audience=U\nAudience[en]=UE\nLanguages=ru;udm;\nEvents=moving;birth;\nSha256=" SHA256 "\n"       \
  "Evidence=verified\nNote=N\n[plain]\nName=Бланк\nFile=plain.pdf\n"

typedef struct {
  KapkaTestDir *dir;
  char *data;
  char *centre;
  char *own;
  KapkaProblems *problems;
  KapkaCatalog *catalog;
} Fixture;

static void
write_file (Fixture *f, const char *name, const char *text) {
  g_autofree char *path = kapka_test_dir_write (f->dir, name, text);
}

static void
set_up (Fixture *f, gconstpointer data) {
  f->dir = kapka_test_dir_new ();
  f->data = kapka_test_dir_join (f->dir, "data");
  f->centre = kapka_test_dir_join (f->dir, "centre");
  f->own = kapka_test_dir_join (f->dir, "own");
  write_file (f, "data/catalog/services.ini", GOOD_SERVICES);
  write_file (f, "data/catalog/portals.ini", GOOD_PORTALS);
  write_file (f, "data/catalog/events.ini", GOOD_EVENTS);
  write_file (f, "data/catalog/forms.ini", GOOD_FORMS);
  write_file (f, "data/forms/letter.pdf", "%PDF");
  write_file (f, "data/forms/guides/letter.pdf", "%PDF");
  write_file (f, "data/forms/plain.pdf", "%PDF");
}

static void
tear_down (Fixture *f, gconstpointer data) {
  kapka_catalog_free (f->catalog);
  g_clear_pointer (&f->problems, g_ptr_array_unref);
  g_free (f->data);
  g_free (f->centre);
  g_free (f->own);
  kapka_test_dir_free (f->dir);
}

static const KapkaCatalog *
load (Fixture *f) {
  kapka_catalog_free (f->catalog);
  g_clear_pointer (&f->problems, g_ptr_array_unref);
  f->problems = kapka_problems_new ();
  f->catalog =
      kapka_catalog_load (f->data, (const char *[]){ f->own, f->centre, NULL }, f->problems);
  return f->catalog;
}

/* Compares the problems, paths below the directory of the test, each followed by LF. */
static void
assert_problems (Fixture *f, const char *expected) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < f->problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (f->problems, i));

    g_string_append_printf (text, "%s\n", line);
  }
  g_string_replace (text, kapka_test_dir_get_path (f->dir), "", 0);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_door (Fixture *f, const char *service, const char *expected) {
  g_autoptr (GPtrArray) tiles = kapka_catalog_list_door (f->catalog, service);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < tiles->len; i++)
    g_string_append_printf (ids, "%s ", ((const KapkaTile *)g_ptr_array_index (tiles, i))->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_services (Fixture *f, gconstpointer data) {
  const KapkaCatalog *catalog = load (f);
  const KapkaService *service = kapka_catalog_get_service (catalog, 0);

  assert_problems (f, "");
  g_assert_cmpstr (service->id, ==, "s1");
  g_assert_cmpstr (kapka_local_text_get (&service->name, "en"), ==, "e1");
  g_assert_cmpstr (kapka_local_text_get (&service->name, "udm"), ==, "n1");
  g_assert_cmpstr (service->door.ru, ==, "d1");
  g_assert_cmpstr (service->hint.ru, ==, "h1");
  g_assert_cmpstr (service->keywords.ru, ==, "k1");
  g_assert_cmpstr (service->icon, ==, "i1");
  g_assert_cmpstr (service->colour, ==, "#2f5d92");
  g_assert_cmpstr (kapka_catalog_get_service (catalog, 1)->hint.ru, ==, "");
  g_assert_cmpstr (kapka_catalog_get_service (catalog, 5)->id, ==, "s6");
  g_assert_true (kapka_catalog_find_service (catalog, "s1") == service);
  g_assert_null (kapka_catalog_find_service (catalog, "s7"));
}

static void
test_portals (Fixture *f, gconstpointer data) {
  const KapkaCatalog *catalog = load (f);
  const KapkaTile *tile = kapka_catalog_find_tile (catalog, "gos");

  g_assert_cmpint (tile->kind, ==, KAPKA_TILE_PORTAL);
  g_assert_cmpstr (kapka_local_text_get (&tile->name, "udm"), ==, "Г");
  g_assert_cmpstr (tile->description.ru, ==, "D");
  g_assert_cmpstr (tile->keywords.ru, ==, "K");
  g_assert_cmpstr (tile->keywords.en, ==, "E");
  g_assert_cmpstr (tile->url, ==, "https://www.gosuslugi.ru/");
  g_assert_cmpstr (tile->services[0], ==, "s3");
  g_assert_cmpstr (tile->services[1], ==, "s5");
  g_assert_null (tile->services[2]);
  g_assert_cmpstr (tile->icon, ==, "x");
  g_assert_cmpstr (tile->group, ==, "services");
  g_assert_true (tile->enabled);
  g_assert_true (kapka_tile_has_service (tile, "s5"));
  g_assert_false (kapka_tile_has_service (tile, "s4"));
  g_assert_true (kapka_navigation_rule_allows (tile->rule, "https://lk.example.ru/"));
  g_assert_true (kapka_navigation_rule_allows (tile->rule, "https://b.a.example.ru/"));
  g_assert_true (kapka_navigation_rule_allows (tile->rule, "https://gu-st.ru/"));
  tile = kapka_catalog_find_tile (catalog, "tax");
  g_assert_cmpstr (tile->icon, ==, "kapka-portal-symbolic");
  g_assert_cmpstr (tile->description.ru, ==, "");
  g_assert_null (tile->keywords.ru);
  g_assert_null (tile->group);
  g_assert_false (kapka_navigation_rule_allows (tile->rule, "https://gu-st.ru/"));
  g_assert_false (kapka_catalog_find_tile (catalog, "off")->enabled);
  g_assert_null (kapka_catalog_find_tile (catalog, "List"));
}

static void
test_forms (Fixture *f, gconstpointer data) {
  const KapkaCatalog *catalog = load (f);
  const KapkaTile *tile = kapka_catalog_find_tile (catalog, "letter");
  g_autofree char *path = kapka_test_dir_join (f->dir, "data/forms/letter.pdf");
  g_autofree char *guide = kapka_test_dir_join (f->dir, "data/forms/guides/letter.pdf");

  g_assert_cmpint (tile->kind, ==, KAPKA_TILE_FORM);
  g_assert_cmpstr (tile->file, ==, path);
  g_assert_cmpstr (tile->guide, ==, guide);
  g_assert_cmpstr (tile->sha256, ==, SHA256);
  g_assert_cmpstr (tile->authority.ru, ==, "A");
  g_assert_cmpstr (tile->authority.en, ==, "AE");
  g_assert_cmpstr (tile->audience.en, ==, "UE");
  g_assert_cmpstr (tile->form_number, ==, "№ 7");
  g_assert_cmpstr (tile->source, ==, "S");
  g_assert_cmpstr (tile->languages[1], ==, "udm");
  g_assert_cmpstr (tile->events[0], ==, "moving");
  g_assert_cmpstr (tile->valid_from, ==, "2026-01-01");
  g_assert_cmpstr (tile->valid_to, ==, "2028-02-29");
  g_assert_cmpstr (tile->checked_on, ==, "2026-11-23");
  g_assert_cmpstr (tile->print_profile->name, ==, "own-sample");
  g_assert_cmpstr (tile->keywords.ru, ==, "F");
  g_assert_cmpstr (tile->legal_act, ==, "L");
  g_assert_true (tile->sample);
  g_assert_true (kapka_tile_has_service (tile, "s5"));
  tile = kapka_catalog_find_tile (catalog, "plain");
  g_assert_cmpstr (tile->services[0], ==, "s4");
  g_assert_cmpstr (tile->icon, ==, "kapka-form-symbolic");
  g_assert_false (tile->sample);
  g_assert_null (tile->authority.ru);
  g_assert_null (tile->guide);
  g_assert_null (tile->sha256);
  g_assert_null (tile->valid_to);
  g_assert_null (tile->events[0]);
  g_assert_cmpstr (tile->print_profile->name, ==, KAPKA_PRINT_PROFILE_DEFAULT);
}

/* The blank has to be supplied yet, or has been lost: neither is hidden. */
static void
test_form_without_file (Fixture *f, gconstpointer data) {
  g_autofree char *expected = kapka_test_dir_join (f->dir, "own/forms/lost.pdf");

  write_file (f, "data/catalog/forms.ini",
              "[none]\nName=A\nPortal=gos\n[lost]\nName=B\nFile=lost.pdf\n");
  load (f);
  assert_problems (f, "/data/catalog/forms.ini:6: File is \"lost.pdf\", which is not in /own/forms "
                      "or /centre/forms or /data/forms\n");
  g_assert_null (kapka_catalog_find_tile (f->catalog, "none")->file);
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "lost")->file, ==, expected);
  g_assert_null (kapka_catalog_find_form_for (f->catalog, "gos"));
  assert_door (f, "s4", "none lost ");
}

static void
test_events (Fixture *f, gconstpointer data) {
  const KapkaCatalog *catalog = load (f);
  const GPtrArray *events = kapka_catalog_get_events (catalog);
  const KapkaLifeEvent *event = g_ptr_array_index (events, 0);

  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (event->id, ==, "birth");
  g_assert_cmpstr (event->name.en, ==, "Birth");
  g_assert_cmpstr (event->keywords.ru, ==, "K");
  g_assert_true (kapka_catalog_find_event (catalog, "birth") == event);
  g_assert_null (kapka_catalog_find_event (catalog, "gos"));
  write_file (f, "data/catalog/events.ini", "[Birth]\nName=n\n[birth]\nIcon=i\n[moving]\nName=n\n");
  load (f);
  assert_problems (
      f, "/data/catalog/events.ini:1: [Birth] is no id, expected 1 to 64 of a-z, 0-9 and -, not - "
         "first\n"
         "/data/catalog/events.ini:4: unknown key Icon in group [birth]\n"
         "/data/catalog/events.ini:3: [birth] has no Name, expected a text in Russian\n"
         "/data/catalog/forms.ini:21: Events has \"birth\", expected ids of events.ini\n");
  g_assert_cmpuint (kapka_catalog_get_events (f->catalog)->len, ==, 1);
}

static void
test_print_profiles (void) {
  const KapkaPrintProfile *tax = kapka_print_profile_find ("fns-a4-100-onesided");
  const KapkaPrintProfile *registration = kapka_print_profile_find ("twosided-a5-a4");

  g_assert_true (tax->exact);
  g_assert_cmpint (tax->sides, ==, KAPKA_SIDES_ONE);
  g_assert_cmpstr (tax->media, ==, "iso_a4_210x297mm");
  g_assert_true (tax->monochrome);
  g_assert_cmpint (registration->sides, ==, KAPKA_SIDES_TWO_LONG_EDGE);
  g_assert_null (registration->media);
  g_assert_nonnull (kapka_print_profile_find (KAPKA_PRINT_PROFILE_DEFAULT));
  g_assert_null (kapka_print_profile_find ("a4"));
}

static void
test_form_for_a_portal (Fixture *f, gconstpointer data) {
  const KapkaCatalog *catalog;

  write_file (f, "data/catalog/forms.ini",
              "[off]\nName=A\nFile=plain.pdf\nPortal=gos\nEnabled=false\n"
              "[tax-form]\nName=B\nFile=plain.pdf\nPortal=tax\n" GOOD_FORMS
              "[later]\nName=C\nFile=plain.pdf\nPortal=gos\n");
  catalog = load (f);
  g_assert_cmpstr (kapka_catalog_find_form_for (catalog, "gos")->id, ==, "letter");
  g_assert_cmpstr (kapka_catalog_find_form_for (catalog, "tax")->id, ==, "tax-form");
  g_assert_null (kapka_catalog_find_form_for (catalog, "off"));
  g_assert_null (kapka_catalog_find_form_for (catalog, "letter"));
}

static void
test_list (Fixture *f, gconstpointer data) {
  const KapkaCatalog *catalog = load (f);
  const GPtrArray *tiles = kapka_catalog_get_tiles (catalog);

  g_assert_cmpstr (kapka_catalog_get_number (catalog), ==, "7");
  g_assert_cmpstr (kapka_catalog_get_date (catalog), ==, "2026-11-23");
  g_assert_cmpstr (kapka_catalog_get_approver (catalog), ==, "Совет");
  g_assert_cmpuint (tiles->len, ==, 5);
  g_assert_cmpstr (((const KapkaTile *)g_ptr_array_index (tiles, 2))->id, ==, "off");
  g_assert_cmpstr (((const KapkaTile *)g_ptr_array_index (tiles, 3))->id, ==, "letter");
  assert_door (f, "s1", "");
  assert_door (f, "s3", "gos ");
  assert_door (f, "s4", "letter plain ");
  assert_door (f, "s5", "tax gos letter ");
}

/* Each with what is reported; the tile is left out and the one after it stays. */
static const struct {
  const char *row;
  const char *problem;
} bad_portals[] = {
  { "[Bad]\nName=n\nUrl=https://a.ru/\nServices=s1\n",
    ":1: [Bad] is no id, expected 1 to 64 of a-z, 0-9 and -, not - first" },
  { "[-a]\nName=n\nUrl=https://a.ru/\nServices=s1\n",
    ":1: [-a] is no id, expected 1 to 64 of a-z, 0-9 and -, not - first" },
  { "[a]\nUrl=https://a.ru/\nServices=s1\n", ":1: [a] has no Name, expected a text in Russian" },
  { "[a]\nName[en]=n\nName=\nUrl=https://a.ru/\nServices=s1\n",
    ":3: [a] has no Name, expected a text in Russian" },
  { "[a]\nName=n\nServices=s1\n",
    ":1: Url is missing, expected an address as in https://example.ru/" },
  { "[a]\nName=n\nServices=s1\nUrl=javascript:alert()\n",
    ":4: Url is \"javascript:alert()\": the address does not begin with https://" },
  { "[a]\nName=n\nUrl=https://a.ru/\n",
    ":1: Services is missing, expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=\n",
    ":4: Services is missing, expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1;s7;\n",
    ":4: Services has \"s7\", expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1;;s2\n",
    ":4: Services has \"\", expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1,s2\n",
    ":4: Services has \"s1,s2\", expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1;s2;s1\n",
    ":4: Services has s1 twice, expected each service once" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1\nExtraHosts=b.ru;;c.ru\n",
    ":5: ExtraHosts: host \"\": the host is missing" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1\nExtraHosts=*.ru\n",
    ":5: ExtraHosts: host \"*.ru\": expected a name with a dot within, as in example.ru or "
    "*.example.ru" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1\nLoginESIA=yes\n",
    ":5: LoginESIA is \"yes\", expected true or false" },
  { "[a]\nName=n\nUrl=https://a.ru/\nServices=s1\nEnabled=\n",
    ":5: Enabled is \"\", expected true or false" },
  { "[a]\nName=n\nUrl=\nServices=s1\nEnabled=false\n",
    ":3: Url is missing, expected an address as in https://example.ru/" },
  { "[a]\nName=n\nUrl=https://a.ru/\nUrl=https://b.ru/\nServices=s1\n",
    ":4: key Url is twice in group [a]" },
};

static void
test_bad_portals (Fixture *f, gconstpointer data) {
  for (gsize i = 0; i < G_N_ELEMENTS (bad_portals); i++) {
    g_autofree char *text = g_strconcat (bad_portals[i].row, GOOD_PORTALS, NULL);
    g_autofree char *lines =
        g_strconcat ("/data/catalog/portals.ini", bad_portals[i].problem, "\n", NULL);

    write_file (f, "data/catalog/portals.ini", text);
    load (f);
    assert_problems (f, lines);
    g_assert_cmpuint (kapka_catalog_get_tiles (f->catalog)->len, ==, 5);
  }
}

static const struct {
  const char *row;
  const char *problem;
} bad_forms[] = {
  { "[a]\nName=n\nFile=../forms/plain.pdf\n",
    ":3: File is \"../forms/plain.pdf\", expected the plain name of a PDF in forms/" },
  { "[a]\nName=n\nFile=/etc/passwd\n",
    ":3: File is \"/etc/passwd\", expected the plain name of a PDF in forms/" },
  { "[a]\nName=n\nFile=..\n", ":3: File is \"..\", expected the plain name of a PDF in forms/" },
  { "[a]\nName=n\nFile=plain.pdf\nDoors=s0\n",
    ":4: Doors has \"s0\", expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nFile=plain.pdf\nDoors=\n",
    ":4: Doors is missing, expected a list of s1 to s6, as in s3;s5;" },
  { "[a]\nName=n\nFile=plain.pdf\nSample=1\n", ":4: Sample is \"1\", expected true or false" },
  { "[a]\nName=n\nFile=plain.pdf\nCheckedOn=23.11.2026\n",
    ":4: CheckedOn is \"23.11.2026\", expected a date as in 2026-03-01" },
  { "[a]\nName=n\nFile=plain.pdf\nValidFrom=2026-02-29\n",
    ":4: ValidFrom is \"2026-02-29\", expected a date as in 2026-03-01" },
  { "[a]\nName=n\nFile=plain.pdf\nValidTo=2026-3-01x\n",
    ":4: ValidTo is \"2026-3-01x\", expected a date as in 2026-03-01" },
  { "[a]\nName=n\nFile=plain.pdf\nValidTo=2026-W10-1\n",
    ":4: ValidTo is \"2026-W10-1\", expected a date as in 2026-03-01" },
  { "[a]\nName=n\nFile=plain.pdf\nValidFrom=2026-03-02\nValidTo=2026-03-01\n",
    ":5: ValidTo is 2026-03-01, expected no day before ValidFrom, 2026-03-02" },
  { "[a]\nName=n\nFile=plain.pdf\nPrintProfile=a4\n",
    ":4: PrintProfile is \"a4\", expected one of to-define, own-sample, fns-a4-100-onesided, "
    "twosided-a5-a4" },
  { "[a]\nName=n\nFile=plain.pdf\nSha256=E3\n",
    ":4: Sha256 is \"E3\", expected 64 digits 0-9 a-f" },
  { "[a]\nName=n\nFile=plain.pdf\nLanguages=ru;tt;\n",
    ":4: Languages has \"tt\", expected ru, udm, en" },
  { "[gos]\nName=n\nFile=plain.pdf\n",
    ":1: [gos] is the id of a portal already, expected another one" },
};

static void
test_bad_forms (Fixture *f, gconstpointer data) {
  for (gsize i = 0; i < G_N_ELEMENTS (bad_forms); i++) {
    g_autofree char *text = g_strconcat (bad_forms[i].row, GOOD_FORMS, NULL);
    g_autofree char *lines =
        g_strconcat ("/data/catalog/forms.ini", bad_forms[i].problem, "\n", NULL);

    write_file (f, "data/catalog/forms.ini", text);
    load (f);
    assert_problems (f, lines);
    g_assert_cmpuint (kapka_catalog_get_tiles (f->catalog)->len, ==, 5);
    g_assert_cmpint (kapka_catalog_find_tile (f->catalog, "gos")->kind, ==, KAPKA_TILE_PORTAL);
  }
}

/* Reported, and the tile stays. */
static void
test_unknown (Fixture *f, gconstpointer data) {
  write_file (f, "data/catalog/portals.ini",
              "[List]\nNumber=1\nName=x\nDate=soon\n[a]\nName=n\nName[tt]=n\nOwner[en]=o\n"
              "Url=https://a.ru/\nServices=s1\nNmae=x\nNmae[en]=x\n");
  write_file (f, "data/catalog/forms.ini", "[b]\nName=n\nFile=plain.pdf\nPortal=c\nUrl=x\n");
  load (f);
  assert_problems (
      f, "/data/catalog/portals.ini:3: unknown key Name in group [List]\n"
         "/data/catalog/portals.ini:4: Date is \"soon\", expected a date as in 2026-03-01\n"
         "/data/catalog/portals.ini:11: unknown key Nmae in group [a]\n"
         "/data/catalog/portals.ini:12: unknown key Nmae[en] in group [a]\n"
         "/data/catalog/portals.ini:7: Name[tt]: unknown language, expected Name[udm] or Name[en]\n"
         "/data/catalog/portals.ini:8: Owner[en]: Owner is not translated, expected it once and "
         "without [ ]\n"
         "/data/catalog/forms.ini:5: unknown key Url in group [b]\n"
         "/data/catalog/forms.ini:4: Portal is \"c\", expected the id of a portal of the list\n");
  g_assert_cmpuint (kapka_catalog_get_tiles (f->catalog)->len, ==, 2);
}

static void
test_bad_services (Fixture *f, gconstpointer data) {
  const KapkaService *service;

  write_file (f, "data/catalog/services.ini",
              "[s1]\nName=n1\nDoor=d1\nColour=red\nValidFrom=x\n[s2]\nName=n2\nColour=#12345g\n"
              "[s4]\nDoor=d4\nColour=#123456\n[s7]\nName=n7\n[s5]\nName=n5\nDoor=d5\n"
              "[s6]\nName=n6\nDoor=d6\nColour=#1234567\nKey=x\n");
  load (f);
  assert_problems (
      f, "/data/catalog/services.ini:5: ValidFrom is \"x\", expected a date as in 2026-03-01\n"
         "/data/catalog/services.ini:4: Colour is \"red\", expected #rrggbb, as in #2a6f97\n"
         "/data/catalog/services.ini:6: [s2] has no Door, expected a text in Russian\n"
         "/data/catalog/services.ini:8: Colour is \"#12345g\", expected #rrggbb, as in #2a6f97\n"
         "/data/catalog/services.ini:9: [s4] has no Name, expected a text in Russian\n"
         "/data/catalog/services.ini:12: unknown group [s7], expected [s1] to [s6]\n"
         "/data/catalog/services.ini:14: Colour is \"\", expected #rrggbb, as in #2a6f97\n"
         "/data/catalog/services.ini:21: unknown key Key in group [s6]\n"
         "/data/catalog/services.ini:20: Colour is \"#1234567\", expected #rrggbb, as in #2a6f97\n"
         "/data/catalog/services.ini: service [s3] is missing\n");
  service = kapka_catalog_get_service (f->catalog, 2);
  g_assert_cmpstr (service->id, ==, "s3");
  g_assert_cmpstr (service->name.ru, ==, "s3");
  g_assert_cmpstr (service->door.ru, ==, "s3");
  g_assert_cmpstr (service->icon, ==, "kapka-door-s3-symbolic");
  g_assert_cmpstr (service->colour, ==, "#5b5b5b");
  g_assert_cmpstr (kapka_catalog_get_service (f->catalog, 1)->door.ru, ==, "n2");
  g_assert_cmpstr (kapka_catalog_get_service (f->catalog, 3)->name.ru, ==, "s4");
}

static void
test_nothing_installed (Fixture *f, gconstpointer data) {
  g_free (f->data);
  f->data = kapka_test_dir_join (f->dir, "none");
  load (f);
  g_assert_cmpuint (f->problems->len, ==, 4 + KAPKA_N_SERVICES);
  g_assert_cmpuint (kapka_catalog_get_tiles (f->catalog)->len, ==, 0);
  g_assert_cmpstr (kapka_catalog_get_service (f->catalog, 5)->door.ru, ==, "s6");
  g_assert_cmpstr (kapka_catalog_get_number (f->catalog), ==, "");
  kapka_catalog_free (g_steal_pointer (&f->catalog));
  f->catalog = kapka_catalog_load (f->data, NULL, NULL);
  g_assert_nonnull (f->catalog);
}

/* One file of the centre takes the place of one installed file. */
static void
test_override (Fixture *f, gconstpointer data) {
  g_autofree char *path = kapka_test_dir_join (f->dir, "own/forms/letter.pdf");

  write_file (f, "own/portals.ini", "[gos]\nName=Своё\nUrl=https://own.example.ru/\nServices=s6\n");
  write_file (f, "own/forms/letter.pdf", "%PDF");
  load (f);
  assert_problems (f, "");
  g_assert_cmpuint (kapka_catalog_get_tiles (f->catalog)->len, ==, 3);
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "gos")->name.ru, ==, "Своё");
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "letter")->file, ==, path);
  g_assert_cmpstr (kapka_catalog_get_service (f->catalog, 0)->name.ru, ==, "n1");
}

/* What the centre publishes stands between what is installed and what the library has itself. */
static void
test_two_overrides (Fixture *f, gconstpointer data) {
  g_autofree char *own = kapka_test_dir_join (f->dir, "own/forms/letter.pdf");
  g_autofree char *centre = kapka_test_dir_join (f->dir, "centre/forms/plain.pdf");

  write_file (f, "centre/portals.ini",
              "[gos]\nName=Центр\nUrl=https://centre.example.ru/\nServices=s6\n");
  write_file (f, "centre/events.ini", "[birth]\nName=Центр\n[moving]\nName=Переезд\n");
  write_file (f, "centre/forms/letter.pdf", "%PDF");
  write_file (f, "centre/forms/plain.pdf", "%PDF");
  write_file (f, "own/portals.ini", "[gos]\nName=Своё\nUrl=https://own.example.ru/\nServices=s6\n");
  write_file (f, "own/forms/letter.pdf", "%PDF");
  load (f);
  assert_problems (f, "");
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "gos")->name.ru, ==, "Своё");
  g_assert_cmpstr (kapka_catalog_find_event (f->catalog, "birth")->name.ru, ==, "Центр");
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "letter")->file, ==, own);
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "plain")->file, ==, centre);
  g_assert_cmpstr (kapka_catalog_get_service (f->catalog, 0)->name.ru, ==, "n1");
  write_file (f, "own/portals.ini", "");
  load (f);
  g_assert_cmpstr (kapka_catalog_find_tile (f->catalog, "gos")->name.ru, ==, "Центр");
}

static void
assert_override_unused (Fixture *f, const char *expected) {
  load (f);
  assert_problems (f, expected);
  g_assert_cmpuint (kapka_catalog_get_tiles (f->catalog)->len, ==, 5);
}

static void
test_unusable_override (Fixture *f, gconstpointer data) {
  g_autofree char *path = NULL;
  g_autofree char *made = NULL;

  write_file (f, "own/portals.ini", "");
  assert_override_unused (f,
                          "/own/portals.ini: no usable group in the file, another one is used\n");
  write_file (f, "own/portals.ini", "[gos]\nName=\xCF\n");
  assert_override_unused (f, "/own/portals.ini:2: not UTF-8, expected a text file in UTF-8\n");
  path = kapka_test_dir_join (f->dir, "own/portals.ini");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (symlink ("nowhere", path), ==, 0);
  assert_override_unused (f, "/own/portals.ini: No such file or directory\n");
  g_assert_cmpint (g_unlink (path), ==, 0);
  made = kapka_test_dir_make (f->dir, "own/portals.ini");
  assert_override_unused (f, "/own/portals.ini: not a regular file\n");
}

static void
test_no_override_dir (Fixture *f, gconstpointer data) {
  g_clear_pointer (&f->own, g_free);
  assert_override_unused (f, "");
}

/* The catalogue that is shipped: no mistakes, https only, something behind each door. */
static void
test_shipped (void) {
  const char *data_dir = g_getenv ("KAPKA_DATA_DIR");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaCatalog) catalog = kapka_catalog_load (data_dir, NULL, problems);
  const GPtrArray *tiles = kapka_catalog_get_tiles (catalog);

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_test_message ("%s", line);
  }
  g_assert_cmpuint (problems->len, ==, 0);
  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);

    g_test_message ("%s", tile->id);
    if (tile->kind == KAPKA_TILE_FORM)
      continue;
    g_assert_true (g_str_has_prefix (tile->url, "https://"));
    g_assert_true (kapka_navigation_rule_allows (tile->rule, tile->url));
  }
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);
    g_autoptr (GPtrArray) door = kapka_catalog_list_door (catalog, service->id);

    g_assert_cmpuint (door->len, >, 0);
  }
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  ADD ("/catalog/services", test_services);
  ADD ("/catalog/portals", test_portals);
  ADD ("/catalog/forms", test_forms);
  ADD ("/catalog/form-without-file", test_form_without_file);
  ADD ("/catalog/events", test_events);
  g_test_add_func ("/catalog/print-profiles", test_print_profiles);
  ADD ("/catalog/form-for-a-portal", test_form_for_a_portal);
  ADD ("/catalog/list", test_list);
  ADD ("/catalog/bad-portals", test_bad_portals);
  ADD ("/catalog/bad-forms", test_bad_forms);
  ADD ("/catalog/unknown", test_unknown);
  ADD ("/catalog/bad-services", test_bad_services);
  ADD ("/catalog/nothing-installed", test_nothing_installed);
  ADD ("/catalog/override", test_override);
  ADD ("/catalog/two-overrides", test_two_overrides);
  ADD ("/catalog/unusable-override", test_unusable_override);
  ADD ("/catalog/no-override-dir", test_no_override_dir);
  g_test_add_func ("/catalog/shipped", test_shipped);
  return g_test_run ();
}
