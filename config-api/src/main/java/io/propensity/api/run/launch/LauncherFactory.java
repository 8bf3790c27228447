package io.propensity.api.run.launch;

import io.propensity.api.LauncherSettings;

/** Makes the launcher of a platform when it is the one that the settings name. */
public interface LauncherFactory {

  LauncherSettings.Type type();

  Launcher create();
}
