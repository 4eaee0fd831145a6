// libcurl's setopt and getinfo are variadic, which Swift cannot call: each kind of argument has a function here.
#ifndef ZMAP_CCURL_H
#define ZMAP_CCURL_H

#include <curl/curl.h>

static inline CURLcode zmap_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

#endif
