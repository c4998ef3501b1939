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
import dev.tidemark.sandbox.wire.Pause;
import dev.tidemark.sandbox.world.World;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
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
    /** Where the API of the stand-in begins. */
    static final String BASE = "/sandbox/api/v1";

    private final Sandbox sandbox;
    private final Guard guard;

    @Inject
    Desk(Sandbox sandbox, Clock clock) {
        this(sandbox, clock, Pause.REAL);
    }

    Desk(Sandbox sandbox, Clock clock, Pause pause) {
        this.sandbox = sandbox;
        this.guard = new Guard(sandbox, clock, pause);
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
                        .orElseGet(() -> Guard.error(
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
                return Guard.error(e.problem().status(), e.problem().detail());
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
        return guard.guarded(authorization, answer);
    }

    private static Response answer(int status, Optional<? extends JsonNode> body) {
        return body.map(json -> Answers.json(status, json)).orElseGet(() -> Guard.error(404, "not found"));
    }
}
