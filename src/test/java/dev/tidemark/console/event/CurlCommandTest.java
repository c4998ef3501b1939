package dev.tidemark.console.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a shell reads it; curl itself is replaced by a function that hands on what it is given. */
class CurlCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"it's 100% $HOME `id` \\\\n !! \\\"quoted\\\"\"}",
                "@/etc/passwd",
                "ends with lines\n\n",
                "line\r\nand\ttab",
                "🦊 Zoë",
                "-n",
                ""
            })
    void the_body_arrives_byte_for_byte(String body) throws Exception {
        String command =
                CurlCommand.write("https://acme.example/hook", Map.of("a", "b").entrySet(), body.getBytes(UTF_8));

        assertThat(sh("curl() { cat; }\n" + command)).isEqualTo(body);
    }

    @Test
    void a_long_body_is_no_argument_of_a_program() throws Exception {
        String body = "x".repeat(300_000);
        String command =
                CurlCommand.write("https://acme.example/hook", Map.of("a", "b").entrySet(), body.getBytes(UTF_8));

        assertThat(sh("curl() { cat; }\n" + command)).isEqualTo(body);
    }

    @Test
    void address_and_headers_are_single_words() throws Exception {
        String command = CurlCommand.write(
                "https://acme.example/hook?a=1&b='2' $(id)",
                Map.of("x-tenant", "it's; rm").entrySet(),
                new byte[0]);

        assertThat(sh("curl() { printf '<%s>\\n' \"$@\"; }\n" + command).lines())
                .containsExactly(
                        "<-i>",
                        "<https://acme.example/hook?a=1&b='2' $(id)>",
                        "<-H>",
                        "<x-tenant: it's; rm>",
                        "<--data-binary>",
                        "<@->");
    }

    private static String sh(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write((script + "\n").getBytes(UTF_8));
        }
        String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).isZero();
        return out;
    }
}
