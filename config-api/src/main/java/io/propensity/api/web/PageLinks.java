package io.propensity.api.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.web.util.UriComponentsBuilder;

/** The {@code Link} header of one page of a list (RFC 8288). */
public final class PageLinks {

  private PageLinks() {}

  public static String of(Page<?> page, UriComponentsBuilder address) {
    int last = Math.max(0, page.getTotalPages() - 1);
    List<String> links = new ArrayList<>();
    links.add(link(address, page, 0, "first"));
    if (page.getNumber() > 0) {
      links.add(link(address, page, Math.min(page.getNumber() - 1, last), "prev"));
    }
    if (page.getNumber() < last) {
      links.add(link(address, page, page.getNumber() + 1, "next"));
    }
    links.add(link(address, page, last, "last"));
    return String.join(", ", links);
  }

  private static String link(UriComponentsBuilder address, Page<?> page, int number, String rel) {
    String target =
        address
            .cloneBuilder()
            .replaceQueryParam("page", number)
            .replaceQueryParam("size", page.getSize())
            .build()
            .toUriString();
    return "<%s>; rel=\"%s\"".formatted(target, rel);
  }
}
