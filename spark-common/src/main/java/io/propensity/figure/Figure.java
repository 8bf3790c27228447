package io.propensity.figure;

/** A picture for people; its title names what was measured. */
public sealed interface Figure
    permits LineFigure, BarFigure, MatrixFigure, SwarmFigure, IntervalFigure {

  /**
   * Draws without a screen, where {@link Canvas#requireFonts} passes.
   *
   * @return a PNG of 1,600 x 1,200 pixels
   */
  byte[] png();
}
