// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/wreck-file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_HEADER_BYTES 100
#define USUAL_PAGE_SIZE 4096
// No row of a journal comes near it.
#define MAX_PAYLOAD (64 * 1024)
// Rows are read in the order of their numbers, and their counts lie on other pages.
#define N_KEPT 8

/** KapkaWreckKept: a page kept in memory. */
typedef struct {
  guint32 number; // 0: none.
  guint8 *bytes;
} KapkaWreckKept;

struct _KapkaWreckFile {
  int fd; // -1: nothing can be read.
  gsize page_size;
  guint32 n_pages;
  KapkaWreckKept kept[N_KEPT];
  guint next_kept;
  GHashTable *free_pages; // Of numbers of pages that hold nothing any more.
  GByteArray *payload;    // Of a row that goes over several pages.
};

static guint32
read_u32 (const guint8 *bytes) {
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static gsize
page_offset (guint32 number) {
  return number == 1 ? FILE_HEADER_BYTES : 0;
}

/** Reads what the disk gives of a page; the rest of a page that was cut off is zero. */
static gboolean
read_page (KapkaWreckFile *file, guint32 number, guint8 *bytes) {
  gsize done = 0;
  gssize got = 1;

  while (got > 0 && done < file->page_size) {
    off_t at = (off_t)(number - 1) * (off_t)file->page_size + (off_t)done;

    got = pread (file->fd, bytes + done, file->page_size - done, at);
    done += (gsize)MAX (got, 0);
  }
  memset (bytes + done, 0, file->page_size - done);
  return got >= 0;
}

/** Returns: (transfer none) (nullable): a page, which holds until some others were asked for. */
static const guint8 *
get_page (KapkaWreckFile *file, guint32 number) {
  KapkaWreckKept *kept;

  if (number == 0 || number > file->n_pages)
    return NULL;
  for (guint i = 0; i < N_KEPT; i++)
    if (file->kept[i].number == number)
      return file->kept[i].bytes;
  kept = &file->kept[file->next_kept++ % N_KEPT];
  if (kept->bytes == NULL)
    kept->bytes = g_malloc (file->page_size);
  kept->number = read_page (file, number, kept->bytes) ? number : 0;
  return kept->number == 0 ? NULL : kept->bytes;
}

/** Adds a page to the free ones. Returns: %FALSE when it cannot be one. */
static gboolean
add_free_page (KapkaWreckFile *file, guint32 number) {
  return number > 1 && number <= file->n_pages &&
         g_hash_table_add (file->free_pages, GUINT_TO_POINTER (number));
}

/** Follows the list of free pages. Returns: %FALSE when it is not in order. */
static gboolean
follow_free_pages (KapkaWreckFile *file, guint32 trunk, guint32 expected) {
  while (trunk != 0) {
    const guint8 *page = add_free_page (file, trunk) ? get_page (file, trunk) : NULL;
    guint32 n = page == NULL ? 0 : read_u32 (page + 4);

    if (page == NULL || n > file->page_size / 4 - 2)
      return FALSE;
    for (guint32 i = 0; i < n; i++)
      if (!add_free_page (file, read_u32 (page + 8 + 4 * (gsize)i)))
        return FALSE;
    trunk = read_u32 (page);
  }
  return g_hash_table_size (file->free_pages) == expected;
}

/** A list that is not in order is not believed at all: it might name pages that are in use. */
static void
find_free_pages (KapkaWreckFile *file) {
  const guint8 *first = get_page (file, 1);

  if (first != NULL && !follow_free_pages (file, read_u32 (first + 32), read_u32 (first + 36)))
    g_hash_table_remove_all (file->free_pages);
}

/** Finds the size of a page in the header of the file; without one it is what ours have. */
static gsize
find_page_size (int fd) {
  guint8 header[FILE_HEADER_BYTES];
  gsize size;

  if (pread (fd, header, sizeof header, 0) != sizeof header)
    return USUAL_PAGE_SIZE;
  size = (gsize)header[16] << 8 | header[17];
  return size >= 512 && size <= 32768 && (size & (size - 1)) == 0 ? size : USUAL_PAGE_SIZE;
}

KapkaWreckFile *
kapka_wreck_file_open (const char *path) {
  KapkaWreckFile *file = g_new0 (KapkaWreckFile, 1);
  struct stat info;

  file->free_pages = g_hash_table_new (NULL, NULL);
  file->payload = g_byte_array_new ();
  file->fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file->fd < 0 || fstat (file->fd, &info) != 0 || !S_ISREG (info.st_mode))
    return file;
  file->page_size = find_page_size (file->fd);
  file->n_pages =
      (guint32)MIN (((gsize)info.st_size + file->page_size - 1) / file->page_size, G_MAXUINT32);
  find_free_pages (file);
  return file;
}

void
kapka_wreck_file_close (KapkaWreckFile *file) {
  if (file == NULL)
    return;
  if (file->fd >= 0)
    close (file->fd);
  for (guint i = 0; i < N_KEPT; i++)
    g_free (file->kept[i].bytes);
  g_hash_table_unref (file->free_pages);
  g_byte_array_unref (file->payload);
  g_free (file);
}

/** Puts a payload together that goes over several pages. */
static gboolean
gather_payload (KapkaWreckFile *file, const KapkaWreckCell *cell) {
  guint32 number = cell->overflow;

  g_byte_array_set_size (file->payload, 0);
  g_byte_array_append (file->payload, cell->local, (guint)cell->local_length);
  while (file->payload->len < cell->length) {
    const guint8 *page = get_page (file, number);
    gsize left = cell->length - file->payload->len;

    if (page == NULL)
      return FALSE;
    g_byte_array_append (file->payload, page + 4, (guint)MIN (left, file->page_size - 4));
    number = read_u32 (page);
  }
  return TRUE;
}

static guint
read_cell (KapkaWreckFile *file, const KapkaWreckCell *cell, KapkaWreckValue *values) {
  if (cell->overflow == 0)
    return kapka_wreck_record_read (cell->local, cell->length, values);
  if (cell->length > MAX_PAYLOAD || !gather_payload (file, cell))
    return 0;
  return kapka_wreck_record_read (file->payload->data, cell->length, values);
}

static void
each_row_of_page (KapkaWreckFile *file,
                  const guint8 *page,
                  guint32 number,
                  KapkaWreckRowFunc func,
                  gpointer data) {
  guint n = kapka_wreck_page_count_cells (page, file->page_size, page_offset (number));

  for (guint i = 0; i < n; i++) {
    KapkaWreckValue values[KAPKA_WRECK_COLUMNS] = { 0 };
    KapkaWreckRow row = { .values = values, .page = number, .cell = i };
    KapkaWreckCell cell;

    if (!kapka_wreck_page_get_cell (page, file->page_size, page_offset (number), i, &cell))
      continue;
    row.of_table = cell.of_table;
    row.rowid = cell.rowid;
    row.n = read_cell (file, &cell, values);
    if (row.n > 0)
      func (&row, data);
  }
}

void
kapka_wreck_file_each_row (KapkaWreckFile *file,
                           guint32 most_pages,
                           KapkaWreckRowFunc func,
                           gpointer data) {
  // Not one of the kept pages: a row that goes over several pages needs those.
  g_autofree guint8 *page = g_malloc0 (MAX (file->page_size, 1));

  for (guint32 number = 1; number <= MIN (file->n_pages, most_pages); number++)
    if (!g_hash_table_contains (file->free_pages, GUINT_TO_POINTER (number)) &&
        read_page (file, number, page))
      each_row_of_page (file, page, number, func, data);
}

guint
kapka_wreck_file_read_row (KapkaWreckFile *file,
                           guint32 page,
                           guint cell_index,
                           KapkaWreckValue *values) {
  const guint8 *bytes = get_page (file, page);
  KapkaWreckCell cell;

  if (bytes == NULL ||
      cell_index >= kapka_wreck_page_count_cells (bytes, file->page_size, page_offset (page)) ||
      !kapka_wreck_page_get_cell (bytes, file->page_size, page_offset (page), cell_index, &cell) ||
      cell.overflow != 0)
    return 0;
  return kapka_wreck_record_read (cell.local, cell.length, values);
}
