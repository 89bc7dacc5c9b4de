// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/key-click.h"

#include <alsa/asoundlib.h>
#include <math.h>

#define RATE 48000
#define LATENCY_USEC 20000

/* 12 ms of a tone that dies away: short enough to be a knock, low enough not to hurt. */
#define N_FRAMES (RATE * 12 / 1000)
#define TONE_HZ 1500.0
#define DECAY_PER_SECOND 450.0
#define LOUDNESS 8000.0

struct _KapkaKeyClick {
  snd_pcm_t *pcm; // NULL on a silent machine.
  gint16 frames[N_FRAMES];
};

/* A machine without a sound card is no mistake that a log has to tell of at every visit. */
static void
stay_quiet (const char *file, int line, const char *function, int error, const char *format, ...) {
}

static void
draw_wave (KapkaKeyClick *click) {
  for (guint i = 0; i < N_FRAMES; i++) {
    double at = (double)i / RATE;

    click->frames[i] =
        (gint16)(LOUDNESS * exp (-DECAY_PER_SECOND * at) * sin (2 * G_PI * TONE_HZ * at));
  }
}

static snd_pcm_t *
open_card (void) {
  snd_pcm_t *pcm = NULL;

  if (snd_pcm_open (&pcm, "default", SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK) < 0)
    return NULL;
  if (snd_pcm_set_params (pcm, SND_PCM_FORMAT_S16_LE, SND_PCM_ACCESS_RW_INTERLEAVED, 1, RATE, 1,
                          LATENCY_USEC) == 0)
    return pcm;
  snd_pcm_close (pcm);
  return NULL;
}

KapkaKeyClick *
kapka_key_click_new (void) {
  KapkaKeyClick *click = g_new0 (KapkaKeyClick, 1);

  snd_lib_error_set_handler (stay_quiet);
  draw_wave (click);
  click->pcm = open_card ();
  return click;
}

/* The click is shorter than what starts the card by itself. */
void
kapka_key_click_play (KapkaKeyClick *click) {
  if (click->pcm == NULL)
    return;
  snd_pcm_drop (click->pcm);
  if (snd_pcm_prepare (click->pcm) == 0 &&
      snd_pcm_writei (click->pcm, click->frames, N_FRAMES) > 0 &&
      snd_pcm_state (click->pcm) == SND_PCM_STATE_PREPARED)
    snd_pcm_start (click->pcm);
}

void
kapka_key_click_free (KapkaKeyClick *click) {
  if (click == NULL)
    return;
  if (click->pcm != NULL)
    snd_pcm_close (click->pcm);
  g_free (click);
}
