package io.propensity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class JobCommandTest {

  @Test
  void aJobWritesNumbersAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    StringWriter out = new StringWriter();
    try {
      int code = JobCommand.run(new Counting(out), new PrintWriter(out), new PrintWriter(out));
      assertThat(code).isZero();
    } finally {
      Locale.setDefault(before);
    }
    assertThat(out).hasToString("17");
  }

  @Test
  void aJavaThatSparkDoesNotRunOnIsNamedBeforeTheWork() {
    assertThatThrownBy(() -> JobCommand.requireJava(25))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Spark runs on Java 17 or 21, and this is Java 25 at ");
    assertThatCode(() -> JobCommand.requireJava(21)).doesNotThrowAnyException();
  }

  @Command(name = "count")
  private record Counting(StringWriter out) implements Callable<ExitCode> {

    @Override
    public ExitCode call() {
      out.write("%d".formatted(17));
      return ExitCode.OK;
    }
  }
}
