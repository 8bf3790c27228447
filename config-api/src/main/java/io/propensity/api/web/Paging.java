package io.propensity.api.web;

import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.util.MultiValueMap;

/**
 * Which page of a list is asked for.
 *
 * @param page from 0
 * @param q a part of a name, empty for every name
 */
public record Paging(int page, int size, String q) {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;
  private static final int LAST_PAGE = 1_000_000;
  private static final int LONGEST_Q = 200;

  public static Paging of(MultiValueMap<String, String> parameters) {
    return of(new QueryParameters(parameters, List.of("page", "size")), "");
  }

  /** Of a list that can be searched by name. */
  public static Paging withSearch(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("page", "size", "q"));
    return of(query, search(query));
  }

  private static Paging of(QueryParameters query, String q) {
    PageRequest page = page(query);
    query.requireNone();
    return new Paging(page.getPageNumber(), page.getPageSize(), q);
  }

  /** The page that {@code page} and {@code size} ask for, among other parameters. */
  public static PageRequest page(QueryParameters query) {
    return PageRequest.of(
        query.number("page", 0, 0, LAST_PAGE), query.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE));
  }

  /** The part of a name that {@code q} searches for; empty for every name. */
  public static String search(QueryParameters query) {
    return query.text("q", LONGEST_Q);
  }

  public PageRequest request() {
    return PageRequest.of(page, size);
  }
}
