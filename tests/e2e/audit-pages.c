// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit-pages.h"

static const struct {
  const char *name;
  const char *path; // From "/": on the server.
} tiles[] = {
  { "Поле", "/field" },
  { "Спрашивает имя", "/auth" },
  { "Спрашивает", "/question" },
  { "Даёт таблицу", "/table" },
  { "Чужая страница", "/elsewhere" },
  { "Нет связи", "/close" },
  { "Зависает", "/busy" },
  { "Не работает", "/status?code=503" },
  { "Файл", "/file" },
  { "Принимает файл", "/input" },
};

static void
add_file (KapkaTestPortalServer *server, const char *path, const char *type, const char *name) {
  g_autofree char *disposition = g_strconcat ("attachment; filename=", name, NULL);
  const char *const headers[] = { "Content-Disposition", disposition, NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("a,b\n", 4);

  kapka_test_portal_server_set_page (server, path, 200, type, body, headers);
}

static void
add_pages (KapkaTestPortalServer *server) {
  kapka_test_portal_server_set_html (server, "/field",
                                     "<title>Поле</title><input autofocus "
                                     "style='font-size:20px;display:block;width:100%;height:70vh'"
                                     " onclick=\"fetch('/touched',{keepalive:true})\">");
  kapka_test_portal_server_set_html (server, "/question",
                                     "<script>onload=()=>confirm('Отправить?')</script>");
  kapka_test_portal_server_set_html (
      server, "/elsewhere", "<script>location='http://localhost:'+location.port+'/'</script>");
  kapka_test_portal_server_set_html (server, "/table", "<script>location='/table.csv'</script>");
  kapka_test_portal_server_set_html (server, "/input",
                                     "<input type=file style='position:fixed;inset:0' "
                                     "onclick=\"fetch('/touched',{keepalive:true})\">");
  kapka_test_portal_server_set_html (server, "/busy",
                                     "<script>onload=()=>setTimeout(()=>{while(true);})</script>");
  add_file (server, "/table.csv", "text/csv", "table.csv");
  add_file (server, "/file", "application/x-msdownload", "file.exe");
}

void
audit_add_portals (KapkaTestKiosk *kiosk, KapkaTestPortalServer *server) {
  g_autofree char *foreign = g_strdup_printf ("http://localhost:%u/redirect?to=http://127.0.0.1/",
                                              kapka_test_portal_server_get_port (server));

  add_pages (server);
  kapka_test_kiosk_add_portal (kiosk, "captive", "Чужая сеть", foreign, "s3");
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++) {
    g_autofree char *id = g_strdup_printf ("p%u", i);
    g_autofree char *uri = kapka_test_portal_server_get_uri (server, tiles[i].path);

    kapka_test_kiosk_add_portal (kiosk, id, tiles[i].name, uri, "s3");
  }
}
