package io.propensity.features;

import io.propensity.run.ConfigurationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.Origin;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a query of ours may be made of. The list is of what is allowed: a node that a later Spark
 * brings is refused until it is on it.
 */
final class SqlRules {

  private static final Set<String> NODES =
      Set.of(
          "Aggregate",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "Offset",
          "OneRowRelation",
          "Pivot",
          "Project",
          "Sort",
          "SubqueryAlias",
          "Union",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedWith",
          "Unpivot",
          "WithWindowDefinition");

  /** They call code by its name, or make another value in each run from equal rows. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "input_file_block_length",
          "input_file_block_start",
          "input_file_name",
          "java_method",
          "monotonically_increasing_id",
          "rand",
          "randn",
          "random",
          "randstr",
          "reflect",
          "shuffle",
          "spark_partition_id",
          "try_reflect",
          "uniform",
          "uuid");

  private static final Set<String> GENERATORS =
      Set.of(
          "explode",
          "explode_outer",
          "inline",
          "inline_outer",
          "json_tuple",
          "posexplode",
          "posexplode_outer",
          "stack");

  private final String file;

  SqlRules(String file) {
    this.file = file;
  }

  /** Walks the whole tree, subqueries and common table expressions too. */
  void require(LogicalPlan plan) {
    for (LogicalPlan node : nodes(plan)) {
      String name = node.getClass().getSimpleName().replace("$", "");
      if (!NODES.contains(name)) {
        throw refused(node.origin(), "a query may only SELECT from tables by name; " + name);
      }
      for (Expression expression : expressions(node)) {
        requireFunction(expression);
      }
    }
  }

  /** Refuses what is neither one of the tables nor a common table expression of the query. */
  static void requireTables(String file, LogicalPlan plan, Collection<String> tables) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(tables);
    List<LogicalPlan> nodes = nodes(plan);
    for (LogicalPlan node : nodes) {
      if (node instanceof UnresolvedWith with) {
        CollectionConverters.asJava(with.cteRelations()).forEach(named -> known.add(named._1()));
      }
    }
    for (LogicalPlan node : nodes) {
      if (node instanceof UnresolvedRelation relation) {
        List<String> parts = CollectionConverters.asJava(relation.multipartIdentifier());
        if (parts.size() != 1 || !known.contains(parts.get(0)) || !relation.options().isEmpty()) {
          throw new ConfigurationException(
              "%s, %s: '%s' is no table here; there are %s"
                  .formatted(
                      file,
                      SqlMessage.at(relation.origin()),
                      String.join(".", parts),
                      String.join(", ", new TreeSet<>(tables))));
        }
      }
    }
  }

  private void requireFunction(Expression expression) {
    if (expression instanceof UnresolvedFunction call) {
      requireFunction(CollectionConverters.asJava(call.nameParts()), call.origin());
    } else if (expression instanceof UnresolvedGenerator generator) {
      String name = generator.name().funcName().toLowerCase(Locale.ROOT);
      if (generator.name().database().isDefined() || !GENERATORS.contains(name)) {
        throw refused(
            generator.origin(),
            "LATERAL VIEW takes one of %s, not %s"
                .formatted(String.join(", ", new TreeSet<>(GENERATORS)), name));
      }
    }
  }

  private void requireFunction(List<String> parts, Origin origin) {
    String name = String.join(".", parts);
    String lower = name.toLowerCase(Locale.ROOT);
    if (FUNCTIONS.contains(lower)) {
      throw refused(
          origin,
          "function '%s' is not allowed: equal rows must give equal results, and no code is called by name"
              .formatted(name));
    }
    if (parts.size() != 1
        || !FunctionRegistry.builtin().functionExists(FunctionIdentifier.apply(lower))) {
      throw refused(origin, "function '%s' is none of Spark's own".formatted(name));
    }
  }

  private ConfigurationException refused(Origin origin, String why) {
    return new ConfigurationException("%s, %s: %s".formatted(file, SqlMessage.at(origin), why));
  }

  private static List<LogicalPlan> nodes(LogicalPlan root) {
    List<LogicalPlan> all = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    Deque<LogicalPlan> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      LogicalPlan node = open.pop();
      if (!seen.add(System.identityHashCode(node))) {
        continue;
      }
      all.add(node);
      open.addAll(CollectionConverters.asJava(node.children()));
      if (node instanceof UnresolvedWith with) {
        for (var named : CollectionConverters.asJava(with.cteRelations())) {
          SubqueryAlias query = named._2();
          open.add(query);
        }
      }
      for (Expression expression : expressions(node)) {
        if (expression instanceof PlanExpression<?> subquery
            && subquery.plan() instanceof LogicalPlan inner) {
          open.add(inner);
        }
      }
    }
    return all;
  }

  private static List<Expression> expressions(LogicalPlan node) {
    List<Expression> all = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>(CollectionConverters.asJava(node.expressions()));
    while (!open.isEmpty()) {
      Expression expression = open.pop();
      all.add(expression);
      open.addAll(CollectionConverters.asJava(expression.children()));
    }
    return all;
  }
}
