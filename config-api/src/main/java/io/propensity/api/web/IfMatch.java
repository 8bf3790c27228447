package io.propensity.api.web;

import io.propensity.api.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * The condition of a change: an {@code If-Match} header (RFC 9110), or none.
 *
 * @param demanded whether none is refused, by the service's settings
 */
public record IfMatch(boolean given, boolean demanded, List<ETag> tags) {

  // Each tag of a longer list would take its part of the thread's stack.
  private static final int LONGEST = 1_000;
  private static final Pattern FORM =
      Pattern.compile("\\*|\\s*(W/)?\"[^\"\\s]*\"(\\s*,\\s*(W/)?\"[^\"\\s]*\")*\\s*");

  public static IfMatch of(@Nullable String header, boolean demanded) {
    if (header == null) {
      return new IfMatch(false, demanded, List.of());
    }
    if (header.length() > LONGEST) {
      throw ProblemException.badRequest(
          "If-Match has more than %,d characters; one ETag is enough".formatted(LONGEST));
    }
    if (!FORM.matcher(header).matches()) {
      throw ProblemException.badRequest(
          "If-Match wants the ETag as it was answered, in its quotes: If-Match: \"3\"");
    }
    return new IfMatch(true, demanded, ETag.parse(header));
  }

  /** That what a form changes is still at the revision that the form was filled in from. */
  public static IfMatch seen(String revision) {
    return of("\"" + revision + "\"", true);
  }

  public static String etag(int revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Refuses when the client saw another revision. A weak tag never matches, {@code *} always.
   *
   * @param thing what has the revision, with its name
   * @param source which request answers the ETag, in words that follow "the ETag that"
   */
  public void require(String thing, int revision, String source) {
    if (demanded && !given) {
      throw ProblemException.preconditionRequired(
          "If-Match is demanded of every change here: send the ETag that " + source);
    }
    String current = etag(revision);
    ETag etag = ETag.create(current);
    boolean met =
        !given || tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(etag, true));
    if (!met) {
      throw ProblemException.preconditionFailed(
          "%s is at revision %d by now: read it again, then change it".formatted(thing, revision),
          current);
    }
  }
}
