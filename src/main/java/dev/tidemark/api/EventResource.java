package dev.tidemark.api;

import dev.tidemark.callback.trial.FilteredLog;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.outbox.tail.EventFeed;
import dev.tidemark.outbox.tail.Listener;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The event log: every item is the canonical document as it was stored. */
@Path("/api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Events")
class EventResource {
    private final EventStore events;
    private final FilteredLog log;
    private final EventFeed feed;

    EventResource(EventStore events, FilteredLog log, EventFeed feed) {
        this.events = events;
        this.log = log;
        this.feed = feed;
    }

    @GET
    @RolesAllowed("read")
    @Operation(
            summary = "The event log, newest first",
            description = "With a filter one call looks at " + FilteredLog.MOST
                    + " events at most: a page may have fewer items than its limit, or none, and a next all the same.")
    @APIResponse(responseCode = "422", description = "The filter cannot be used; the problem says where it is wrong")
    public Page<RawJson> list(
            @BeanParam EventQuery query,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        FilteredLog.Found found = log.before(
                sequence(after),
                query.wanted(),
                query.condition(),
                Limit.of(limit).value());
        return new Page<>(
                found.events().stream()
                        .map(event -> RawJson.of(event.document()))
                        .toList(),
                found.next().isPresent() ? Long.toString(found.next().getAsLong()) : null);
    }

    @GET
    @Path("{id}")
    @RolesAllowed("read")
    @Operation(summary = "One event: its canonical document")
    public byte[] one(@PathParam("id") String id) {
        return events.byId(id)
                .map(StoredEvent::document)
                .orElseThrow(() -> new ProblemException(Problem.notFound("event", id)));
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed("read")
    @Operation(summary = "Events as they come (server-sent events); resumes after Last-Event-ID")
    @APIResponse(responseCode = "422", description = "The filter cannot be used; the problem says where it is wrong")
    public void stream(
            @BeanParam EventQuery query,
            @HeaderParam("Last-Event-ID") @Nullable String header,
            @QueryParam("lastEventId") @Nullable String parameter,
            @Context Sse sse,
            @Context SseEventSink sink,
            @Context HttpServerResponse response) {
        Listener listener = new DocumentListener(query.wanted(), query.condition(), sse);
        long position = feed.position(header == null ? parameter : header);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
        feed.stream(listener, sse, sink).startFrom(position);
    }

    private static long sequence(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    Problem.badRequest("after", "must be what an earlier page gave as 'next', not '" + after + "'"));
        }
    }
}
