package io.propensity.api.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of a search are answered: those from an offset on, as a token says it to clients. */
record PageToken(long offset, int size) {

  static PageToken of(String token, int size) {
    if (token.isEmpty()) {
      return new PageToken(0, size);
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      if (text.matches("[0-9]{1,9}")) {
        return new PageToken(Long.parseLong(text), size);
      }
    } catch (IllegalArgumentException noBase64) {
      throw invalid();
    }
    throw invalid();
  }

  /** The token of the next page, when one row more than a page was found. */
  @Nullable String next(List<?> found) {
    if (found.size() <= size) {
      return null;
    }
    byte[] text = String.valueOf(offset + size).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  <T> List<T> shown(List<T> found) {
    return found.subList(0, Math.min(size, found.size()));
  }

  private static MlflowException invalid() {
    return MlflowException.invalid("Invalid page token: send one as it was answered");
  }
}
