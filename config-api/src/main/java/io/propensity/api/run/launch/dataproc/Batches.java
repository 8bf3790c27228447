package io.propensity.api.run.launch.dataproc;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.dataproc.v1.Batch;
import com.google.cloud.dataproc.v1.BatchControllerClient;
import com.google.cloud.dataproc.v1.BatchName;
import com.google.cloud.dataproc.v1.CreateBatchRequest;
import com.google.cloud.dataproc.v1.LocationName;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.NotNowException;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of Dataproc about one project and region. An answer that may be another one later,
 * a used-up quota among them, is a {@link NotNowException}; so is a refusal to show something.
 */
final class Batches implements AutoCloseable {

  /** By these answers the very request was refused, and would be again. */
  private static final Set<StatusCode.Code> REFUSALS =
      Set.of(
          StatusCode.Code.INVALID_ARGUMENT,
          StatusCode.Code.PERMISSION_DENIED,
          StatusCode.Code.FAILED_PRECONDITION,
          StatusCode.Code.NOT_FOUND,
          StatusCode.Code.OUT_OF_RANGE,
          StatusCode.Code.UNIMPLEMENTED);

  private final BatchControllerClient client;
  private final String project;
  private final String region;

  Batches(BatchControllerClient client, String project, String region) {
    this.client = client;
    this.project = project;
    this.region = region;
  }

  /** Where they are, for people. */
  String place() {
    return "project %s, region %s".formatted(project, region);
  }

  /** The name under which services share them. */
  String sharedName() {
    return "dataproc/%s/%s".formatted(project, region);
  }

  /** Google's page of a batch. */
  String page(String id) {
    return "https://console.cloud.google.com/dataproc/batches/%s/%s?project=%s"
        .formatted(region, id, project);
  }

  Optional<Batch> find(String id) {
    try {
      return Optional.of(client.getBatch(name(id)));
    } catch (ApiException failure) {
      if (isOf(failure, StatusCode.Code.NOT_FOUND)) {
        return Optional.empty();
      }
      throw later("Batch " + id, failure);
    }
  }

  /**
   * Makes a batch, which takes a while, unless there is one of its id.
   *
   * @param launch by which Google knows the same request again
   * @throws LaunchException when Google will not have it
   */
  void create(String id, Batch batch, String launch) {
    try {
      client
          .createBatchCallable()
          .call(
              CreateBatchRequest.newBuilder()
                  .setParent(LocationName.of(project, region).toString())
                  .setBatchId(id)
                  .setBatch(batch)
                  .setRequestId(launch)
                  .build());
    } catch (ApiException failure) {
      if (isOf(failure, StatusCode.Code.ALREADY_EXISTS)) {
        return;
      }
      if (REFUSALS.contains(failure.getStatusCode().getCode())) {
        throw new LaunchException(message("Batch " + id, failure), failure);
      }
      throw later("Batch " + id, failure);
    }
  }

  /** Asks a batch to end: what is cancelled is the operation that makes it. */
  void cancel(Batch batch) {
    try {
      client.getOperationsClient().cancelOperation(batch.getOperation());
    } catch (ApiException failure) {
      if (!isOf(failure, StatusCode.Code.NOT_FOUND)) { // it is over
        throw later("Batch " + batch.getName(), failure);
      }
    }
  }

  /** Removes a batch that is over; false when it is not. */
  boolean delete(String id) {
    try {
      client.deleteBatch(name(id));
      return true;
    } catch (ApiException failure) {
      if (isOf(failure, StatusCode.Code.NOT_FOUND)) {
        return true;
      }
      if (isOf(failure, StatusCode.Code.FAILED_PRECONDITION)) {
        return false;
      }
      throw later("Batch " + id, failure);
    }
  }

  private BatchName name(String id) {
    return BatchName.of(project, region, id);
  }

  private static boolean isOf(ApiException failure, StatusCode.Code code) {
    return failure.getStatusCode().getCode() == code;
  }

  private static NotNowException later(String what, ApiException failure) {
    return new NotNowException(message(what, failure), failure);
  }

  private static String message(String what, ApiException failure) {
    return "%s: Dataproc answered %s"
        .formatted(
            what, String.valueOf(failure.getMessage()).replaceFirst("^[\\w.]+Exception: ", ""));
  }

  @Override
  public void close() {
    client.close();
  }
}
