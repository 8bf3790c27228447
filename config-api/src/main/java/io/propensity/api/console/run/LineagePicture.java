package io.propensity.api.console.run;

import io.propensity.api.lineage.LineageNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run comes from as boxes with lines between them: a column further to the right is one step
 * further back.
 *
 * @param width of the picture, as is {@code height}, in the units of its boxes
 */
public record LineagePicture(int width, int height, List<Box> boxes, List<Line> lines) {

  static final int BOX_WIDTH = 256;
  static final int BOX_HEIGHT = 56;
  private static final int COLUMN = BOX_WIDTH + 48;
  private static final int ROW = BOX_HEIGHT + 20;
  private static final int MARGIN = 4;
  private static final int LONGEST = 28;

  /**
   * One thing.
   *
   * @param label its name, cut to the width of a box
   * @param text all that is known of it
   * @param href its page; empty where it has none
   */
  public record Box(int x, int y, String kind, String label, String text, String href) {

    private Line to(Box other) {
      int middle = y + BOX_HEIGHT / 2;
      int end = other.y() + BOX_HEIGHT / 2;
      int half = (x + BOX_WIDTH + other.x()) / 2;
      return new Line(
          "M%d %d C%d %d %d %d %d %d"
              .formatted(x + BOX_WIDTH, middle, half, middle, half, end, other.x(), end));
    }
  }

  /** A line between two boxes, as SVG has paths. */
  public record Line(String path) {}

  public LineagePicture {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  public static LineagePicture of(List<LineageNode> nodes) {
    Map<String, Box> byId = new LinkedHashMap<>();
    Map<String, Integer> columns = new LinkedHashMap<>();
    Map<Integer, Integer> rows = new LinkedHashMap<>();
    List<Box> boxes = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (LineageNode node : nodes) {
      int column = node.of() == null ? 0 : columns.getOrDefault(node.of(), 0) + 1;
      int row = rows.merge(column, 1, Integer::sum) - 1;
      Box box = box(node, MARGIN + column * COLUMN, MARGIN + row * ROW);
      boxes.add(box);
      Box from = node.of() == null ? null : byId.get(node.of());
      if (from != null) {
        lines.add(from.to(box));
      }
      byId.putIfAbsent(node.id(), box);
      columns.putIfAbsent(node.id(), column);
    }
    int widest = columns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int highest = rows.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    return new LineagePicture(
        widest * COLUMN + BOX_WIDTH + 2 * MARGIN,
        (highest - 1) * ROW + BOX_HEIGHT + 2 * MARGIN,
        boxes,
        lines);
  }

  private static Box box(LineageNode node, int x, int y) {
    String kind =
        switch (node.type()) {
          case PREDICTION_RUN -> "Scoring run";
          case CAMPAIGN_REVISION -> "Campaign / revision";
          case MODEL_VERSION -> "Model version";
          case TRAINING_RUN -> "Training run";
          case TABLE -> node.snapshot() == null ? "Table" : "Table @ " + node.snapshot();
        };
    return new Box(
        x, y, kind, shortened(node.id()), "%s: %s".formatted(kind, node.id()), href(node));
  }

  /** The end says more than the beginning: of paths, ids and snapshots. */
  private static String shortened(String id) {
    return id.length() <= LONGEST ? id : "…" + id.substring(id.length() - LONGEST + 1);
  }

  /** The console's page for the API's address. */
  private static String href(LineageNode node) {
    String href = node.href();
    if (href == null) {
      return "";
    }
    return node.type() == LineageNode.Type.CAMPAIGN_REVISION
        ? "/console/campaigns/" + node.id().substring(0, node.id().indexOf('/'))
        : "/console" + href;
  }
}
