package io.propensity.json;

import io.propensity.run.ConfigurationException;
import io.propensity.run.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A YAML file that is bound to a record strictly: all unknown, doubled, missing and ill-typed keys
 * and all that the records refuse are told at once, each with its line. {@code ${NAME}} and {@code
 * ${NAME:-default}} in values are replaced after parsing, so no value can change the structure.
 */
public final class YamlFile {

  private final String file;
  private final Map<String, String> variables;
  private final YamlNode.Mapping tree;
  private final YamlFaults found;

  private YamlFile(
      String file, Map<String, String> variables, YamlNode.Mapping tree, YamlFaults found) {
    this.file = file;
    this.variables = variables;
    this.tree = tree;
    this.found = found;
  }

  /**
   * Parses {@code text}.
   *
   * @param file its name, for messages
   * @param variables what {@code ${NAME}} may name
   */
  public static YamlFile parse(String file, String text, Map<String, String> variables) {
    YamlFaults faults = new YamlFaults();
    YamlNode root =
        YamlReader.read(
                text,
                line -> new YamlNode.Place("%s:%d".formatted(file, line), line),
                variables,
                faults)
            .orElse(null);
    if (!(root instanceof YamlNode.Mapping tree) || tree.entries().isEmpty()) {
      throw new ConfigurationException("%s holds no keys".formatted(file));
    }
    return new YamlFile(file, variables, tree, faults);
  }

  /**
   * Sets one value, as {@code --set key=value} does; parents that do not exist are made, so that a
   * wrong key is refused by {@link #bind} with the rest.
   *
   * @param key dotted: {@code algorithm.params.iterations}
   * @param value YAML: a number, text, {@code [a, b]}; {@code ${NAME}} as in the file
   */
  public YamlFile with(String key, String value) {
    YamlNode.Place place = new YamlNode.Place("--set %s=%s".formatted(key, value), 0);
    YamlFaults faults = found.copy();
    YamlNode node = YamlReader.read(value, line -> place, variables, faults).orElse(null);
    if (node == null || node.isNull()) {
      throw new UsageException(
          "--set %s=%s gives no value: write key=value, or leave it out".formatted(key, value));
    }
    return new YamlFile(file, variables, set(tree, key.split("\\.", -1), 0, node), faults);
  }

  private static YamlNode.Mapping set(
      YamlNode.Mapping parent, String[] keys, int depth, YamlNode value) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(parent.entries());
    String key = keys[depth];
    YamlNode set = value;
    if (depth < keys.length - 1) {
      YamlNode child = parent.get(key);
      YamlNode.Mapping mapping =
          child instanceof YamlNode.Mapping there
              ? there
              : new YamlNode.Mapping(Map.of(), value.place());
      set = set(mapping, keys, depth + 1, value);
    }
    YamlNode.Entry before = entries.get(key);
    boolean inFile = before != null && depth < keys.length - 1;
    entries.put(
        key,
        new YamlNode.Entry(set, inFile ? Objects.requireNonNull(before).place() : value.place()));
    return new YamlNode.Mapping(entries, parent.place());
  }

  /**
   * Binds the file to a record.
   *
   * @throws ConfigurationException with everything that does not fit
   */
  public <T> T bind(Class<T> type) {
    return draft(type).made();
  }

  /** Binds as much of the file as fits, so that more can be held against it before it is made. */
  public <T> YamlDraft<T> draft(Class<T> type) {
    return new YamlDraft<>(type, tree, found.copy());
  }
}
