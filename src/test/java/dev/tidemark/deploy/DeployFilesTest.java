package dev.tidemark.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployFilesTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:[?-][^}]*)?}");

    /** What the build writes: the two fast-jars of pom.xml, and the sources for the native compiler. */
    private static final Set<String> BUILT = Set.of("target/quarkus-app-postgresql/", "target/native-sources/");

    /** Quarkus' own and the Kafka client's. */
    private static final Set<String> STANDARD = Set.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_PASSWORD",
            "KAFKA_BOOTSTRAP_SERVERS");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void an_image_is_made_of_what_is_there(String name) {
        Dockerfile file = Dockerfile.read(DEPLOY.resolve(name));
        String app = file.all("ARG").stream()
                .filter(arg -> arg.text().startsWith("APP="))
                .map(arg -> arg.text().substring(4))
                .findFirst()
                .orElse("");
        for (Dockerfile.Instruction copy : file.all("COPY")) {
            if (copy.text().startsWith("--from=")) {
                continue;
            }
            List<String> words = copy.words();
            for (String source : words.subList(0, words.size() - 1)) {
                String path = source.replace("${APP}", app);
                assertThat(Files.exists(Path.of(path)) || BUILT.contains(path))
                        .as(path)
                        .isTrue();
            }
        }
    }

    @Test
    void the_build_writes_the_folders_that_are_copied() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<quarkus.package.output-directory>quarkus-app-postgresql<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void base_images_are_arguments_with_a_default_that_names_no_registry(String name) {
        Dockerfile file = Dockerfile.read(DEPLOY.resolve(name));
        for (Dockerfile.Instruction from : file.all("FROM")) {
            Matcher argument = VARIABLE.matcher(from.words().getFirst());
            assertThat(argument.matches()).as(from.text()).isTrue();
            String image = file.all("ARG").stream()
                    .map(Dockerfile.Instruction::text)
                    .filter(arg -> arg.startsWith(argument.group(1) + "="))
                    .findFirst()
                    .orElseThrow()
                    .split("=", 2)[1];
            assertThat(image).contains(":");
            assertThat(image.split("[/:]")[0]).as(image).doesNotContain(".");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void it_runs_without_root_and_says_how_it_is(String name) {
        Dockerfile file = Dockerfile.read(DEPLOY.resolve(name));
        int user = file.instructions().indexOf(file.last("USER"));
        assertThat(file.last("USER").text()).matches("[1-9]\\d*:\\d+");
        assertThat(user).isLessThan(file.instructions().indexOf(file.last("ENTRYPOINT")));
        assertThat(user).isGreaterThan(file.instructions().indexOf(file.last("FROM")));
        assertThat(file.last("EXPOSE").text()).isEqualTo("8080");
        assertThat(file.last("HEALTHCHECK").text()).contains("health.sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void the_scripts_it_calls_are_in_the_image(String name) {
        Dockerfile file = Dockerfile.read(DEPLOY.resolve(name));
        String copied = String.join(
                " ", file.all("COPY").stream().map(Dockerfile.Instruction::text).toList());
        for (String instruction : List.of("RUN", "HEALTHCHECK")) {
            for (Dockerfile.Instruction call : file.all(instruction)) {
                call.words().stream().filter(word -> word.endsWith(".sh")).forEach(script -> {
                    assertThat(DEPLOY.resolve(script)).exists();
                    assertThat(copied).contains("deploy/" + script);
                });
            }
        }
    }

    @Test
    void the_scripts_are_sound_shell() throws Exception {
        for (String script : List.of("health.sh", "train.sh")) {
            Process check = new ProcessBuilder(
                            "bash", "-n", DEPLOY.resolve(script).toString())
                    .inheritIO()
                    .start();
            assertThat(check.waitFor()).as(script).isZero();
        }
    }

    @Test
    void the_composition_builds_ours_and_waits_for_the_others_to_be_well() throws IOException {
        JsonNode compose = compose();
        JsonNode ours = compose.at("/services/tidemark");
        assertThat(DEPLOY.resolve(ours.at("/build/context").asText())
                        .resolve(ours.at("/build/dockerfile").asText()))
                .exists();
        assertThat(ours.path("ports").get(0).asText()).endsWith(":8080");
        for (String other : List.of("postgres", "kafka")) {
            assertThat(compose.at("/services/" + other + "/healthcheck/test").isArray())
                    .as(other)
                    .isTrue();
            assertThat(ours.at("/depends_on/" + other + "/condition").asText()).isEqualTo("service_healthy");
        }
        compose.path("services")
                .forEach(service -> service.path("volumes")
                        .forEach(volume -> assertThat(compose.path("volumes")
                                        .has(volume.asText().split(":")[0]))
                                .as(volume.asText())
                                .isTrue()));
    }

    @Test
    void what_it_sets_is_known_to_the_service() throws IOException {
        Set<String> known = new TreeSet<>(ConfigKeys.environmentVariables());
        known.addAll(STANDARD);
        Iterable<String> set = () -> {
            try {
                return compose().at("/services/tidemark/environment").fieldNames();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        assertThat(StreamSupport.stream(set.spliterator(), false))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known.stream().anyMatch(name::matches))
                        .as(name)
                        .isTrue());
    }

    @Test
    void every_secret_comes_from_the_environment_with_a_clear_error() throws IOException {
        String example = Files.readString(DEPLOY.resolve(".env.example"));
        Matcher variable = VARIABLE.matcher(Files.readString(DEPLOY.resolve("compose.yaml")));
        int found = 0;
        while (variable.find()) {
            found++;
            assertThat(example).contains(variable.group(1) + "=");
            if (variable.group(1).matches(".*(PASSWORD|KEY|HASH|TOKEN)")) {
                assertThat(variable.group(2)).as(variable.group(1)).startsWith(":?" + variable.group(1));
            }
        }
        assertThat(found).isPositive();
        compose()
                .at("/services")
                .forEach(service -> service.path("environment").properties().forEach(setting -> {
                    if (setting.getKey().matches(".*(PASSWORD|SECRETS_KEY|HASH|TOKEN)")) {
                        assertThat(setting.getValue().asText())
                                .as(setting.getKey())
                                .startsWith("${");
                    }
                }));
    }

    private static JsonNode compose() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(DEPLOY.resolve("compose.yaml").toFile());
    }
}
