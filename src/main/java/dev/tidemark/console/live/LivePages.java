package dev.tidemark.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.trial.FilteredLog;
import dev.tidemark.console.event.EventLine;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.tail.EventFeed;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /console/live}. */
@Path("/console/live")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class LivePages {
    private static final int FIRST = 50;

    /**
     * @param mistakes what is wrong with the query, by field
     * @param stream where the page goes on listening; empty where there is a mistake
     * @param note what to know of the first lines
     */
    @CheckedTemplate(basePath = "console/live", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record LivePage(
            LiveQuery asked,
            List<EventLine> lines,
            Map<String, String> mistakes,
            String stream,
            String note,
            List<String> types,
            List<Example> examples)
            implements TemplateInstance {}

    /** A condition to begin with. */
    record Example(String condition, String meaning) {
        static final List<Example> ALL = List.of(
                new Example("data.view.percentage >= 95", "who saw nearly all of it"),
                new Example("data.viewer.email.endsWith('@acme.com')", "the viewers of one company"),
                new Example("type == 'QuizScored' && data.score.percentage < 60", "quizzes that went badly"));

        public String address() {
            return "/console/live?filter=" + URLEncoder.encode(condition, UTF_8);
        }
    }

    @CheckedTemplate(basePath = "console/live", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Rows(List<EventLine> lines) implements TemplateInstance {}

    private final EventStore events;
    private final FilteredLog log;
    private final EventFeed feed;

    LivePages(EventStore events, FilteredLog log, EventFeed feed) {
        this.events = events;
        this.log = log;
        this.feed = feed;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(@Context UriInfo uri) {
        LiveQuery asked = LiveQuery.of(uri.getQueryParameters());
        try {
            return page(asked);
        } catch (ProblemException e) {
            Map<String, String> mistakes = e.problem().errors().stream()
                    .collect(Collectors.toMap(FieldError::field, FieldError::detail, (one, _) -> one));
            return new LivePage(asked, List.of(), mistakes, "", "", types(asked), Example.ALL);
        }
    }

    /** What is shown first ends where the stream begins: all up to the last sequence is committed. */
    private LivePage page(LiveQuery asked) {
        long last = events.lastSequence();
        FilteredLog.Found found = log.before(last + 1, asked.filter(), asked.condition(), FIRST);
        boolean gaveUp = found.events().size() < FIRST && found.next().isPresent();
        return new LivePage(
                asked,
                found.events().stream().map(EventLine::of).toList(),
                Map.of(),
                asked.stream(last),
                gaveUp ? "Of the newest " + FilteredLog.MOST + " events that were looked at." : "",
                types(asked),
                List.of());
    }

    /** All of them, and what the address has if that is none of them, so that the field shows what is asked. */
    private static List<String> types(LiveQuery asked) {
        List<String> known =
                List.of(EventType.values()).stream().map(EventType::shortName).collect(Collectors.toList());
        if (!asked.get("type").isEmpty() && !known.contains(asked.get("type"))) {
            known.add(asked.get("type"));
        }
        return known;
    }

    /**
     * Rows as they come.
     *
     * @param after place in the log to go on from; a browser that comes again says it in the header
     */
    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public void stream(
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context UriInfo uri,
            @Context Sse sse,
            @Context SseEventSink sink,
            @Context HttpServerResponse response) {
        LiveQuery asked = LiveQuery.of(uri.getQueryParameters());
        RowListener listener = new RowListener(asked.filter(), asked.condition(), sse);
        long place = sequence(last).orElseGet(() -> sequence(after).orElseGet(events::lastSequence));
        response.putHeader("X-Accel-Buffering", "no");
        feed.stream(listener, sse, sink).startFrom(place);
    }

    private static OptionalLong sequence(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
