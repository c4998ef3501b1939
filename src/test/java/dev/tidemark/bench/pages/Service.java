package dev.tidemark.bench.pages;

import dev.tidemark.bench.load.process.Jvm;
import dev.tidemark.mainjob.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The packaged service as people run it, but that it sends, polls and purges nothing. */
final class Service {
    private Service() {}

    static ServiceProcess on(String jar, Path folder, Map<String, String> database) {
        if (!Files.exists(Path.of(jar))) {
            throw new IllegalStateException(jar + " is missing: run ./mvnw package -DskipTests first");
        }
        Map<String, String> settings = new HashMap<>(database);
        settings.putAll(Map.of(
                "tidemark.workers.enabled", "false",
                "quarkus.scheduler.enabled", "false",
                "tidemark.api.auth", "none",
                "tidemark.mindstamp.token", "bench",
                "tidemark.mindstamp.url", "http://127.0.0.1:9/api/v1",
                "tidemark.secrets.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "tidemark.callbacks.allow-http", "true",
                "tidemark.callbacks.allow-networks", "127.0.0.0/8"));
        return new ServiceProcess(Path.of(jar), folder, settings, Jvm.OPTIONS);
    }
}
