package io.propensity.system;

import io.propensity.json.Json;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The Telco Customer Churn file: the public one when {@code PROPENSITY_RAW} says where it is, one
 * of our own making in the same shape otherwise.
 */
final class TelcoData {

  private static final String FILE = "telco_churn/customer_churn_train_data.csv";
  static final int PUBLIC_ROWS = 7_043;
  private static final int PUBLIC_AUDIENCE = 1_881;
  private static final String HEADER =
      "customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,"
          + "InternetService,OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,"
          + "StreamingMovies,Contract,PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges,"
          + "Churn";
  private static final int CONTRACT = 15;
  private static final int TENURE = 5;

  private TelcoData() {}

  /** The raw root that holds the file. */
  static Path directory(Path home) throws IOException {
    String configured = System.getenv("PROPENSITY_RAW");
    if (configured != null) {
      Path raw = RunningProcess.CHECKOUT.resolve(configured).normalize();
      if (Files.exists(raw.resolve(FILE))) {
        return raw;
      }
    }
    Path made = home.resolve("raw").resolve(FILE);
    Files.createDirectories(made.getParent());
    Files.write(made, made(600));
    return home.resolve("raw");
  }

  /** Month-to-month customers of more than twelve months, counted line by line. */
  static long monthToMonthAfterAYear(Path raw) throws IOException {
    List<String> lines = Files.readAllLines(raw.resolve(FILE));
    long found =
        lines.stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(
                fields ->
                    fields[CONTRACT].equals("Month-to-month")
                        && Integer.parseInt(fields[TENURE]) > 12)
            .count();
    if (lines.size() - 1 == PUBLIC_ROWS && found != PUBLIC_AUDIENCE) {
      throw new AssertionError("The public file has 1,881 such customers, not " + found);
    }
    return found;
  }

  /** The features of the model that was trained. */
  static List<String> features(Path manifest) throws IOException {
    return Json.readVersioned(Files.readAllBytes(manifest), Manifest.class, manifest.toString())
        .features()
        .stream()
        .map(Feature::name)
        .toList();
  }

  /** The header and as many customers of our own making. */
  static List<String> made(int rows) {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < rows; i++) {
      int tenure = random.nextInt(60);
      String contract = pick(random, "Month-to-month", "One year", "Two year");
      boolean churned = random.nextInt(100) < (contract.startsWith("Month") ? 60 - tenure / 2 : 10);
      lines.add(
          String.join(
              ",",
              "%04d-MADE".formatted(i),
              pick(random, "Female", "Male"),
              pick(random, "0", "1"),
              yesNo(random),
              yesNo(random),
              Integer.toString(tenure),
              yesNo(random),
              pick(random, "No phone service", "Yes", "No"),
              pick(random, "DSL", "Fiber optic", "No"),
              yesNo(random),
              yesNo(random),
              yesNo(random),
              yesNo(random),
              yesNo(random),
              yesNo(random),
              contract,
              yesNo(random),
              pick(random, "Electronic check", "Mailed check"),
              "%d.5".formatted(20 + random.nextInt(90)),
              tenure == 0 ? " " : Integer.toString(tenure * 50),
              churned ? "Yes" : "No"));
    }
    return lines;
  }

  private static String yesNo(Random random) {
    return pick(random, "Yes", "No");
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
