package io.propensity.campaign;

import io.propensity.run.ContractException;
import java.util.regex.Pattern;

/**
 * The forms in which a campaign names its users table: {@code warehouse/…} means the warehouse root
 * of whatever environment the job runs in; a full path or URI is taken only when it lies under that
 * root. No file outside the root can be named.
 */
public final class UsersTablePath {

  private static final Pattern UNDER_ROOT =
      Pattern.compile("warehouse(/[A-Za-z0-9_][A-Za-z0-9_.=-]*)+/?");

  /** {@code lake.crm.users}: a catalog, then at least one more name. */
  private static final Pattern OF_CATALOG = Pattern.compile("[A-Za-z]\\w*(\\.\\w+){1,4}");

  private UsersTablePath() {}

  /**
   * Whether a location names a table of a catalog, and no path. Which catalogs there are, says the
   * environment of the job alone.
   */
  public static boolean isOfCatalog(String location) {
    return OF_CATALOG.matcher(location).matches();
  }

  /**
   * Reads a {@code users_table} and returns the path below the warehouse root, without a slash at
   * either end: {@code telco-churn/raw}.
   *
   * @param warehouseRoot the configured root, a local path or a URI
   * @throws ContractException when the path has another form or lies outside the root
   */
  public static String parse(String usersTable, String warehouseRoot) {
    String prefix = warehouseRoot.endsWith("/") ? warehouseRoot : warehouseRoot + "/";
    String path =
        usersTable.startsWith(prefix)
            ? "warehouse/" + usersTable.substring(prefix.length())
            : usersTable;
    if (!UNDER_ROOT.matcher(path).matches()) {
      throw new ContractException(
          ("users_table '%s' does not lie under the warehouse root: write warehouse/PIPELINE/TABLE,"
                  + " e.g. warehouse/telco-churn/raw, or the table of a catalog, lake.crm.users")
              .formatted(usersTable));
    }
    String below = path.substring("warehouse/".length());
    return below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
  }
}
