package io.propensity.store;

import com.sun.net.httpserver.Headers;

/**
 * A request to a store.
 *
 * @param target path and query, as they were sent
 */
record StoreRequest(String method, String target, Headers headers) {

  boolean is(String wanted) {
    return method.equals(wanted);
  }

  boolean names(String part) {
    return target.contains(part);
  }

  boolean has(String header) {
    return headers.containsKey(header);
  }
}
