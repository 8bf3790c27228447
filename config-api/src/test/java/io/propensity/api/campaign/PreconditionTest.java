package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class PreconditionTest {

  private final Api api;

  PreconditionTest(@Autowired Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "*", "\"7\", \"1\"", "W/\"1\", \"1\"", "\"x\",\"1\""})
  void changesWhenOneTagIsTheCurrentOne(String ifMatch) {
    long id = api.post(Campaigns.any()).id();

    assertThat(api.patch(id, "{\"name\": \"n\"}", "If-Match", ifMatch).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "\"\"", "W/\"1\"", "\"7\", \"8\""})
  void refusesWhenNoTagIsTheCurrentOne(String ifMatch) {
    long id = api.post(Campaigns.any()).id();

    for (Answer answer :
        List.of(
            api.patch(id, "{\"name\": \"n\"}", "If-Match", ifMatch),
            api.put(id, Campaigns.named("n"), "If-Match", ifMatch),
            api.delete(id, "If-Match", ifMatch))) {
      assertThat(answer.status()).isEqualTo(412);
      assertThat(answer.header("ETag")).isEqualTo("\"1\"");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
    assertThat(api.get("/campaigns/" + id).header("ETag")).isEqualTo("\"1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1", "1,2", "'1'", "*, \"1\""})
  void refusesAHeaderThatIsNoTag(String ifMatch) {
    long id = api.post(Campaigns.any()).id();

    assertThat(api.delete(id, "If-Match", ifMatch).status()).isEqualTo(400);
  }

  @Test
  void refusesAListOfTagsWithoutEnd() {
    long id = api.post(Campaigns.any()).id();

    Answer answer = api.delete(id, "If-Match", "\"1\"" + ",\"\"".repeat(2_600));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("more than 1,000 characters");
  }

  @Test
  void refusesAWrongChangeForWhatIsWrongWithItFirst() {
    long id = api.post(Campaigns.any()).id();

    assertThat(api.patch(id, "{\"name\": \" \"}", "If-Match", "\"9\"").status()).isEqualTo(400);
    assertThat(api.delete(999_999_999, "If-Match", "\"9\"").status()).isEqualTo(404);
  }

  @Test
  void tellsThatNothingIsNew() {
    Answer created = api.post(Campaigns.any());

    Answer again = api.get(created.header("Location"), "If-None-Match", "\"1\"");

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
    assertThat(api.get(created.header("Location"), "If-None-Match", "\"2\"").status())
        .isEqualTo(200);
  }

  @Test
  void makesEveryConcurrentChangeARevision() throws Exception {
    long id = api.post(Campaigns.any()).id();

    List<Answer> answers = AtOnce.send(8, i -> api.put(id, Campaigns.named("writer " + i)));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(a -> a.header("ETag"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, 9).mapToObj(i -> "\"" + i + "\"").toList());
  }

  @Test
  void letsExactlyOneOfManyWritersOfTheSameTagWin() throws Exception {
    long id = api.post(Campaigns.any()).id();

    List<Answer> answers =
        AtOnce.send(8, i -> api.put(id, Campaigns.named("writer " + i), "If-Match", "\"1\""));

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).contains(412);
    assertThat(api.get("/campaigns/" + id).header("ETag")).isEqualTo("\"2\"");
  }
}
