// The least that any program must do for zmap-tpmlog's main case: read the stored chunks of
// layers/raw_nolog/data, inflate, take a logarithm of each number, deflate, on all processors. No totals, no
// file written but for --write, nothing made to last. What zmap-tpmlog is measured against.
//
//   tpmlog_floor FILE LEVEL THREADS [OUTPUT]      LEVEL is libdeflate's; 0 for data without compression
#include <fcntl.h>
#include <hdf5.h>
#include <libdeflate.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static hid_t dataset;
static hsize_t count, chunk, next;
static int level, output = -1;
static off_t end;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *unused) {
  (void)unused;
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
  struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(level > 0 ? level : 1);
  size_t bytes = chunk * sizeof(float), room = bytes * 2 + 4096;
  void *stored = malloc(room), *packed = malloc(room);
  float *numbers = malloc(bytes);
  for (;;) {
    pthread_mutex_lock(&lock);
    hsize_t start = next;
    next += chunk;
    hsize_t size = 0;
    uint32_t mask;
    void *target = level > 0 ? stored : numbers;
    int failed = start < count && (H5Dget_chunk_storage_size(dataset, &start, &size) < 0 || size > room ||
                                   H5Dread_chunk(dataset, H5P_DEFAULT, &start, &mask, target) < 0);
    pthread_mutex_unlock(&lock);
    if (failed) exit(1);
    if (start >= count) return NULL;
    if (level > 0 && libdeflate_zlib_decompress(inflater, stored, size, numbers, bytes, NULL)) exit(1);
    for (hsize_t i = 0; i < chunk; i++) numbers[i] = log1pf(numbers[i] / 0.0043f);
    const void *result = numbers;
    size = bytes;
    if (level > 0) {
      size = libdeflate_zlib_compress(deflater, numbers, bytes, packed, room);
      result = packed;
    }
    if (output < 0) continue;
    off_t place = __atomic_fetch_add(&end, (off_t)size, __ATOMIC_RELAXED);
    if (pwrite(output, result, size, place) != (ssize_t)size) exit(1);
  }
}

int main(int argc, char **argv) {
  if (argc < 4) return 64;
  hid_t file = H5Fopen(argv[1], H5F_ACC_RDONLY, H5P_DEFAULT);
  dataset = H5Dopen2(file, "layers/raw_nolog/data", H5P_DEFAULT);
  level = atoi(argv[2]);
  int threads = atoi(argv[3]);
  if (argc > 4) output = open(argv[4], O_CREAT | O_TRUNC | O_WRONLY, 0666);
  if (dataset < 0 || threads < 1 || threads > 64) return 1;
  H5Sget_simple_extent_dims(H5Dget_space(dataset), &count, NULL);
  H5Pget_chunk(H5Dget_create_plist(dataset), 1, &chunk);
  pthread_t others[64];
  for (int i = 1; i < threads; i++) pthread_create(&others[i], NULL, work, NULL);
  work(NULL);
  for (int i = 1; i < threads; i++) pthread_join(others[i], NULL);
  return 0;
}
