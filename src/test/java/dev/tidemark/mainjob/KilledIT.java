package dev.tidemark.mainjob;

import java.nio.file.Path;
import java.util.Map;

/** On H2: the file in the service's own folder. */
class KilledIT extends KilledContract {
    @Override
    Path jar() {
        return Path.of("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    Map<String, String> database() {
        return Map.of();
    }
}
