package io.propensity.api.web;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** One page of a list, with the count of all and the addresses of the others. */
public final class PageAnswer {

  private PageAnswer() {}

  public static <T> ResponseEntity<List<T>> of(Page<T> page) {
    return ResponseEntity.ok()
        .header("X-Total-Count", String.valueOf(page.getTotalElements()))
        .header(
            HttpHeaders.LINK, PageLinks.of(page, ServletUriComponentsBuilder.fromCurrentRequest()))
        .body(page.getContent());
  }
}
