package io.propensity.api.audit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer says was changed, in words. */
final class ChangedThing {

  private static final Pattern REVISION = Pattern.compile("\"([0-9]+)\"");
  private static final int LONGEST = 500;

  private ChangedThing() {}

  /**
   * {@code campaign 7 revision 3} of {@code /campaigns/7} and {@code "3"}.
   *
   * @param location of what was made; null for what was at the address that was asked
   */
  static String of(String path, @Nullable String location, @Nullable String etag) {
    String address =
        (location == null ? path : path(location)).replaceFirst("^/console/(settings/)?", "/");
    Matcher revision = REVISION.matcher(etag == null ? "" : etag);
    String thing = words(address);
    String all = revision.matches() ? thing + " revision " + revision.group(1) : thing;
    return all.length() > LONGEST ? all.substring(0, LONGEST) : all;
  }

  private static String path(String location) {
    try {
      String path = URI.create(location).getPath();
      return path == null ? location : path;
    } catch (IllegalArgumentException malformed) {
      return location;
    }
  }

  /** Names of collections go before what is named: {@code /models/a/versions/3}. */
  private static String words(String path) {
    String[] parts = path.replaceAll("^/+|/+$", "").split("/", -1);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      boolean named = i % 2 == 0 && i + 1 < parts.length;
      words.add(named ? singular(parts[i]) : parts[i]);
    }
    return String.join(" ", words);
  }

  private static String singular(String collection) {
    return collection.endsWith("ses")
        ? collection.substring(0, collection.length() - 2)
        : collection.replaceFirst("s$", "");
  }
}
