package io.propensity.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArbitrarySelectionsTest {

  @Property
  void aPatternMatchesAsItsPiecesDo(
      @ForAll("letters") String head,
      @ForAll("letters") String middle,
      @ForAll("letters") String tail) {
    String pattern = head + "*" + tail;

    assertThat(Selection.matching(pattern).test(head + middle + tail)).isTrue();
    assertThat(Selection.matching(pattern).test(head.toUpperCase(Locale.ROOT) + tail)).isTrue();
    assertThat(Selection.matching(pattern).test("!" + head + middle + tail))
        .isEqualTo(head.isEmpty());
  }

  @Property
  void allButTakesEachColumnOnceAndNoneThatIsBarred(
      @ForAll("columns") List<Columns.Column> columns,
      @ForAll Set<@net.jqwik.api.constraints.IntRange(max = 20) Integer> barred) {
    Columns table = new Columns(columns);
    List<String> names = columns.stream().map(Columns.Column::name).toList();
    Selection selection =
        Selection.of(
            List.of("*"), List.of("*"), table, name -> barred.contains(names.indexOf(name)));
    List<String> taken =
        Stream.concat(selection.numeric().stream(), selection.categorical().stream()).toList();

    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean kind =
          columns
              .get(i)
              .type()
              .map(type -> type != ColumnType.DATE && type != ColumnType.TIMESTAMP)
              .orElse(false);
      if (kind && !barred.contains(i)) {
        wanted.add(names.get(i));
      }
    }
    assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Property
  void whatIsNamedStandsWhereItIsNamed(@ForAll("columns") List<Columns.Column> columns) {
    List<String> numbers =
        columns.stream()
            .filter(column -> column.type().equals(Optional.of(ColumnType.NUMBER)))
            .map(Columns.Column::name)
            .toList();
    if (!numbers.isEmpty()) {
      String named = numbers.get(numbers.size() - 1);
      Selection selection =
          Selection.of(List.of("*", named), List.of(), new Columns(columns), name -> false);

      assertThat(selection.numeric()).endsWith(named).doesNotHaveDuplicates();
    }
  }

  @Provide
  Arbitrary<String> letters() {
    return Arbitraries.strings().withChars("ab.[(\\_").ofMaxLength(6);
  }

  @Provide
  Arbitrary<List<Columns.Column>> columns() {
    return Arbitraries.of(ColumnType.class)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(
            types -> {
              List<Columns.Column> columns = new ArrayList<>();
              for (int i = 0; i < types.size(); i++) {
                columns.add(Columns.Column.of("c" + i, types.get(i)));
              }
              return columns;
            });
  }
}
