package io.propensity.api.problem;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * What is said of a body that is no JSON. The parser's own text never gets out: it speaks of
 * sources, tokens and features, and would change with its release.
 */
final class MalformedJson {

  static final String UNKNOWN_REASON = "it cannot be read from there on";

  private static final String NO_VALUE =
      "a value was expected: a text in double quotes, a number, an object, an array, true, false or"
          + " null";
  private static final int SHOWN_NAME = 100;
  private static final Pattern TWICE =
      Pattern.compile("^Duplicate Object property \"(.*)\"", Pattern.DOTALL);

  /** Our words for what the parser says by a text like this; the first that fits is taken. */
  private record Wording(Pattern parsers, String ours) {}

  private static final List<Wording> WORDINGS =
      List.of(
          // First, since it repeats what was sent, which may read like any of the others.
          wording("^Unrecognized token|^Non-standard", NO_VALUE),
          wording("end-of-input.*(Object|property name|for name)", "an object is not closed"),
          wording("end-of-input.*Array", "an array is not closed"),
          wording("end-of-input.*(STRING|quote|escape)", "a text is not closed"),
          wording("end-of-input", "it ends too early"),
          wording("close marker", "an object or an array is closed by the wrong bracket"),
          wording("comma to separate Object", "a comma or } was expected"),
          wording("comma to separate Array", "a comma or ] was expected"),
          wording("expecting a colon", "a colon was expected after a name"),
          wording("to start property name", "a name in double quotes was expected"),
          wording(
              "Illegal unquoted character",
              "a text holds a control character, such as a tab or a line break, which has to be"
                  + " written as an escape"),
          wording("surrogate pair|low surrogate", "an escape is half of a character"),
          wording("escape", "a backslash begins an escape that JSON has not"),
          wording("UTF-|UCS-", "a character is not written in UTF-8"),
          wording("numeric value|numbers", "a number is not written as JSON has them"),
          wording("comment", "it holds a comment, which JSON has not"),
          wording("only regular white space", "a control character stands between values"),
          wording("root-level|Trailing", "something follows after its end"),
          wording("expected a (valid )?value", NO_VALUE));

  private MalformedJson() {}

  static ProblemDetail problem(JacksonException malformed) {
    String reason = reason(malformed);
    ProblemDetail body =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "The body is not valid JSON: " + reason);
    body.setType(URI.create("urn:propensity:problem:malformed-json"));
    body.setTitle("Malformed JSON");
    TokenStreamLocation location = malformed.getLocation();
    if (location != null && location.getLineNr() > 0) {
      body.setDetail(
          "The body is not valid JSON at line %d, column %d: %s"
              .formatted(location.getLineNr(), location.getColumnNr(), reason));
      body.setProperty("line", location.getLineNr());
      body.setProperty("column", location.getColumnNr());
    }
    return body;
  }

  private static String reason(JacksonException malformed) {
    if (malformed instanceof StreamConstraintsException) {
      return "it is nested too deeply, or a name or a number in it is too long";
    }
    String said = String.valueOf(malformed.getOriginalMessage());
    Matcher twice = TWICE.matcher(said);
    if (twice.find()) {
      return "a name occurs twice: '%s'".formatted(shown(twice.group(1)));
    }
    return WORDINGS.stream()
        .filter(wording -> wording.parsers().matcher(said).find())
        .map(Wording::ours)
        .findFirst()
        .orElse(UNKNOWN_REASON);
  }

  private static String shown(String name) {
    return name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME) + "..." : name;
  }

  private static Wording wording(String parsers, String ours) {
    return new Wording(Pattern.compile(parsers, Pattern.DOTALL), ours);
  }
}
