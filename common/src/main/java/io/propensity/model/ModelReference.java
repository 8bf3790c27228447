package io.propensity.model;

/** What a campaign names as its model: a version, or what the registry takes for one. */
public sealed interface ModelReference {

  /** The name of the model. */
  String name();

  /** {@code models/NAME/VERSION}. */
  record Version(ModelVersion version) implements ModelReference {

    @Override
    public String name() {
      return version.name();
    }

    @Override
    public String toString() {
      return version.path();
    }
  }

  /** {@code models:/NAME@ALIAS}: the version at which the alias points when it is asked for. */
  record Alias(String name, String alias) implements ModelReference {

    @Override
    public String toString() {
      return name + "@" + alias;
    }
  }

  /** {@code models:/NAME/latest}: the newest version that is registered when it is asked for. */
  record Latest(String name) implements ModelReference {

    @Override
    public String toString() {
      return name + "/latest";
    }
  }
}
