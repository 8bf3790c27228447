package io.propensity.api.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The links to the pages before and after one of a list.
 *
 * @param range which of how many there are, empty where nobody counted
 * @param newest the first page of a list whose pages are not numbered, from one of the others
 */
public record Pager(
    String range, @Nullable String newest, @Nullable String previous, @Nullable String next) {

  private static final String CURSOR = "before";

  /** Of a list that is paged by numbers. */
  public static Pager of(Page<?> page, UriComponentsBuilder address) {
    long first = page.getPageable().getOffset() + 1;
    String range =
        page.hasContent()
            ? "%s to %s of %s"
                .formatted(
                    Shown.AS_TEXT.number(first),
                    Shown.AS_TEXT.number(first + page.getNumberOfElements() - 1),
                    Shown.AS_TEXT.number(page.getTotalElements()))
            : "";
    return new Pager(
        range,
        null,
        page.hasPrevious() ? numbered(address, page.getNumber() - 1) : null,
        page.hasNext() ? numbered(address, page.getNumber() + 1) : null);
  }

  private static String numbered(UriComponentsBuilder address, int page) {
    return link(address, "page", String.valueOf(page));
  }

  /**
   * Of a list that goes on after its last item.
   *
   * @param found one more than a page holds where another follows
   */
  public static <T> Pager after(
      List<T> found, int size, Function<T, String> cursor, UriComponentsBuilder address) {
    return new Pager(
        "",
        address.build().getQueryParams().containsKey(CURSOR) ? link(address, CURSOR) : null,
        null,
        found.size() > size ? link(address, CURSOR, cursor.apply(found.get(size - 1))) : null);
  }

  /** With other values of a parameter, or without it. */
  private static String link(UriComponentsBuilder address, String name, Object... values) {
    return address
        .cloneBuilder()
        .scheme(null)
        .host(null)
        .port(-1)
        .replaceQueryParam(name, values)
        .build()
        .toUriString();
  }
}
