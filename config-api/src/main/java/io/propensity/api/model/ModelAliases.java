package io.propensity.api.model;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.Paging;
import io.propensity.model.AliasName;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Aliases of models. Moves of one model's aliases happen one after the other, each kept. */
@Service
public class ModelAliases {

  private final ModelRows models;
  private final VersionRows versions;
  private final AliasRows aliases;
  private final ModelRegistry registry;
  private final CurrentUser user;
  private final Clock clock;

  ModelAliases(
      ModelRows models,
      VersionRows versions,
      AliasRows aliases,
      ModelRegistry registry,
      CurrentUser user,
      Clock clock) {
    this.models = models;
    this.versions = versions;
    this.aliases = aliases;
    this.registry = registry;
    this.user = user;
    this.clock = clock;
  }

  public List<Alias> list(String name) {
    registry.model(name);
    return aliases.list(name);
  }

  public Optional<Alias> find(String name, String alias) {
    return aliases.find(name, alias);
  }

  public Page<AliasMove> history(String name, String alias, Paging paging) {
    registry.model(name);
    long moves = aliases.countMoves(name, alias);
    if (moves == 0) {
      throw absent(name, alias);
    }
    return new PageImpl<>(
        aliases.moves(name, alias, paging.request().getOffset(), paging.size()),
        paging.request(),
        moves);
  }

  /**
   * Has an alias point at a version that the gate lets through.
   *
   * @throws ProblemException 409 with the verdict when the gate does not, and is not forced
   */
  @Transactional
  public Alias assign(String name, String alias, AliasDraft draft) {
    requireForm(alias);
    lock(name);
    ModelVersion challenger = ready(name, draft.version());
    Optional<Alias> present = aliases.find(name, alias);
    Verdict verdict = verdict(challenger, present, draft.metric());
    if (present.isPresent() && present.get().version() == draft.version()) {
      return present.get().with(verdict);
    }
    if (!verdict.passed() && !draft.force()) {
      throw ProblemException.conflict(
          "Alias %s of model %s stays at version %d: %s. PUT it with force and a reason to move it all the same"
              .formatted(alias, name, present.map(Alias::version).orElse(0), verdict.why()),
          "verdict",
          verdict);
    }
    AliasMove move =
        new AliasMove(
            AliasMove.Kind.ASSIGN,
            present.map(Alias::version).orElse(null),
            draft.version(),
            !verdict.passed(),
            draft.reason(),
            verdict,
            clock.instant(),
            user.name());
    return aliases.move(name, alias, move).orElseThrow().with(verdict);
  }

  private Verdict verdict(ModelVersion version, Optional<Alias> present, @Nullable String metric) {
    Manifest challenger = registry.manifest(version);
    Gate gate = new Gate(metric == null ? challenger.task().usualMetric() : metric);
    if (present.isEmpty()) {
      return gate.first(challenger);
    }
    int champion = present.get().version();
    return champion == version.version()
        ? gate.present(challenger)
        : gate.judge(challenger, registry.manifest(new ModelVersion(version.name(), champion)));
  }

  /** Has an alias point where it pointed before its last assignment that still holds. */
  @Transactional
  public Alias rollback(String name, String alias, @Nullable String reason) {
    lock(name);
    Alias present = present(name, alias);
    AliasMove move =
        new AliasMove(
            AliasMove.Kind.ROLLBACK,
            present.version(),
            before(name, alias),
            false,
            reason,
            null,
            clock.instant(),
            user.name());
    return aliases.move(name, alias, move).orElseThrow();
  }

  /** The version below the present one, once every rollback has undone what it undid. */
  private int before(String name, String alias) {
    Deque<Integer> stack = new ArrayDeque<>();
    for (AliasMove move : aliases.moves(name, alias)) {
      replay(move, stack);
    }
    stack.pollLast();
    List<Integer> ready = versions.numbers(name, VersionState.READY);
    while (!stack.isEmpty() && !ready.contains(stack.getLast())) {
      stack.removeLast();
    }
    if (stack.isEmpty()) {
      throw ProblemException.conflict(
          "Alias %s of model %s pointed at no version before that is still there: assign one"
              .formatted(alias, name));
    }
    return stack.getLast();
  }

  private static void replay(AliasMove move, Deque<Integer> stack) {
    Integer to = move.to();
    if (to == null) {
      stack.clear();
    } else if (move.kind() == AliasMove.Kind.ASSIGN) {
      stack.addLast(to);
    } else {
      while (!stack.isEmpty() && !stack.getLast().equals(to)) {
        stack.removeLast();
      }
    }
  }

  /** Takes an alias away; its moves are kept. */
  @Transactional
  public void remove(String name, String alias) {
    lock(name);
    Alias present = present(name, alias);
    aliases.move(
        name,
        alias,
        new AliasMove(
            AliasMove.Kind.REMOVE,
            present.version(),
            null,
            false,
            null,
            null,
            clock.instant(),
            user.name()));
  }

  private void lock(String name) {
    if (!models.lock(name)) {
      registry.model(name);
    }
  }

  private Alias present(String name, String alias) {
    return aliases.find(name, alias).orElseThrow(() -> absent(name, alias));
  }

  private ModelVersion ready(String name, int number) {
    ModelVersion version = new ModelVersion(name, number);
    Optional<RegisteredVersion> found = versions.find(version);
    if (found.isPresent() && found.get().is(VersionState.READY)) {
      return version;
    }
    String state = found.map(each -> "is %s".formatted(each.state())).orElse("is not registered");
    throw ProblemException.invalidFields(
        List.of(
            new InvalidField(
                "version",
                "%d %s; model %s has %s"
                    .formatted(
                        number,
                        state,
                        name,
                        VersionNumbers.of(versions.numbers(name, VersionState.READY))))));
  }

  private static void requireForm(String alias) {
    try {
      AliasName.require(alias);
    } catch (ContractException wrong) {
      throw ProblemException.badRequest(String.valueOf(wrong.getMessage()));
    }
  }

  private ProblemException absent(String name, String alias) {
    List<String> others = aliases.list(name).stream().map(Alias::alias).toList();
    return ProblemException.notFound(
        "Model %s has no alias '%s'; it has %s"
            .formatted(name, alias, others.isEmpty() ? "none" : String.join(", ", others)));
  }
}
