package dev.tidemark.callback.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.guard.Target;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of an authority that is trusted here: only the right one will do; no container. */
@Timeout(30)
class TlsReceiverTest {
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static final Map<String, Optional<String>> BEFORE = new HashMap<>();

    private final Vertx vertx = Vertx.vertx();
    private final CallbackClient client = new CallbackClient(vertx, new CallbackClientTest.Fixed(Optional.empty()));

    @BeforeAll
    static void certificates() throws Exception {
        make("ca", "authority.example", "-ext", "bc:c");
        make("right", "crm.example.com", "-signer", "ca", "-ext", "san=dns:crm.example.com");
        make("other", "crm.example.com", "-signer", "ca", "-ext", "san=dns:other.example.com");
        make("expired", "crm.example.com", "-signer", "ca", "-ext", "san=dns:crm.example.com", "-startdate", "-10d");
        Path certificate = folder.resolve("ca.cer");
        keytool("-exportcert", "-alias", "ca", "-file", certificate.toString(), "-keystore", keys("keys"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                certificate.toString(),
                "-keystore",
                keys("trust"));
        trust(TRUST, keys("trust"));
        trust(TRUST + "Password", PASSWORD);
    }

    @AfterAll
    static void trustAsBefore() {
        BEFORE.forEach((property, value) -> value.ifPresentOrElse(
                before -> System.setProperty(property, before), () -> System.clearProperty(property)));
    }

    private static void trust(String property, String value) {
        BEFORE.put(property, Optional.ofNullable(System.getProperty(property)));
        System.setProperty(property, value);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Dialled by its address, known by its name. */
    @Test
    void the_certificate_of_the_name_is_taken_whatever_address_is_dialled() throws Exception {
        AttemptResult result = post("right");
        assertThat(result.status()).as(result.toString()).contains(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "expired"})
    void the_certificate_of_another_name_or_time_is_a_tls_failure(String certificate) throws Exception {
        AttemptResult result = post(certificate);
        assertThat(result.error()).as(result.toString()).contains(ErrorClass.TLS);
        assertThat(result.status()).isEmpty();
    }

    private AttemptResult post(String certificate) throws Exception {
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(keys("keys"))
                                .setPassword(PASSWORD)
                                .setAlias(certificate)))
                .requestHandler(request -> request.response().end("ok"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        Target.Vetted target = new Target.Vetted(
                URI.create("https://crm.example.com:" + port + "/hook"),
                "crm.example.com",
                port,
                List.of(InetAddress.ofLiteral("127.0.0.1")));
        byte[] body = "{}".getBytes(ISO_8859_1);
        return client.post(target, 1, MultiMap.caseInsensitiveMultiMap(), body, Duration.ofSeconds(20));
    }

    private static void make(String alias, String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + name, "-validity", "2"));
        command.addAll(List.of(more));
        command.addAll(List.of("-keystore", keys("keys")));
        keytool(command.toArray(String[]::new));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static String keys(String store) {
        return folder.resolve(store + ".p12").toString();
    }
}
