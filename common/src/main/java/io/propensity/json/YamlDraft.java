package io.propensity.json;

import io.propensity.run.Checks;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is bound to a record as far as it fits. More can be held against what is known of it;
 * what is wrong is told at once when the record is asked for.
 */
public final class YamlDraft<T> {

  private final Class<T> type;
  private final YamlNode.Mapping tree;
  private final YamlFaults faults;
  private final YamlBinder binder;
  private final List<YamlShapes.Component> components;
  private final @Nullable Object[] values;
  private boolean ruled;

  YamlDraft(Class<T> type, YamlNode.Mapping tree, YamlFaults faults) {
    this.type = type;
    this.tree = tree;
    this.faults = faults;
    this.binder = new YamlBinder(faults);
    this.components = YamlShapes.components(type);
    this.values = binder.values(tree, type, components, "");
  }

  /**
   * Whether all of a key's value could be bound, or nothing is written there and nothing has to.
   */
  public boolean knows(String key) {
    return !binder.followsFromAnother(key);
  }

  /** What could be bound of a key's value; empty too when nothing is written there. */
  public Optional<Object> part(String key) {
    for (int i = 0; i < values.length; i++) {
      if (components.get(i).name().equals(key)) {
        return Optional.ofNullable(values[i]);
      }
    }
    throw new IllegalArgumentException("%s has no key %s".formatted(type.getSimpleName(), key));
  }

  /** The names that stand below a key, whether or not their values fit. */
  public Set<String> names(String key) {
    return tree.get(key) instanceof YamlNode.Mapping below
        ? new LinkedHashSet<>(below.entries().keySet())
        : Set.of();
  }

  /**
   * Runs the record's own rules over what is known, as the rest of a sentence. The record is asked
   * for its rules itself only when nothing was found wrong.
   */
  public void rules(Consumer<Checks> rules) {
    ruled = true;
    for (Fault fault : noted(rules)) {
      faults.add(
          YamlShapes.placeOf(tree, fault.key()),
          fault.key().isEmpty()
              ? fault.message()
              : "'%s' %s".formatted(fault.key(), fault.message()));
    }
  }

  /** Runs checks that say what is wrong in whole sentences. */
  public void check(Consumer<Checks> checks) {
    for (Fault fault : noted(checks)) {
      faults.add(
          fault.key().isEmpty() ? YamlNode.Place.NONE : YamlShapes.placeOf(tree, fault.key()),
          fault.message());
    }
  }

  /** Whether nothing was found wrong yet. */
  public boolean fits() {
    return faults.isEmpty();
  }

  /**
   * The record.
   *
   * @throws ConfigurationException with everything that does not fit and that was noted, each with
   *     its key's line; what was noted under no key is told without a line
   */
  public T made() {
    boolean whole = true;
    for (int i = 0; i < values.length; i++) {
      whole &= values[i] != null || components.get(i).optional();
    }
    Object made =
        whole && (faults.isEmpty() || !ruled) ? binder.made(type, values, tree, "") : null;
    faults.requireNone();
    return type.cast(Objects.requireNonNull(made));
  }

  /** Without what only follows from a value that is not known. */
  private List<Fault> noted(Consumer<Checks> checks) {
    Checks noted = new Checks();
    checks.accept(noted);
    return noted.faults().stream()
        .filter(fault -> fault.key().isEmpty() || knows(fault.key()))
        .toList();
  }
}
