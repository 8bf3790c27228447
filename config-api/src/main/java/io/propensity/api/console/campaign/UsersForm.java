package io.propensity.api.console.campaign;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.Typed;
import io.propensity.campaign.UsersSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a campaign's users table is read, as its form has it.
 *
 * @param partition columns with their value, with commas between them
 */
record UsersForm(String format, String schema, String partition, String snapshot) {

  static final UsersForm NONE = new UsersForm("", "", "", "");

  private static final String PARTITION = "partition";

  /** The fields beside which the form shows what is wrong with them. */
  static final List<String> FIELDS = UsersSettings.FIELDS.stream().map("users."::concat).toList();

  static UsersForm of(Typed typed) {
    return new UsersForm(
        typed.text("users.format"),
        typed.text("users.schema"),
        typed.text("users.partition"),
        typed.text("users.snapshot"));
  }

  static UsersForm of(@Nullable UsersSettings users) {
    return users == null
        ? NONE
        : new UsersForm(
            Objects.requireNonNullElse(users.format(), ""),
            Objects.requireNonNullElse(users.schema(), ""),
            users.partitionText(),
            Objects.requireNonNullElse(users.snapshot(), ""));
  }

  /** A phrase for each thing that is said, for people; none where nothing is. */
  static List<String> words(@Nullable UsersSettings users) {
    UsersForm said = of(users);
    List<String> words = new ArrayList<>();
    add(words, "as ", said.format);
    add(words, "with the columns ", said.schema);
    add(words, "the part ", said.partition);
    add(words, "as of version ", said.snapshot);
    return words;
  }

  private static void add(List<String> words, String before, String said) {
    if (!said.isEmpty()) {
      words.add(before + said);
    }
  }

  /** Whether it says anything. */
  public boolean isAnything() {
    return !equals(NONE);
  }

  /** Adds what a client of the API would send; nothing where nothing is said. */
  void addTo(ObjectNode body) {
    if (isAnything()) {
      body.set("users", json());
    }
  }

  private ObjectNode json() {
    FormBody body = new FormBody();
    body.text("format", format).text("schema", schema).text("snapshot", snapshot);
    ObjectNode json = body.json();
    if (!partition.isEmpty()) {
      try {
        ObjectNode columns = json.putObject(PARTITION);
        UsersSettings.parsePartition(partition).forEach((name, value) -> columns.put(name, value));
      } catch (IllegalArgumentException refused) {
        json.put(PARTITION, partition); // which is refused as that
      }
    }
    return json;
  }
}
