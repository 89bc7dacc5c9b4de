// SPDX-License-Identifier: GPL-3.0-or-later
#include "nginx.h"

#include <unistd.h>

/* What a distribution says around a site; the whole lives in one directory. */
#define FRAME                                                                                      \
  "daemon off;\n"                                                                                  \
  "worker_processes 2;\n"                                                                          \
  "worker_rlimit_nofile 16384;\n"                                                                  \
  "pid nginx.pid;\n"                                                                               \
  "error_log stderr warn;\n"                                                                       \
  "%s"                                                                                             \
  "events { worker_connections 4096; }\n"                                                          \
  "http {\n"                                                                                       \
  "access_log off;\n"                                                                              \
  "client_body_temp_path body;\n"                                                                  \
  "proxy_temp_path proxy;\n"                                                                       \
  "fastcgi_temp_path fastcgi;\n"                                                                   \
  "uwsgi_temp_path uwsgi;\n"                                                                       \
  "scgi_temp_path scgi;\n"                                                                         \
  "%s\n"                                                                                           \
  "}\n"

static char *
read_site (void) {
  g_autofree char *path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "nginx", "kapka-central.conf", NULL);
  g_autoptr (GError) error = NULL;
  char *site = NULL;

  g_file_get_contents (path, &site, NULL, &error);
  g_assert_no_error (error);
  return site;
}

/* Gives the directive @name of @site another value. It has to be there. */
static void
replace (GString *site, const char *name, const char *value) {
  g_autofree char *pattern = g_strdup_printf ("(?m)^( *%s )[^;{]*;", name);
  g_autofree char *directive = g_strdup_printf ("\\g<1>%s;", value);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autofree char *replaced = NULL;

  if (!g_regex_match (regex, site->str, 0, NULL))
    g_error ("the site for nginx has no %s", name);
  replaced = g_regex_replace (regex, site->str, -1, 0, directive, 0, NULL);
  g_string_assign (site, replaced);
}

static char *
write_config (KapkaTestDir *dir, guint port, const KapkaTestNginxSetup *setup) {
  g_autofree char *text = read_site ();
  g_autoptr (GString) site = g_string_new (text);
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u ssl backlog=1024", port);
  g_autofree char *config = NULL;

  g_assert_cmpuint (g_string_replace (site, "  listen [::]:443 ssl;\n", "", 0), ==, 1);
  replace (site, "listen", listen);
  replace (site, "server", setup->upstream);
  replace (site, "ssl_certificate", setup->certificate);
  replace (site, "ssl_certificate_key", setup->certificate);
  if (setup->protocols != NULL)
    replace (site, "ssl_protocols", setup->protocols);
  // OpenSSL itself refuses the old versions unless it is asked for no security at all.
  if (setup->protocols != NULL)
    g_string_replace (site, "  server_tokens off;",
                      "  ssl_ciphers DEFAULT:@SECLEVEL=0;\n  server_tokens off;", 1);
  config = g_strdup_printf (FRAME, geteuid () == 0 ? "user root;\n" : "", site->str);
  return kapka_test_dir_write (dir, "nginx.conf", config);
}

static GStrv
setup_cb (KapkaTestDir *dir, guint port, gpointer data) {
  g_autofree char *config = write_config (dir, port, data);
  const char *argv[] = {
    "/usr/sbin/nginx", "-p", kapka_test_dir_get_path (dir), "-c", config, NULL
  };

  return g_strdupv ((char **)argv);
}

KapkaTestService *
kapka_test_nginx_new (const KapkaTestNginxSetup *setup) {
  KapkaTestNginxSetup copy = *setup;

  return kapka_test_service_new (setup_cb, &copy);
}
