// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../unit/test-centre-kiosk.h"
#include "../unit/test-store-place.h"
#include "program.h"

/** ServeCentre: a real `kapka-central serve` at the store of a place. */
typedef struct {
  KapkaStorePlace *place;
  KapkaTestProgram *program;
  char *address; // Behind `--listen=`.
} ServeCentre;

/**
 * serve_centre_start:
 * @listen: where, as in `127.0.0.1:0`
 *
 * Starts the program and waits until it says where it listens.
 */
void serve_centre_start (ServeCentre *centre, KapkaStorePlace *place, const char *listen);

/** Fails the test unless the program ends with 0 when it is asked to. */
void serve_centre_stop (ServeCentre *centre);

/** Kills it. */
void serve_centre_clear (ServeCentre *centre);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServeCentre, serve_centre_clear)

/** ServeAnswer: what came back on a connection. */
typedef struct {
  guint status; // 0: nothing, or nothing whole.
  char *head;
  GBytes *body;
} ServeAnswer;

void serve_answer_clear (ServeAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServeAnswer, serve_answer_clear)

/** Returns: (transfer full): the value of a header, or %NULL. */
char *serve_answer_get_header (const ServeAnswer *answer, const char *name);

/** Returns: (transfer full): the `code` of a problem, "" for another body. */
char *serve_answer_get_code (const ServeAnswer *answer);

/** Sends bytes over a connection of their own and reads until the other side closes it. From any
 * thread. */
void serve_exchange (const char *address, gconstpointer bytes, gsize length, ServeAnswer *answer);

/** Returns: (transfer full): a whole request that ends its connection, with a token unless @kiosk
 * is %NULL. */
char *serve_request_new (const CentreKiosk *kiosk, const char *path, const char *body);

/** Sends such a request. */
void serve_post (ServeCentre *centre,
                 const CentreKiosk *kiosk,
                 const char *path,
                 const char *body,
                 ServeAnswer *answer);

/** Returns: (transfer full): the words of an answer that is signed for @kiosk, as
 * centre_read_words() has them; %NULL when it is no whole answer 200. */
char *serve_answer_get_words (const ServeAnswer *answer, const CentreKiosk *kiosk);

/** Fails the test unless the receiver answers. */
void serve_assert_alive (ServeCentre *centre);
