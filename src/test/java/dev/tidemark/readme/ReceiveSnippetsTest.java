package dev.tidemark.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.signing.WebhookSigner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The snippets that verify a signature, in each language that is at hand, against what Tidemark signs. */
class ReceiveSnippetsTest {
    private static final SigningSecret OURS = SigningSecret.create(SignatureScheme.V1);
    private static final SigningSecret OTHER = SigningSecret.create(SignatureScheme.V1);
    private static final SigningSecret KEY_PAIR = SigningSecret.create(SignatureScheme.V1A);
    private static final String ID = "evt_0f3k9";
    private static final byte[] BODY = "{\"id\": \"evt_0f3k9\", \"data\": {}}".getBytes(UTF_8);
    private static final byte[] NAMES = "{\"name\": \"Zoë 🚀\",\r\n\t\"city\": \"Łódź\"}".getBytes(UTF_8);
    private static final byte[] NO_TEXT = {'{', (byte) 0xFF, 0, (byte) 0xC3, '}'};
    private static final Clock CLOCK = Clock.systemUTC();

    private static final Map<String, Snippet> SNIPPETS = new LinkedHashMap<>();

    /** A language that is not at hand is no case. */
    @BeforeAll
    static void prepare(@TempDir Path folder) throws Exception {
        SNIPPETS.put("Java", JavaSnippet.compile(folder));
        if (ScriptSnippet.isAtHand("node")) {
            SNIPPETS.put("Node", ScriptSnippet.node(folder));
        }
        if (ScriptSnippet.isAtHand("python3")) {
            SNIPPETS.put("Python", ScriptSnippet.python(folder));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void what_is_signed_is_accepted(Snippet snippet, Received request) throws Exception {
        assertThat(snippet.accepts(request)).isTrue();
    }

    static Stream<Arguments> what_is_signed_is_accepted() {
        return inEachLanguage(Map.of(
                "a request", signed(Duration.ZERO, BODY, OURS),
                "a body beyond ASCII", signed(Duration.ZERO, NAMES, OURS),
                "a body that is no text", signed(Duration.ZERO, NO_TEXT, OURS),
                "an empty body", signed(Duration.ZERO, new byte[0], OURS),
                "the first of two secrets", signed(Duration.ZERO, BODY, OURS, OTHER),
                "the second of two secrets", signed(Duration.ZERO, BODY, OTHER, OURS),
                "a secret after a key of the other scheme", signed(Duration.ZERO, BODY, KEY_PAIR, OURS),
                "four minutes old", signed(Duration.ofMinutes(-4), BODY, OURS),
                "four minutes ahead", signed(Duration.ofMinutes(4), BODY, OURS)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void anything_else_is_refused(Snippet snippet, Received request) throws Exception {
        assertThat(snippet.accepts(request)).isFalse();
    }

    static Stream<Arguments> anything_else_is_refused() {
        Received good = signed(Duration.ZERO, BODY, OURS);
        String signature = String.valueOf(good.signatures());
        return inEachLanguage(Map.ofEntries(
                Map.entry("six minutes old", signed(Duration.ofMinutes(-6), BODY, OURS)),
                Map.entry("six minutes ahead", signed(Duration.ofMinutes(6), BODY, OURS)),
                Map.entry("signed for somebody else", signed(Duration.ZERO, BODY, OTHER)),
                Map.entry("another secret", good.withSecret(OTHER.text())),
                Map.entry("a changed body", good.withBody(NAMES)),
                Map.entry("a body with a space more", good.withBody((new String(BODY, UTF_8) + " ").getBytes(UTF_8))),
                Map.entry("another id", good.withId("evt_1")),
                Map.entry("another time", good.withTimestamp(time(Duration.ofSeconds(-30)))),
                Map.entry("no id", good.withId(null)),
                Map.entry("no time", good.withTimestamp(null)),
                Map.entry("a time that is none", good.withTimestamp("soon")),
                Map.entry("no signature", good.withSignatures(null)),
                Map.entry("an empty signature", good.withSignatures("")),
                Map.entry("half a signature", good.withSignatures(signature.substring(0, 20))),
                Map.entry("a signature of another scheme", good.withSignatures(signature.replace("v1,", "v1a,"))),
                Map.entry("a signature of strange letters", good.withSignatures("v1,ÄÖÜ= 🦊")),
                Map.entry("a key of the other scheme alone", signed(Duration.ZERO, BODY, KEY_PAIR))));
    }

    @ParameterizedTest
    @MethodSource
    void each_filter_can_be_saved(String filter) {
        assertThat(Filter.check(filter)).isEmpty();
    }

    static Stream<String> each_filter_can_be_saved() {
        return Readme.block("cel").lines();
    }

    private static Stream<Arguments> inEachLanguage(Map<String, Received> requests) {
        return SNIPPETS.entrySet().stream()
                .flatMap(language -> requests.entrySet().stream()
                        .map(request -> Arguments.of(
                                Named.of(language.getKey(), language.getValue()),
                                Named.of(request.getKey(), request.getValue()))));
    }

    /** @param secrets in the order of the header; the receiver has ours */
    private static Received signed(Duration fromNow, byte[] body, SigningSecret... secrets) {
        String time = time(fromNow);
        String signatures = WebhookSigner.sign(List.of(secrets), ID, Long.parseLong(time), body);
        return new Received(OURS.text(), ID, time, signatures, body);
    }

    private static String time(Duration fromNow) {
        Instant time = CLOCK.instant().plus(fromNow);
        return Long.toString(time.getEpochSecond());
    }
}
