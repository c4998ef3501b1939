package dev.tidemark.console;

import dev.tidemark.mainjob.ServiceProcess;
import dev.tidemark.testing.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The packaged H2 service with the sandbox and a broker, as {@code quarkus:dev} has them; one for all console tests. */
final class RunningConsole {
    private static final String KEY = "ZGV2IG9ubHkgZGV2IG9ubHkgZGV2IG9ubHkgZGV2ISE=";
    static final String INBOX_SECRET = "whsec_ZGV2IG9ubHkgc2VjcmV0IG9mIHRoZSBpbmJveCEhISE=";

    private static ServiceProcess open;
    private static ServiceProcess locked;

    private RunningConsole() {}

    /** Everyone may call, as in dev mode. */
    static synchronized ServiceProcess open() {
        if (open == null) {
            open = start("open", Map.of("tidemark.api.auth", "none"));
        }
        return open;
    }

    /**
     * Keys are asked for.
     *
     * @param settings the keys
     */
    static synchronized ServiceProcess locked(Map<String, String> settings) {
        if (locked == null) {
            locked = start("locked", settings);
        }
        return locked;
    }

    /** One more, for a test class that ends it. */
    static ServiceProcess start(String name, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "tidemark.secrets.key", KEY,
                "tidemark.sandbox.enabled", "true",
                "tidemark.sandbox.speed", "12",
                "tidemark.sandbox.inbox-secret", INBOX_SECRET,
                "tidemark.callbacks.allow-http", "true",
                "tidemark.callbacks.allow-networks", "127.0.0.0/8",
                "tidemark.views.quiet-after", "1m",
                "kafka.bootstrap.servers", Broker.shared().bootstrapServers()));
        settings.put("tidemark.accounts.sandbox.name", "Mindstamp sandbox");
        settings.put("tidemark.accounts.sandbox.url", "http://127.0.0.1:${quarkus.http.port}/sandbox/api/v1");
        settings.put("tidemark.accounts.sandbox.token", "sandbox-token");
        settings.putAll(more);
        ServiceProcess service =
                new ServiceProcess(Path.of("target/quarkus-app/quarkus-run.jar"), folder(name), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        return service;
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory("tidemark-console-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
