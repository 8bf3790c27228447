package io.propensity.api.run.launch.dataproc;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.dataproc.v1.Batch;
import com.google.cloud.dataproc.v1.BatchControllerGrpc;
import com.google.cloud.dataproc.v1.BatchControllerSettings;
import com.google.cloud.dataproc.v1.CreateBatchRequest;
import com.google.cloud.dataproc.v1.DeleteBatchRequest;
import com.google.cloud.dataproc.v1.GetBatchRequest;
import com.google.cloud.dataproc.v1.RuntimeInfo;
import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Empty;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Dataproc's API as its documentation has it, with batches that end when the test says so. */
final class FakeDataproc implements AutoCloseable {

  static final String PROJECT = "acme-propensity";
  static final String REGION = "europe-west1";
  private static final String PARENT = "projects/%s/locations/%s".formatted(PROJECT, REGION);
  private static final Set<Batch.State> OVER =
      Set.of(Batch.State.SUCCEEDED, Batch.State.FAILED, Batch.State.CANCELLED);

  private final Map<String, Batch> batches = new ConcurrentHashMap<>();
  private final Map<String, String> requests = new ConcurrentHashMap<>();
  private final Map<String, Status> refusals = new ConcurrentHashMap<>();
  private final Server server;

  FakeDataproc() {
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(new Controller())
              .addService(new Operations())
              .build()
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As the service asks, but for credentials and encryption. */
  Batches batches() {
    BatchControllerSettings.Builder settings =
        BatchControllerSettings.newBuilder()
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                InstantiatingGrpcChannelProvider.newBuilder()
                    .setEndpoint("127.0.0.1:" + server.getPort())
                    .setChannelConfigurator(builder -> builder.usePlaintext())
                    .build());
    try {
      return new Batches(DataprocFactory.client(settings), PROJECT, REGION);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Optional<Batch> batch(String id) {
    return Optional.ofNullable(batches.get(name(id)));
  }

  /** Puts a batch there that no run made. */
  void put(String id, Map<String, String> labels) {
    batches.put(
        name(id),
        Batch.newBuilder()
            .setName(name(id))
            .setUuid(UUID.randomUUID().toString())
            .putAllLabels(labels)
            .setState(Batch.State.RUNNING)
            .build());
  }

  void says(String id, Batch.State state, String message) {
    batches.computeIfPresent(
        name(id),
        (name, batch) ->
            batch.toBuilder()
                .setState(state)
                .setStateMessage(message)
                .setRuntimeInfo(RuntimeInfo.newBuilder().setOutputUri("gs://staging/" + id))
                .build());
  }

  void remove(String id) {
    batches.remove(name(id));
  }

  /** Has the next call of a method refused. */
  void refuses(String method, Status status) {
    refusals.put(method, status);
  }

  void stop() {
    server.shutdownNow();
    try {
      server.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static String name(String id) {
    return PARENT + "/batches/" + id;
  }

  private boolean isRefused(String method, StreamObserver<?> answer) {
    Status refusal = refusals.remove(method);
    if (refusal != null) {
      answer.onError(refusal.asRuntimeException());
    }
    return refusal != null;
  }

  private static <T> void answer(StreamObserver<T> to, @Nullable T message, Status otherwise) {
    if (message == null) {
      to.onError(otherwise.asRuntimeException());
    } else {
      to.onNext(message);
      to.onCompleted();
    }
  }

  private static Operation operation(Batch batch) {
    return Operation.newBuilder().setName(batch.getOperation()).build();
  }

  private final class Controller extends BatchControllerGrpc.BatchControllerImplBase {

    @Override
    public void createBatch(CreateBatchRequest request, StreamObserver<Operation> to) {
      if (isRefused("create", to)) {
        return;
      }
      if (!request.getParent().equals(PARENT)) {
        to.onError(Status.NOT_FOUND.withDescription("no such project").asRuntimeException());
        return;
      }
      String name = name(request.getBatchId());
      Batch made =
          request.getBatch().toBuilder()
              .setName(name)
              .setUuid(UUID.randomUUID().toString())
              .setState(Batch.State.PENDING)
              .setOperation(
                  "projects/%s/regions/%s/operations/%s"
                      .formatted(PROJECT, REGION, UUID.randomUUID()))
              .build();
      Batch before = batches.putIfAbsent(name, made);
      boolean isSameRequest = request.getRequestId().equals(requests.get(name));
      if (before == null) {
        requests.put(name, request.getRequestId());
      }
      answer(
          to,
          before == null ? operation(made) : isSameRequest ? operation(before) : null,
          Status.ALREADY_EXISTS.withDescription("Already exists: " + name));
    }

    @Override
    public void getBatch(GetBatchRequest request, StreamObserver<Batch> to) {
      if (!isRefused("get", to)) {
        answer(
            to,
            batches.get(request.getName()),
            Status.NOT_FOUND.withDescription("Not found: " + request.getName()));
      }
    }

    @Override
    public void deleteBatch(DeleteBatchRequest request, StreamObserver<Empty> to) {
      Batch batch = batches.get(request.getName());
      if (batch != null && !OVER.contains(batch.getState())) {
        to.onError(
            Status.FAILED_PRECONDITION
                .withDescription("Cannot delete a batch that is not over")
                .asRuntimeException());
        return;
      }
      batches.remove(request.getName());
      answer(to, batch == null ? null : Empty.getDefaultInstance(), Status.NOT_FOUND);
    }
  }

  private final class Operations extends OperationsGrpc.OperationsImplBase {

    @Override
    public void cancelOperation(CancelOperationRequest request, StreamObserver<Empty> to) {
      Optional<Batch> batch =
          batches.values().stream()
              .filter(each -> each.getOperation().equals(request.getName()))
              .findFirst();
      batch
          .filter(each -> !OVER.contains(each.getState()))
          .ifPresent(
              each ->
                  batches.put(
                      each.getName(), each.toBuilder().setState(Batch.State.CANCELLING).build()));
      answer(to, batch.isPresent() ? Empty.getDefaultInstance() : null, Status.NOT_FOUND);
    }
  }
}
