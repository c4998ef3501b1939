package dev.tidemark.sandbox.calls;

import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Luck;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.wire.Answers;
import dev.tidemark.sandbox.wire.BrokenLine;
import dev.tidemark.sandbox.wire.Drip;
import dev.tidemark.sandbox.wire.Pause;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who may pass, and what happens to the answers on their way: token, call limit, faults. */
final class Guard {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String BEARER = "Bearer ";

    private final Sandbox sandbox;
    private final Clock clock;
    private final Pause pause;

    Guard(Sandbox sandbox, Clock clock, Pause pause) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.pause = pause;
    }

    Response guarded(@Nullable String authorization, Function<Luck, Response> answer) {
        ResponseBuilder response;
        if (!authorized(authorization)) {
            sandbox.unauthorized();
            response = Response.fromResponse(error(401, "not authorized"));
        } else if (!sandbox.admit()) {
            response = refused();
        } else {
            response = answered(sandbox.luck(), answer);
        }
        int skew = sandbox.quirks().get(Faults.DATE_SKEW_SECONDS);
        return response.header("Date", HTTP_DATE.format(clock.instant().plusSeconds(skew)))
                .build();
    }

    private ResponseBuilder refused() {
        Instant free = sandbox.freeAt();
        long seconds = (Duration.between(clock.instant(), free).toMillis() + 999) / 1_000;
        Response plain = error(503, "rate limit exceeded");
        return switch (sandbox.quirks().get(Switches.THROTTLING)) {
            case PLAIN_503 -> Response.fromResponse(plain);
            case SECONDS_503 -> Response.fromResponse(plain).header("Retry-After", seconds);
            // A date is cut to whole seconds: one more, or the next call comes too early.
            case DATE_503 -> Response.fromResponse(plain).header("Retry-After", HTTP_DATE.format(free.plusMillis(999)));
            case SECONDS_429 ->
                Response.fromResponse(error(429, "rate limit exceeded")).header("Retry-After", seconds);
        };
    }

    /** The answer, and what happens to it on its way; a timeout comes after the work is done. */
    private ResponseBuilder answered(Luck luck, Function<Luck, Response> answer) {
        if (luck.error().isPresent()) {
            sandbox.dealt(Faults.Kind.ERROR);
            return Response.fromResponse(error(luck.error().get(), "something went wrong"));
        }
        Response done = answer.apply(luck);
        Quirks quirks = sandbox.quirks();
        if (luck.timeout()) {
            sandbox.dealt(Faults.Kind.TIMEOUT);
            pause.hold(Duration.ofSeconds(quirks.get(Faults.TIMEOUT_SECONDS)));
            throw new BrokenLine();
        }
        byte[] body = (byte[]) done.getEntity();
        if (luck.truncated()) {
            sandbox.dealt(Faults.Kind.TRUNCATED);
            body = Arrays.copyOf(body, body.length / 2);
        }
        return Response.fromResponse(done).entity(luck.slow() ? slow(body, quirks) : body);
    }

    private Object slow(byte[] body, Quirks quirks) {
        sandbox.dealt(Faults.Kind.SLOW);
        Duration taken = Duration.ofMillis(quirks.get(Faults.SLOW_MS));
        return switch (quirks.get(Faults.SLOWNESS)) {
            case DELAYED -> {
                pause.hold(taken);
                yield body;
            }
            case DRIPPING -> new Drip(body, taken, pause);
        };
    }

    private boolean authorized(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && sandbox.accepts(authorization.substring(BEARER.length()).trim());
    }

    static Response error(int status, String text) {
        return Answers.json(status, Json.object().put("error", text));
    }
}
