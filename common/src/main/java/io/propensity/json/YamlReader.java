package io.propensity.json;

import io.propensity.run.ConfigurationException;
import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML text as a tree. Variables are replaced in values after parsing, so none can change it. */
final class YamlReader {

  /** Aliases may name a list again and again, and a list of lists. */
  private static final int MOST_NODES = 100_000;

  private final IntFunction<YamlNode.Place> places;
  private final Map<String, String> variables;
  private final YamlFaults faults;
  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  private YamlReader(
      IntFunction<YamlNode.Place> places, Map<String, String> variables, YamlFaults faults) {
    this.places = places;
    this.variables = variables;
    this.faults = faults;
  }

  /**
   * Reads the only document of {@code text}.
   *
   * @param places by line
   * @param faults gets what is wrong with keys and variables
   * @return empty when there is no document
   * @throws ConfigurationException when the text is not YAML
   */
  static Optional<YamlNode> read(
      String text,
      IntFunction<YamlNode.Place> places,
      Map<String, String> variables,
      YamlFaults faults) {
    YamlReader reader = new YamlReader(places, variables, faults);
    try {
      return Optional.ofNullable(reader.document(text));
    } catch (MarkedYAMLException e) {
      throw new ConfigurationException(
          "%s: this is no YAML: %s"
              .formatted(reader.place(e.getProblemMark()).text(), firstLine(e.getProblem())),
          e);
    } catch (YAMLException e) {
      throw new ConfigurationException(
          "%s: this is no YAML: %s".formatted(places.apply(1).text(), firstLine(e.getMessage())),
          e);
    }
  }

  private @Nullable YamlNode document(String text) {
    LoaderOptions options = new LoaderOptions();
    Composer composer =
        new Composer(
            new ParserImpl(new StreamReader(new StringReader(text)), options),
            new Resolver(),
            options);
    if (!composer.checkNode()) {
      return null;
    }
    Node root = composer.getNode();
    if (composer.checkNode()) {
      Mark second = composer.getNode().getStartMark();
      throw new ConfigurationException(
          "%s: a second document begins, and only one is read: delete the line ---"
              .formatted(place(second).text()));
    }
    return node(root);
  }

  private YamlNode node(Node node) {
    YamlNode.Place place = place(node.getStartMark());
    if (++nodes > MOST_NODES || !above.add(node)) {
      throw new ConfigurationException(
          "%s: aliases make the file endless or too large: write the values out"
              .formatted(place.text()));
    }
    YamlNode made = made(node, place);
    above.remove(node);
    return made;
  }

  private YamlNode made(Node node, YamlNode.Place place) {
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, place);
    }
    if (node instanceof SequenceNode sequence) {
      return new YamlNode.Sequence(sequence.getValue().stream().map(this::node).toList(), place);
    }
    return scalar((ScalarNode) node, place);
  }

  private YamlNode mapping(MappingNode mapping, YamlNode.Place place) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode.Place at = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add(at, "a key must be one name");
        continue;
      }
      YamlNode.Entry entry = new YamlNode.Entry(node(tuple.getValueNode()), at);
      YamlNode.Entry first = entries.putIfAbsent(key.getValue(), entry);
      if (first != null) {
        faults.add(
            at,
            "key '%s' stands twice, in line %d already"
                .formatted(key.getValue(), first.place().line()));
      }
    }
    return new YamlNode.Mapping(entries, place);
  }

  private YamlNode scalar(ScalarNode scalar, YamlNode.Place place) {
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    String text = scalar.getValue();
    try {
      String replaced = new Variables(place.text(), variables).substitute(text);
      boolean same = replaced.equals(text);
      return new YamlNode.Scalar(replaced, plain && same, !same, place);
    } catch (ConfigurationException e) {
      faults.add(place, String.valueOf(e.getMessage()).substring(place.text().length() + 2));
      return new YamlNode.Scalar(text, false, true, place);
    }
  }

  private YamlNode.Place place(@Nullable Mark mark) {
    return places.apply(mark == null ? 1 : mark.getLine() + 1);
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
