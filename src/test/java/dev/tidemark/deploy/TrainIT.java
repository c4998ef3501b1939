package dev.tidemark.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Dockerfile.jvm} does with the packaged apps while an image is built, without the image. */
class TrainIT {
    @TempDir
    Path image;

    @ParameterizedTest
    @ValueSource(strings = {"quarkus-app", "quarkus-app-postgresql"})
    void the_cache_is_trained_without_a_database(String app) throws Exception {
        copy(Path.of("target", app), image);
        Files.copy(Path.of("deploy/health.sh"), image.resolve("health.sh"));
        Files.copy(Path.of("deploy/train.sh"), image.resolve("train.sh"));

        ProcessBuilder training =
                new ProcessBuilder("bash", "train.sh").directory(image.toFile()).redirectErrorStream(true);
        Map<String, String> environment = training.environment();
        environment.put("APP", app);
        // How well the code is compiled is not asked here, and takes most of the time.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + environment.get("PATH"));
        Process process = training.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(image.resolve("app.aot")).isNotEmptyFile();
        assertThat(image.resolve("data")).doesNotExist();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
