package io.propensity.catboost;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a training left behind.
 *
 * @param model the {@code .cbm} file
 * @param file what it says of itself
 * @param trees how many the model has; fewer than {@code iterations} when it stopped early
 * @param explanation empty when none was asked for, or the library failed to make it
 * @param evalPredictions tab-separated with a header: SampleId, the kinds that were asked for,
 *     Label
 */
public record CatBoostResult(
    Path model,
    CbmFile file,
    int trees,
    CatBoostCurve curve,
    Optional<CatBoostExplanation> explanation,
    Optional<Path> evalPredictions) {}
