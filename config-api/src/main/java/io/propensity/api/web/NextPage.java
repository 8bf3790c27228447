package io.propensity.api.web;

import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/** A page of a list that is read by what the last item of the page before was (keyset paging). */
public final class NextPage {

  private NextPage() {}

  /**
   * Answers the first {@code size} items; {@code Link} has the next page when there are more.
   *
   * @param found up to one more than are answered
   * @param before what the parameter {@code before} is to be after an item
   */
  public static <T> ResponseEntity<List<T>> of(
      List<T> found, int size, Function<T, String> before, UriComponentsBuilder address) {
    if (found.size() <= size) {
      return ResponseEntity.ok(found);
    }
    List<T> page = found.subList(0, size);
    String next =
        address
            .replaceQueryParam("before", before.apply(page.get(size - 1)))
            .replaceQueryParam("size", size)
            .build()
            .toUriString();
    return ResponseEntity.ok()
        .header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next))
        .body(page);
  }
}
