package io.propensity.api.campaign;

import io.propensity.api.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests of many clients at the same time. */
final class AtOnce {

  private AtOnce() {}

  static List<Answer> send(int clients, IntFunction<Answer> request) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Answer>> calls =
          IntStream.range(0, clients)
              .<Callable<Answer>>mapToObj(i -> () -> request.apply(i))
              .toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : pool.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      pool.shutdown();
    }
  }
}
