package io.propensity.api.campaign;

import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** One page of a list with its {@code Link} header (RFC 8288) and the number of all items. */
final class PageLinks {

  private PageLinks() {}

  static <T> ResponseEntity<List<T>> answer(Page<T> page) {
    return ResponseEntity.ok()
        .header("X-Total-Count", String.valueOf(page.getTotalElements()))
        .header(HttpHeaders.LINK, links(page, ServletUriComponentsBuilder.fromCurrentRequest()))
        .body(page.getContent());
  }

  private static String links(Page<?> page, UriComponentsBuilder address) {
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
