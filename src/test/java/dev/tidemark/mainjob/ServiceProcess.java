package dev.tidemark.mainjob;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A packaged jar as a process of its own, as an operator runs it; can be killed and started again. */
public final class ServiceProcess implements AutoCloseable {
    private static final Random RANDOM = new Random();

    private final Path jar;
    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> jvmOptions;
    private final int port;
    private Process process;

    /** @param folder where it runs and keeps its files */
    public ServiceProcess(Path jar, Path folder, Map<String, String> settings) {
        this(jar, folder, settings, List.of());
    }

    /** @param jvmOptions besides those that every test's service is started with; the later of two holds */
    public ServiceProcess(Path jar, Path folder, Map<String, String> settings, List<String> jvmOptions) {
        this.jar = jar.toAbsolutePath();
        this.folder = folder;
        this.settings = settings;
        this.jvmOptions = jvmOptions;
        this.port = freePort();
        start();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port));
        command.addAll(jvmOptions);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        try {
            Files.createDirectories(folder);
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("service.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the service to be ready, see " + folder.resolve("service.log"))
                .atMost(Duration.ofSeconds(90))
                .until(this::isReady);
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("service.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the service ended, see " + folder.resolve("service.log"));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Below the range that the system hands out, or another socket might take it while the service is away; {@code
     * Broker} takes its own from above these.
     */
    private static int freePort() {
        while (true) {
            int port = 10_000 + RANDOM.nextInt(8_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken: another
            }
        }
    }
}
