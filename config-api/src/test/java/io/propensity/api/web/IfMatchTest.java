package io.propensity.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.problem.ProblemException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.springframework.http.HttpStatus;

class IfMatchTest {

  @Property
  void takesEveryHeaderOrAnswersThatItIsNone(@ForAll("headers") String header) {
    try {
      IfMatch.of(header, false);
    } catch (ProblemException refused) {
      assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }
  }

  @Property
  void takesTheTagThatWasAnswered(@ForAll @IntRange(min = 1) int revision) {
    assertThatCode(() -> require(IfMatch.of(IfMatch.etag(revision), false), revision))
        .doesNotThrowAnyException();
  }

  @Property
  void isMetByAListThatHoldsTheTagAndByNoOther(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 30) Integer> seen,
      @ForAll @IntRange(min = 1, max = 30) int revision) {
    String header = String.join(", ", seen.stream().map(IfMatch::etag).toList());

    assertThat(isMet(header, revision)).isEqualTo(seen.contains(revision));
  }

  @Property
  void isNeverMetByAWeakTag(@ForAll @IntRange(min = 1) int revision) {
    assertThat(isMet("W/" + IfMatch.etag(revision), revision)).isFalse();
  }

  @Property
  void isAlwaysMetByAStarAndByNothing(@ForAll @IntRange(min = 1) int revision) {
    assertThat(isMet("*", revision)).isTrue();
    assertThatCode(() -> require(IfMatch.of(null, false), revision)).doesNotThrowAnyException();
  }

  @Example
  void refusesNothingWhereItIsDemanded() {
    assertThatThrownBy(() -> require(IfMatch.of(null, true), 3))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.PRECONDITION_REQUIRED));
    assertThatCode(() -> require(IfMatch.of("*", true), 3)).doesNotThrowAnyException();
  }

  @Example
  void tellsTheTagThatWouldMeetIt() {
    assertThatThrownBy(() -> require(IfMatch.of("\"2\"", false), 3))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.getHeaders().getETag()).isEqualTo("\"3\""));
  }

  /** Any text, and text of the characters that tags are made of, up to beyond the longest. */
  @Provide
  Arbitrary<String> headers() {
    Arbitrary<String> likely =
        Arbitraries.of("\"", "*", ",", "W/", "w/", " ", "\t", "\n", "\\", "1", "x", "é", "\0")
            .list()
            .ofMaxSize(1_100)
            .map(parts -> String.join("", parts));
    Arbitrary<String> tags =
        Arbitraries.of("\"1\"", "W/\"1\"", "\"\"", "\"x,y\"", "\"*\"")
            .list()
            .ofMinSize(1)
            .ofMaxSize(300)
            .map(parts -> String.join(",", parts));
    return Arbitraries.oneOf(Arbitraries.strings(), likely, tags);
  }

  private static boolean isMet(String header, int revision) {
    IfMatch ifMatch = IfMatch.of(header, false);
    try {
      require(ifMatch, revision);
      return true;
    } catch (ProblemException refused) {
      assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.PRECONDITION_FAILED);
      return false;
    }
  }

  private static void require(IfMatch ifMatch, int revision) {
    ifMatch.require("Campaign 7", revision, "GET /campaigns/7 answers");
  }
}
