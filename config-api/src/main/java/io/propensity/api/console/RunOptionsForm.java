package io.propensity.api.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What forms ask of a campaign's runs, as it was typed.
 *
 * @param partition of the users table; empty for the campaign's
 * @param segments names with their shares, the greatest scores first; empty for the campaign's
 * @param explain for how many of the greatest scores reasons are told; empty for none
 */
public record RunOptionsForm(String partition, String segments, String explain) {

  /** The fields beside which a form shows what is wrong with them. */
  public static final List<String> FIELDS =
      List.of("options.users_partition", "options.segments", "options.explain");

  public static final RunOptionsForm NONE = new RunOptionsForm("", "", "");

  /** What is suggested of a campaign that had no segments before. */
  private static final String SUGGESTED = "high:0.1,medium:0.3,low";

  private static final String PARTITION = "users_partition";
  private static final String SEGMENTS = "segments";
  private static final String EXPLAIN = "explain";

  public static RunOptionsForm of(MultiValueMap<String, String> sent) {
    Typed typed = new Typed(sent);
    return new RunOptionsForm(typed.text(PARTITION), typed.text(SEGMENTS), typed.text(EXPLAIN));
  }

  /** Of options as the API has them. */
  public static RunOptionsForm of(Map<String, Object> options) {
    return new RunOptionsForm(
        text(options, PARTITION), text(options, SEGMENTS), text(options, EXPLAIN));
  }

  /**
   * What a form begins with: nothing where the campaign has segments, otherwise those of the run
   * before, or some that are common.
   */
  public static RunOptionsForm suggested(@Nullable String ofCampaign, Map<String, Object> before) {
    if (ofCampaign != null) {
      return NONE;
    }
    String segments = text(before, SEGMENTS);
    return new RunOptionsForm("", segments.isEmpty() ? SUGGESTED : segments, "");
  }

  private static String text(Map<String, Object> options, String name) {
    return Objects.toString(options.get(name), "");
  }

  /** As the API is asked for a run; what is wrong with it is the API's to say. */
  public ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("options", options());
    return request;
  }

  public ObjectNode options() {
    return new FormBody()
        .text(PARTITION, partition)
        .text(SEGMENTS, segments)
        .number(EXPLAIN, explain)
        .json();
  }

  /** These options in the place of those before; what no form has stays. */
  public ObjectNode over(ObjectNode before) {
    ObjectNode options = before.deepCopy();
    options.remove(List.of(PARTITION, SEGMENTS, EXPLAIN));
    return options.setAll(options());
  }
}
