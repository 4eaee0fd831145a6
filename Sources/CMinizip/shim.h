#include <unzip.h>

// Calls back into memory take the place of a file; what the names mean is minizip's ioapi.h.
static inline unzFile zmap_unz_open(zlib_filefunc64_def *calls) { return unzOpen2_64("", calls); }
