// libcurl's setopt and getinfo are variadic, which Swift cannot call: each kind of argument has a function here.
#ifndef ZMAP_CCURL_H
#define ZMAP_CCURL_H

#include <curl/curl.h>

typedef size_t (*zmap_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode zmap_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode zmap_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode zmap_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode zmap_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode zmap_curl_set_sink(CURL *handle, CURLoption option, zmap_curl_sink value) {
  return curl_easy_setopt(handle, option, value);
}

static inline long zmap_curl_get_long(CURL *handle, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(handle, info, &value);
  return value;
}

static inline const char *zmap_curl_get_text(CURL *handle, CURLINFO info) {
  const char *value = NULL;
  curl_easy_getinfo(handle, info, &value);
  return value;
}

static inline void *zmap_curl_get_pointer(CURL *handle, CURLINFO info) {
  void *value = NULL;
  curl_easy_getinfo(handle, info, &value);
  return value;
}

static inline CURLMcode zmap_curl_multi_set_long(CURLM *handle, CURLMoption option, long value) {
  return curl_multi_setopt(handle, option, value);
}

/// The next transfer that ended, or NULL.
static inline CURL *zmap_curl_next_done(CURLM *handle, CURLcode *result) {
  int left = 0;
  CURLMsg *message = curl_multi_info_read(handle, &left);
  while (message && message->msg != CURLMSG_DONE) message = curl_multi_info_read(handle, &left);
  if (!message) return NULL;
  *result = message->data.result;
  return message->easy_handle;
}

#endif
