package dev.tidemark.sandbox.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.ListLook;
import dev.tidemark.sandbox.quirk.Luck;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.RowLook;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.quirk.Switches.OverLimit;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.shelf.Shelf;
import dev.tidemark.sandbox.wire.Answers;
import dev.tidemark.sandbox.wire.BrokenLine;
import dev.tidemark.sandbox.wire.Drip;
import dev.tidemark.sandbox.wire.Pause;
import dev.tidemark.sandbox.world.World;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where every call comes by: token, call limit, then the answer in the shape of the real service. Error bodies are not
 * public; ours are {@code {"error": …}}.
 */
@ApplicationScoped
class Desk {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String BEARER = "Bearer ";

    /** Where the API of the stand-in begins. */
    static final String BASE = "/sandbox/api/v1";

    private final Sandbox sandbox;
    private final Clock clock;
    private final Pause pause;

    @Inject
    Desk(Sandbox sandbox, Clock clock) {
        this(sandbox, clock, Pause.REAL);
    }

    Desk(Sandbox sandbox, Clock clock, Pause pause) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.pause = pause;
    }

    /** The rows to list, in the order of their creation; empty where the path's id is unknown. */
    @FunctionalInterface
    interface Listing {
        Optional<? extends List<? extends Row>> rows(World world);
    }

    /** A list that obeys limit and offset. */
    Response page(@Nullable String authorization, @Nullable String limit, @Nullable String offset, Listing listing) {
        OverLimit overLimit = sandbox.quirks().get(Switches.OVER_LIMIT);
        return list(authorization, Paging.parse(limit, offset, overLimit), listing);
    }

    /** A list that comes whole, whatever limit and offset say. */
    Response whole(@Nullable String authorization, Listing listing) {
        return list(authorization, Optional.of(Paging.ALL), listing);
    }

    /** The list of videos or viewers. */
    Response wholeOrPage(
            @Nullable String authorization, @Nullable String limit, @Nullable String offset, Listing listing) {
        return switch (sandbox.quirks().get(Switches.VIDEOS_AND_VIEWERS)) {
            case WHOLE -> whole(authorization, listing);
            case PAGED -> page(authorization, limit, offset, listing);
        };
    }

    Response one(@Nullable String authorization, Function<World, Optional<? extends Row>> question) {
        return document(authorization, world -> question.apply(world).map(this::look));
    }

    Response document(@Nullable String authorization, Function<World, Optional<? extends JsonNode>> question) {
        return guarded(authorization, luck -> answer(200, seen(luck, question)));
    }

    private Response list(@Nullable String authorization, Optional<Paging> asked, Listing listing) {
        return guarded(
                authorization,
                luck -> asked.map(paging -> answer(
                                200,
                                seen(luck, world -> listing.rows(world).flatMap(rows -> listed(rows, paging, luck)))))
                        .orElseGet(() -> error(
                                422,
                                "limit and offset must be whole numbers of at least 0; where a limit"
                                        + " over 100 is refused, limit must be at most 100")));
    }

    private Optional<JsonNode> listed(List<? extends Row> rows, Paging paging, Luck luck) {
        Quirks quirks = sandbox.quirks();
        List<Row> ordered = Shelf.of(rows).in(quirks.get(Switches.ORDER), luck.shuffle());
        int there = Math.clamp((long) ordered.size() - paging.offset(), 0, paging.limit());
        int limit = paging.limit();
        if (luck.filled().isPresent() && there > 1) {
            sandbox.dealt(Faults.Kind.SHORT_PAGE);
            limit = 1 + (int) (luck.filled().get() * (there - 1));
        }
        RowLook look = new RowLook(quirks);
        return new ListLook(quirks)
                .page(ordered.size(), place -> look.apply(ordered.get(place).json()), paging.offset(), limit);
    }

    private ObjectNode look(Row row) {
        return new RowLook(sandbox.quirks()).apply(row.json());
    }

    private <T> T seen(Luck luck, Function<World, T> question) {
        if (luck.stale().isPresent()) {
            sandbox.dealt(Faults.Kind.STALE);
            return sandbox.lookBack(luck.stale().get(), question);
        }
        return sandbox.look(question);
    }

    /** A write, as a whole or not at all; empty where the path's id is unknown. */
    @FunctionalInterface
    interface Change {
        /** @throws ProblemException naming the field of the form that is wrong */
        Optional<? extends Row> apply(World world, ObjectNode form);
    }

    /** Answers 201 with what was made. */
    Response create(@Nullable String authorization, byte @Nullable [] body, BiFunction<World, ObjectNode, Row> making) {
        return write(authorization, 201, body, (world, form) -> Optional.of(making.apply(world, form)));
    }

    /** Answers 200 with what was changed. */
    Response change(@Nullable String authorization, byte @Nullable [] body, Change change) {
        return write(authorization, 200, body, change);
    }

    private Response write(@Nullable String authorization, int done, byte @Nullable [] body, Change change) {
        return guarded(authorization, _ -> {
            try {
                ObjectNode form = form(body);
                return answer(
                        done, sandbox.look(world -> change.apply(world, form).map(this::look)));
            } catch (ProblemException e) {
                return error(e.problem().status(), e.problem().detail());
            }
        });
    }

    private static ObjectNode form(byte @Nullable [] body) {
        try {
            return Json.readObject(body == null ? new byte[0] : body);
        } catch (UncheckedIOException _) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
    }

    private Response guarded(@Nullable String authorization, Function<Luck, Response> answer) {
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

    private static Response answer(int status, Optional<? extends JsonNode> body) {
        return body.map(json -> Answers.json(status, json)).orElseGet(() -> error(404, "not found"));
    }

    private static Response error(int status, String text) {
        return Answers.json(status, Json.object().put("error", text));
    }
}
