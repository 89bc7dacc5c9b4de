// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxies.h"

static const char *const squid_auth[] = {
  [KAPKA_TEST_PROXY_OPEN] = "",
  [KAPKA_TEST_PROXY_BASIC] = "auth_param basic program /usr/lib/squid/basic_ncsa_auth %s\n"
                             "auth_param basic children 1\n",
  [KAPKA_TEST_PROXY_NTLM] = "auth_param ntlm program /usr/lib/squid/ntlm_fake_auth\n"
                            "auth_param ntlm children 1\n",
};

static char *
write_passwords (KapkaTestDir *dir) {
  const char *argv[] = { "openssl", "passwd", "-apr1", KAPKA_TEST_PROXY_PASSWORD, NULL };
  g_autofree char *hash = kapka_test_program_run (argv, NULL, 20000);
  g_autofree char *text = g_strconcat (KAPKA_TEST_PROXY_USER ":", hash, NULL);

  return kapka_test_dir_write (dir, "passwords", text);
}

static char *
write_squid_config (KapkaTestDir *dir, guint port, KapkaTestProxyAuth auth) {
  g_autofree char *passwords = write_passwords (dir);
  g_auto (GStrv) parts = g_strsplit (squid_auth[auth], "%s", 2);
  g_autofree char *auth_text = g_strjoinv (passwords, parts);
  g_autofree char *text = g_strdup_printf (
      "http_port 127.0.0.1:%u\n"
      "%s"
      "acl known %s\n"
      "http_access allow known\n"
      "http_access deny all\n"
      "pid_filename none\n"
      "cache deny all\n"
      "cache_log /dev/null\n"
      "access_log none\n"
      "netdb_filename none\n"
      "pinger_enable off\n"
      "coredump_dir none\n"
      "shutdown_lifetime 0 seconds\n"
      "visible_hostname squid.example\n",
      port, auth_text, auth == KAPKA_TEST_PROXY_OPEN ? "src 127.0.0.1" : "proxy_auth REQUIRED");

  return kapka_test_dir_write (dir, "squid.conf", text);
}

/* Squid does not run as root, and another user cannot look into the directory of a test: where
 * nobody else is root, neither is squid. */
static GStrv
squid_cb (KapkaTestDir *dir, guint port, gpointer data) {
  g_autofree char *config = write_squid_config (dir, port, *(KapkaTestProxyAuth *)data);
  const char *argv[] = { "unshare", "--user", "--map-user=13", "/usr/sbin/squid",
                         "-N",      "-f",     config,          NULL };

  return g_strdupv ((char **)argv);
}

KapkaTestService *
kapka_test_squid_new (KapkaTestProxyAuth auth) {
  return kapka_test_service_new (squid_cb, &auth);
}

static GStrv
tinyproxy_cb (KapkaTestDir *dir, guint port, gpointer data) {
  g_autofree char *text =
      g_strdup_printf ("Listen 127.0.0.1\n"
                       "Port %u\n"
                       "Timeout 600\n"
                       "MaxClients 100\n"
                       "LogLevel Critical\n"
                       "%s",
                       port,
                       *(KapkaTestProxyAuth *)data == KAPKA_TEST_PROXY_OPEN
                           ? ""
                           : "BasicAuth " KAPKA_TEST_PROXY_USER " " KAPKA_TEST_PROXY_PASSWORD "\n");
  g_autofree char *config = kapka_test_dir_write (dir, "tinyproxy.conf", text);
  const char *argv[] = { "tinyproxy", "-d", "-c", config, NULL };

  return g_strdupv ((char **)argv);
}

KapkaTestService *
kapka_test_tinyproxy_new (KapkaTestProxyAuth auth) {
  g_assert_cmpint (auth, !=, KAPKA_TEST_PROXY_NTLM);
  return kapka_test_service_new (tinyproxy_cb, &auth);
}
