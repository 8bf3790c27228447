package io.propensity.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ContractException;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArbitraryUsersTablePathsTest {

  private static final String ROOT = "/srv/warehouse";

  @Property(tries = 5_000, seed = "2026")
  void whatIsReadLiesBelowTheRootAndIsReadAlikeAgain(@ForAll("paths") String path) {
    String table;
    try {
      table = UsersTablePath.parse(path, ROOT);
    } catch (ContractException refused) {
      assertThat(refused).hasMessageStartingWith("users_table '" + path + "' ");
      return;
    }
    Path directory = Path.of(ROOT, table);
    assertThat(directory).isEqualTo(directory.normalize()).startsWithRaw(Path.of(ROOT));
    assertThat(directory).isNotEqualTo(Path.of(ROOT));
    assertThat(table).doesNotStartWith("/").doesNotEndWith("/");
    assertThat(UsersTablePath.parse("warehouse/" + table, ROOT)).isEqualTo(table);
    assertThat(UsersTablePath.parse(directory.toString(), ROOT)).isEqualTo(table);
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> scraps =
        Arbitraries.of(
            "warehouse",
            ROOT,
            "/",
            "//",
            "..",
            ".",
            "a",
            "telco-churn",
            "raw",
            "day=1",
            "_x",
            ".x",
            "a..b",
            "gs://",
            "%2e%2e",
            "\\",
            " ",
            "\n",
            "\0");
    return Arbitraries.oneOf(
        scraps.list().ofMaxSize(8).map(parts -> String.join("", parts)),
        scraps.list().ofMaxSize(6).map(parts -> "warehouse/" + String.join("/", parts)),
        Arbitraries.strings().ofMaxLength(40));
  }
}
