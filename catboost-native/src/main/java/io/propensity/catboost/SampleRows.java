package io.propensity.catboost;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of a file that is trained on, as the scorer takes them.
 *
 * @param kinds by feature, whether it is a number
 * @param numbers by row, the features that are numbers, in the features' order
 * @param categories by row, the others
 */
@SuppressWarnings("ArrayRecordComponent") // read by index alone
record SampleRows(List<Boolean> kinds, float[][] numbers, String[][] categories) {

  /** So many numbers are explained at most. */
  private static final int MOST_VALUES = 1_000_000;

  static SampleRows read(Path rows, Path columns, int most) throws IOException {
    List<Integer> places = new ArrayList<>();
    List<Boolean> kinds = new ArrayList<>();
    for (String line : Files.readAllLines(columns)) {
      String[] fields = line.split("\t", -1);
      boolean number = fields[1].equals("Num");
      if (number || fields[1].equals("Categ")) {
        places.add(Integer.parseInt(fields[0]));
        kinds.add(number);
      }
    }
    List<float[]> numbers = new ArrayList<>();
    List<String[]> categories = new ArrayList<>();
    int limit = Math.min(most, Math.max(1, MOST_VALUES / Math.max(1, kinds.size())));
    try (BufferedReader reader = Files.newBufferedReader(rows)) {
      String line = reader.readLine();
      for (; line != null && numbers.size() < limit; line = reader.readLine()) {
        add(line.split("\t", -1), places, kinds, numbers, categories);
      }
    }
    return new SampleRows(
        List.copyOf(kinds), numbers.toArray(float[][]::new), categories.toArray(String[][]::new));
  }

  int size() {
    return numbers.length;
  }

  /** A feature's value where it is a number, NaN where it is a category. */
  float input(int row, int feature) {
    int index = 0;
    for (int i = 0; i < feature; i++) {
      index += kinds.get(i) ? 1 : 0;
    }
    return kinds.get(feature) ? numbers[row][index] : Float.NaN;
  }

  private static void add(
      String[] fields,
      List<Integer> places,
      List<Boolean> kinds,
      List<float[]> numbers,
      List<String[]> categories) {
    float[] floats = new float[(int) kinds.stream().filter(number -> number).count()];
    String[] texts = new String[kinds.size() - floats.length];
    int number = 0;
    int text = 0;
    for (int i = 0; i < kinds.size(); i++) {
      String field = fields[places.get(i)];
      if (kinds.get(i)) {
        floats[number++] = Float.parseFloat(field);
      } else {
        texts[text++] = field;
      }
    }
    numbers.add(floats);
    categories.add(texts);
  }
}
