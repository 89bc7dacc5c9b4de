// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestPrintServer: a real CUPS with one queue and, behind it, a real IPP printer whose paper
 * is a directory.
 *
 * All of it (cupsd, ippeveprinter, and for the sake of the latter avahi and a system bus) runs in
 * network, mount and process namespaces of its own: its ports are nobody else's, nothing is
 * announced to any network, and it ends with the test. Only the sockets of CUPS and of the bus are
 * seen from outside. Making the namespaces needs the right to (root, CAP_SYS_ADMIN).
 */
typedef struct _KapkaTestPrintServer KapkaTestPrintServer;

/**
 * kapka_test_print_server_new:
 *
 * Starts the print server and waits until its queue is ready; fails the test when it is not.
 *
 * Returns: (transfer full): the server
 */
KapkaTestPrintServer *kapka_test_print_server_new (void);

/** kapka_test_print_server_free: @server: (nullable) (transfer full): stopped and removed */
void kapka_test_print_server_free (KapkaTestPrintServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestPrintServer, kapka_test_print_server_free)

/** kapka_test_print_server_get_queue: Returns: (transfer none): the name of the queue */
const char *kapka_test_print_server_get_queue (KapkaTestPrintServer *server);

/**
 * kapka_test_print_server_add_environment:
 * @environment: (transfer full) (nullable): as for g_environ_setenv()
 *
 * Returns: (transfer full): @environment with what makes a client see this server and no other
 */
char **kapka_test_print_server_add_environment (KapkaTestPrintServer *server, char **environment);

/** kapka_test_print_server_set_printer_on: pulls (FALSE) or plugs in the printer, not the queue */
void kapka_test_print_server_set_printer_on (KapkaTestPrintServer *server, gboolean on);

/** kapka_test_print_server_set_accepting: FALSE makes the queue refuse new jobs (cupsreject) */
void kapka_test_print_server_set_accepting (KapkaTestPrintServer *server, gboolean accepting);

/** kapka_test_print_server_set_enabled: FALSE makes the queue hold its jobs (cupsdisable) */
void kapka_test_print_server_set_enabled (KapkaTestPrintServer *server, gboolean enabled);

/** kapka_test_print_server_set_holding: TRUE makes the queue keep what it takes until further
 * notice */
void kapka_test_print_server_set_holding (KapkaTestPrintServer *server, gboolean holding);

/** kapka_test_print_server_list_jobs: Returns: (transfer full): a line for each job that CUPS
 * knows, also of those that are done; "" when it knows none */
char *kapka_test_print_server_list_jobs (KapkaTestPrintServer *server);

/** kapka_test_print_server_spool_has: Returns: whether a file in the spool has the bytes of @text
 */
gboolean kapka_test_print_server_spool_has (KapkaTestPrintServer *server, const char *text);

/** kapka_test_print_server_count_documents: Returns: how many documents came out so far */
guint kapka_test_print_server_count_documents (KapkaTestPrintServer *server);

/**
 * kapka_test_print_server_wait_document:
 * @number: which one, counted from 1
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits until the printer has received a document completely; fails the test when it does not.
 *
 * Returns: (transfer full): the path of the PDF, which lives as long as the server
 */
char *kapka_test_print_server_wait_document (KapkaTestPrintServer *server,
                                             guint number,
                                             guint deadline_ms);

/** kapka_test_print_server_get_copies: Returns: how many copies of document @number came out */
guint kapka_test_print_server_get_copies (KapkaTestPrintServer *server, guint number);

/**
 * kapka_test_print_server_get_attribute:
 * @name: as the printer calls it: `IPP_SIDES`
 *
 * Returns: (transfer full) (nullable): what the printer was asked for with document @number
 */
char *kapka_test_print_server_get_attribute (KapkaTestPrintServer *server,
                                             guint number,
                                             const char *name);

/**
 * kapka_test_print_server_set_trouble:
 * @trouble: (nullable): as in `media-empty-error`; %NULL: there is none any more
 *
 * Has the printer say so at the next document, and bring nothing out until it is over.
 */
void kapka_test_print_server_set_trouble (KapkaTestPrintServer *server, const char *trouble);

/**
 * kapka_test_print_server_wait_idle:
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits until CUPS has no job any more, and fails the test otherwise. CUPS learns that a document
 * is printed some time after the printer has it; when the printer is switched off in between, the
 * document is printed a second time.
 */
void kapka_test_print_server_wait_idle (KapkaTestPrintServer *server, guint deadline_ms);

/** kapka_test_print_server_describe: Returns: (transfer full): logs of CUPS and of the printer */
char *kapka_test_print_server_describe (KapkaTestPrintServer *server);

/** kapka_test_count_pages: Returns: the number of pages of the PDF file @path */
guint kapka_test_count_pages (const char *path);
