package io.propensity.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The scripts of {@code scripts/gcp} in a checkout of their own, with a gcloud that keeps what it
 * was asked and answers as it was told: by {@code answers/WORDS}, whose first line is its exit
 * code.
 */
record GcpScript(Path checkout) {

  private static final String GCLOUD =
      """
      #!/usr/bin/env bash
      here=$(dirname "$0")
      printf '%s\\n' "$*" >>"$here/asked"
      answers=("$here"/answers/*)
      if [[ -f $here/submitted ]]; then answers=("$here"/later/* "${answers[@]}"); fi
      if [[ "$*" == *"batches submit"* ]]; then touch "$here/submitted"; fi
      for answer in "${answers[@]}"; do
        words=${answer##*/}
        if [[ -f $answer && " $* " == *" ${words//%/ } "* ]]; then
          tail -n +2 "$answer"
          code=$(head -n 1 "$answer")
          if [[ $code != 0 ]]; then echo "ERROR: NOT_FOUND: not found: 404" >&2; fi
          exit "$code"
        fi
      done
      """;

  /** How a script ended. */
  record Ended(int exitCode, String out, String err) {

    List<GcloudCall> shown() {
      return out.lines()
          .filter(line -> line.startsWith("+ gcloud "))
          .map(GcloudCall::shown)
          .toList();
    }
  }

  static GcpScript in(Path checkout) {
    try {
      Path scripts = Files.createDirectories(checkout.resolve("scripts/gcp"));
      for (Path script : Repository.files("scripts/gcp", ".sh")) {
        Files.copy(script, scripts.resolve(script.getFileName()));
      }
      Files.createDirectories(checkout.resolve("bin/answers"));
      Path gcloud = Files.writeString(checkout.resolve("bin/gcloud"), GCLOUD);
      if (!gcloud.toFile().setExecutable(true)) {
        throw new IllegalStateException("Cannot make " + gcloud + " executable");
      }
      return new GcpScript(checkout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What gcloud answers to calls with these words, each time. */
  void answer(String words, int exitCode, String text) {
    write("bin/answers/" + words.replace(' ', '%'), exitCode + "\n" + text + "\n");
  }

  /** What gcloud answers once a batch was submitted. */
  void answerLater(String words, String text) {
    write("bin/later/" + words.replace(' ', '%'), "0\n" + text + "\n");
  }

  void write(String file, String content) {
    try {
      Path path = checkout.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What gcloud was asked, each call a line. */
  List<String> asked() {
    Path asked = checkout.resolve("bin/asked");
    return Files.exists(asked) ? Repository.text(asked).lines().toList() : List.of();
  }

  List<GcloudCall> calls() {
    return asked().stream().map(line -> GcloudCall.of(Arrays.asList(line.split(" ")))).toList();
  }

  Ended run(Map<String, String> variables, String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve(script).toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PROPENSITY_"));
    environment.putAll(variables);
    environment.merge("PATH", "/usr/bin", (path, none) -> checkout.resolve("bin") + ":" + path);
    try {
      Path out = Files.createTempFile(checkout, "script", ".out");
      Path err = Files.createTempFile(checkout, "script", ".err");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(script + " did not end within a minute");
      }
      return new Ended(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
