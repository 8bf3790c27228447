package io.propensity.api.audience.table;

import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import io.propensity.campaign.UsersTablePath;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The warehouse root, and the ways that lead to files under it. No other file is ever opened. */
@Component
public class WarehouseFiles {

  private final String root;

  WarehouseFiles(PropensitySettings settings) {
    this.root = settings.warehouseRoot();
  }

  /**
   * The path of a users table below the root, {@code telco-churn/raw}.
   *
   * @throws ContractException when it has another form or lies elsewhere
   * @throws ProblemException when only a job can read it
   */
  public String below(String usersTable) {
    if (UsersTablePath.isOfCatalog(usersTable)) {
      throw ProblemException.unprocessable(
          "The users table %s is one of a catalog that the jobs alone know: the service reads tables under the warehouse root"
              .formatted(usersTable));
    }
    String below = UsersTablePath.parse(usersTable, root);
    if (isRemote()) {
      throw ProblemException.unprocessable(
          "The users table %s lies in %s, which the jobs alone read: the service reads local files, mount the warehouse and set propensity.warehouse-root"
              .formatted(usersTable, root));
    }
    return below;
  }

  private boolean isRemote() {
    return RealRoot.isRemote(root);
  }

  /** The root as it is configured, made absolute; links are kept. */
  Path root() {
    return RealRoot.path(root);
  }

  Path realRoot() {
    try {
      return root().toRealPath();
    } catch (IOException e) {
      throw ProblemException.notFound(
          "There is no warehouse at %s: mount it, or set propensity.warehouse-root"
              .formatted(root()));
    }
  }

  Path at(String below) {
    return root().resolve(below);
  }

  /**
   * The file or directory itself, behind all links.
   *
   * @throws ProblemException when it lies outside the root, or its name means others too
   */
  Path real(Path path) {
    return RealRoot.real(path, root(), "warehouse");
  }

  boolean exists(String below) {
    return Files.exists(at(below));
  }
}
