package io.propensity.api.web;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** A page of a list that is read by what the last item of the page before was (keyset paging). */
public final class NextPage {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;

  private NextPage() {}

  /**
   * Answers a list whose ids fall, by the parameters {@code before} and {@code size} alone.
   *
   * @param read the items before an id, so many at most
   */
  public static <T> ResponseEntity<List<T>> byId(
      MultiValueMap<String, String> parameters,
      BiFunction<Long, Integer, List<T>> read,
      ToLongFunction<T> id) {
    QueryParameters query = new QueryParameters(parameters, List.of("before", "size"));
    long before = query.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    int size = query.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    query.requireNone();
    return of(
        read.apply(before, size + 1),
        size,
        last -> String.valueOf(id.applyAsLong(last)),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }

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
