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
    return of(query, query.text("q", LONGEST_Q));
  }

  private static Paging of(QueryParameters query, String q) {
    int page = query.number("page", 0, 0, LAST_PAGE);
    int size = query.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    query.requireNone();
    return new Paging(page, size, q);
  }

  public PageRequest request() {
    return PageRequest.of(page, size);
  }
}
