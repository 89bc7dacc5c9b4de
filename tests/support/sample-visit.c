// SPDX-License-Identifier: GPL-3.0-or-later
// One visit through the accessibility tree: a door, a portal on this machine, a form, the end.
// Prints what the journal counted and leaves pictures, so that a person without a screen sees what
// Kapka is.

#include <glib.h>

#include "kiosk.h"
#include "portal-server.h"

static const char portal_html[] =
    "<!doctype html><meta charset=utf-8><title>Учебный портал</title>"
    "<style>body{font:24px 'PT "
    "Sans',sans-serif;margin:2em;color:#222}input{font:inherit;padding:.5em;width:20em}</style>"
    "<h1>Учебный портал</h1><p>Эта страница показана с этого же компьютера: так видно, как "
    "открывается настоящий портал.</p>"
    "<p><input placeholder='Номер заявления'></p>"
    "<script>requestAnimationFrame(()=>requestAnimationFrame(()=>fetch('/report?shown=yes')))</"
    "script>";

static void
picture (KapkaTestKiosk *kiosk, const char *directory, const char *name) {
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (directory, file, NULL);

  kapka_test_x_display_screenshot (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk)), path);
  g_print ("  %s\n", path);
}

static void
visit (KapkaTestKiosk *kiosk, KapkaTestPortalServer *server, const char *directory) {
  g_autofree char *shown = NULL;

  picture (kiosk, directory, "1-waiting");
  kapka_test_kiosk_press (kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (kiosk, "Что вы хотите сделать?");
  picture (kiosk, directory, "2-doors");
  kapka_test_kiosk_press (kiosk, "Узнать об услуге");
  kapka_test_kiosk_expect (kiosk, "Учебный портал");
  picture (kiosk, directory, "3-tiles");
  kapka_test_kiosk_press (kiosk, "Учебный портал");
  shown = kapka_test_portal_server_wait_report (server, "shown", 60000);
  picture (kiosk, directory, "4-portal");
  kapka_test_kiosk_press (kiosk, "В начало");
  kapka_test_kiosk_press (kiosk, "Напечатать бланк");
  kapka_test_kiosk_press (kiosk, "Обращение в орган власти");
  kapka_test_kiosk_expect (kiosk, "Страница 1 из 2");
  picture (kiosk, directory, "5-form");
  kapka_test_kiosk_press (kiosk, "Завершить");
  kapka_test_kiosk_expect (kiosk, "Спасибо! Всё стёрто");
  picture (kiosk, directory, "6-goodbye");
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (1280, 1024);
  g_autofree char *url = NULL;
  g_autofree char *counts = NULL;

  g_set_prgname ("sample-visit");
  kapka_test_portal_server_set_html (server, "/", portal_html);
  url = kapka_test_portal_server_get_uri (server, "/");
  kapka_test_kiosk_add_portal (kiosk, "sample", "Учебный портал", url, "s3");
  kapka_test_kiosk_start (kiosk);
  visit (kiosk, server, argc > 1 ? argv[1] : ".");
  kapka_test_kiosk_stop (kiosk);
  counts = kapka_test_kiosk_query (
      kiosk, "SELECT group_concat(day || ' ' || key || ' ' || value, char(10)) FROM day_count");
  g_print ("day_count today:\n%s\n", counts);
  return 0;
}
