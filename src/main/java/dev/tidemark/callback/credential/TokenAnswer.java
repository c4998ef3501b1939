package dev.tidemark.callback.credential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.platform.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a token endpoint said (RFC 6749 §5.1, §5.2). Of its words only the error codes of the standard are repeated: any
 * other text of it may hold what it was sent.
 */
sealed interface TokenAnswer {
    /** After a failure the endpoint is left alone for so long. */
    Duration PAUSE = Duration.ofSeconds(5);

    /** @param usableFor how long it is sent, which is a little less than it is good for */
    record Token(String value, Duration usableFor) implements TokenAnswer {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    record Failed(String why) implements TokenAnswer {}

    /** Some servers do not say how long a token is good for. */
    long STANDARD_SECONDS = 300;

    long MOST_SECONDS = Duration.ofDays(1).toSeconds();
    long MARGIN_MILLIS = 30_000;
    int LONGEST_TOKEN = 6000;
    Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    Set<String> CODES = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "invalid_target",
            "access_denied",
            "server_error",
            "temporarily_unavailable");

    static TokenAnswer of(AttemptResult result) {
        return switch (result) {
            // What is not HTTP is quoted in the reason, and may be anything.
            case AttemptResult.Failed failed
            when failed.kind() == ErrorClass.PROTOCOL -> new Failed("the token endpoint does not speak HTTP");
            case AttemptResult.Failed failed -> new Failed("the token endpoint cannot be used: " + failed.why());
            case AttemptResult.Answered answered when !answered.success() -> refused(answered);
            case AttemptResult.Answered answered -> read(answered.body());
        };
    }

    private static TokenAnswer refused(AttemptResult.Answered answered) {
        String code = json(answered.body())
                .map(json -> json.path("error").asText())
                .filter(CODES::contains)
                .map(known -> " " + known)
                .orElse("");
        return new Failed("the token endpoint answered " + answered.code() + code);
    }

    private static TokenAnswer read(CapturedBody body) {
        if (body.cut()) {
            return new Failed("the token endpoint's answer is longer than " + body.bytes().length + " bytes");
        }
        return json(body)
                .map(TokenAnswer::read)
                .orElseGet(() -> new Failed("the token endpoint's answer is not a JSON object"));
    }

    private static TokenAnswer read(JsonNode json) {
        JsonNode token = json.path("access_token");
        String type = json.path("token_type").asText("");
        if (!token.isTextual() || !VISIBLE.matcher(token.textValue()).matches()) {
            return new Failed("the token endpoint's answer has no usable access_token");
        }
        if (token.textValue().length() > LONGEST_TOKEN) {
            return new Failed("the token endpoint's access_token is longer than " + LONGEST_TOKEN + " characters");
        }
        // Some servers leave the type out, although it is required.
        if (!type.isEmpty() && !type.equalsIgnoreCase("bearer")) {
            return new Failed("the token endpoint's token_type is not bearer");
        }
        return new Token(token.textValue(), usableFor(json.path("expires_in")));
    }

    /** A number, as text too; ends 30 s before its end, or a tenth of its time where that is less. */
    private static Duration usableFor(JsonNode expires) {
        long seconds = Math.clamp(expires.asLong(STANDARD_SECONDS), 1, MOST_SECONDS);
        long millis = seconds * 1000;
        return Duration.ofMillis(millis - Math.min(MARGIN_MILLIS, millis / 10));
    }

    private static Optional<JsonNode> json(CapturedBody body) {
        try {
            return Optional.of(Json.readObject(body.bytes()));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
