package io.propensity.outcomes.report;

import io.propensity.figure.Figure;
import io.propensity.json.Json;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** {@code outcomes.json}, {@code figures/} and {@code index.html}, which has them in it. */
public final class OutcomesReport {

  private static final String PAGE = "index.html";
  private static final String FIGURES = "figures";

  private OutcomesReport() {}

  /**
   * Writes below {@code directory} in place of an earlier report: the page goes first and comes
   * last, so that none shows what it was not made of.
   *
   * @param drawn whether there are pictures, for which this machine needs a font
   * @return what the job prints
   */
  public static String write(
      FileSystem files, Path directory, OutcomesFindings findings, boolean drawn) {
    Map<String, Figure> figures = drawn ? OutcomesFigures.of(findings) : Map.of();
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("outcomes.json", Json.write(findings));
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    figures.forEach((name, figure) -> pictures.put(name, figure.png()));
    pictures.forEach((name, png) -> content.put("%s/%s.png".formatted(FIGURES, name), png));
    content.put(PAGE, OutcomesPage.of(findings, pictures));
    Path page = new Path(directory, PAGE);
    try {
      files.delete(page, false);
      files.delete(new Path(directory, FIGURES), true);
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        Path target = new Path(directory, file.getKey());
        files.delete(target, false);
        FileSystems.writeWhole(files, target, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report " + directory, e);
    }
    StringBuilder text = new StringBuilder(OutcomesSummary.of(findings));
    OutcomesSummary.line(text, "report", FileSystems.display(page));
    return text.toString();
  }
}
