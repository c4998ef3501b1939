package dev.tidemark.mainjob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar without what production needs: it does not start, and says in words what to do. */
class RefusedStartIT {
    private static final String SECRETS_KEY = "-Dtidemark.secrets.key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @TempDir
    Path folder;

    @Test
    void without_a_key_of_the_api_it_says_how_to_make_one() throws Exception {
        String said = refused(SECRETS_KEY);

        assertThat(said).contains("tidemark.api.keys.", "openssl rand", "sha256sum", "tidemark.api.auth=none");
        assertThat(said).doesNotContain("\tat ");
    }

    @Test
    void without_a_key_for_secrets_it_says_how_to_make_one() throws Exception {
        String said = refused("-Dtidemark.api.auth=none");

        assertThat(said).contains("tidemark.secrets.key", "openssl rand -base64 32");
        assertThat(said).doesNotContain("\tat ");
    }

    @Test
    void kafka_without_brokers_is_named() throws Exception {
        String said = refused(SECRETS_KEY, "-Dtidemark.api.auth=none", "-Dtidemark.kafka.enabled=true");

        assertThat(said).contains("kafka.bootstrap.servers");
    }

    @Test
    void a_wrong_address_of_mindstamp_is_named() throws Exception {
        String said = refused(
                SECRETS_KEY,
                "-Dtidemark.api.auth=none",
                "-Dtidemark.mindstamp.url=api.mindstamp.com",
                "-Dtidemark.accounts.acme.token=abc",
                "-Dtidemark.accounts.acme.url=https://api.mindstamp.com/api/v1?x=y");

        assertThat(said)
                .contains(
                        "tidemark.mindstamp.url: ", "tidemark.accounts.acme.url: ", "https://api.mindstamp.com/api/v1");
        assertThat(said).doesNotContain("\tat ");
    }

    private String refused(String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=0"));
        command.addAll(List.of(settings));
        command.addAll(List.of(
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isNotZero();
        return said;
    }
}
