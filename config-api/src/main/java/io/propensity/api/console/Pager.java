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
 */
public record Pager(String range, @Nullable String previous, @Nullable String next) {

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
        null,
        found.size() > size ? link(address, "before", cursor.apply(found.get(size - 1))) : null);
  }

  private static String link(UriComponentsBuilder address, String name, String value) {
    return address
        .cloneBuilder()
        .scheme(null)
        .host(null)
        .port(-1)
        .replaceQueryParam(name, value)
        .build()
        .toUriString();
  }
}
