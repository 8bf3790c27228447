package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.api.lineage.LineageNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineagePictureTest {

  private static final List<LineageNode> NODES =
      List.of(
          new LineageNode(LineageNode.Type.PREDICTION_RUN, "r-1", null, null, "/runs/r-1"),
          new LineageNode(
              LineageNode.Type.CAMPAIGN_REVISION, "7/2", "r-1", null, "/campaigns/7/revisions/2"),
          new LineageNode(
              LineageNode.Type.MODEL_VERSION, "a/3", "r-1", null, "/models/a/versions/3"),
          new LineageNode(LineageNode.Type.TRAINING_RUN, "r-0", "a/3", null, null),
          new LineageNode(
              LineageNode.Type.TABLE, "warehouse/a-rather-long-name/features", "r-0", 12L, null));

  @Test
  void putsEachThingAColumnFurtherThanWhatLeadsToIt() {
    LineagePicture picture = LineagePicture.of(NODES);

    assertThat(picture.boxes())
        .extracting(LineagePicture.Box::kind, LineagePicture.Box::x, LineagePicture.Box::y)
        .containsExactly(
            tuple("Scoring run", 4, 4),
            tuple("Campaign / revision", 308, 4),
            tuple("Model version", 308, 80),
            tuple("Training run", 612, 4),
            tuple("Table @ 12", 916, 4));
    assertThat(picture.lines())
        .extracting(LineagePicture.Line::path)
        .hasSize(4)
        .startsWith("M260 32 C284 32 284 32 308 32", "M260 32 C284 32 284 108 308 108");
    assertThat(picture.width()).isEqualTo(1_176);
    assertThat(picture.height()).isEqualTo(140);
  }

  @Test
  void leadsToPagesWhereThereAreSome() {
    assertThat(LineagePicture.of(NODES).boxes())
        .extracting(LineagePicture.Box::href)
        .containsExactly(
            "/console/runs/r-1", "/console/campaigns/7", "/console/models/a/versions/3", "", "");
  }

  @Test
  void keepsTheEndOfALongName() {
    LineagePicture.Box table = LineagePicture.of(NODES).boxes().get(4);

    assertThat(table.label()).isEqualTo("…a-rather-long-name/features").hasSize(28);
    assertThat(table.text()).isEqualTo("Table @ 12: warehouse/a-rather-long-name/features");
  }
}
