package dev.tidemark.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.callback.trial.WhyNot;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/events/{id}}. */
@Path("/console/events/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class EventPages {
    /**
     * @param facts what it tells beside the line: reason and advice of an event for operators
     * @param earlier id of the event before of the same subject; empty when this is the first
     * @param later likewise
     * @param document as people read it
     * @param subscriptions those for which a command can be written
     */
    @CheckedTemplate(basePath = "console/event", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record EventPage(
            EventLine line,
            String subject,
            List<Change> changes,
            List<String> facts,
            String earlier,
            String later,
            String document,
            Whereabouts.Went went,
            List<String> subscriptions)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/event", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Went(EventLine line, Whereabouts.Went went) implements TemplateInstance {}

    /** @param until a moment after the change, so that a replay of the time between is of nothing else */
    @CheckedTemplate(basePath = "console/event", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Others(EventLine line, WhyNot.Answers others, Instant until) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/event", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Curl(SignedRequest.Command command) implements TemplateInstance {}

    private final EventStore events;
    private final Subscriptions subscriptions;
    private final Whereabouts whereabouts;
    private final WhyNot whyNot;
    private final SignedRequest requests;

    EventPages(
            EventStore events,
            Subscriptions subscriptions,
            Whereabouts whereabouts,
            WhyNot whyNot,
            SignedRequest requests) {
        this.events = events;
        this.subscriptions = subscriptions;
        this.whereabouts = whereabouts;
        this.whyNot = whyNot;
        this.requests = requests;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(@PathParam("id") String id) {
        StoredEvent event = known(id);
        JsonNode document = Json.read(event.document());
        JsonNode data = document.path("data");
        return new EventPage(
                EventLine.of(event),
                event.subject(),
                Change.of(data),
                Stream.of("reason", "advice")
                        .map(name -> data.path(name).asText(""))
                        .filter(text -> !text.isEmpty())
                        .toList(),
                events.earlierOf(event).orElse(""),
                events.laterOf(event).orElse(""),
                document.toPrettyString(),
                whereabouts.of(event, data),
                subscriptions.after("", WhyNot.MOST).stream()
                        .map(Subscription::id)
                        .toList());
    }

    /** The part that changes while it is looked at. */
    @GET
    @Path("went")
    @Operation(hidden = true)
    public TemplateInstance went(@PathParam("id") String id) {
        StoredEvent event = known(id);
        return new Went(
                EventLine.of(event),
                whereabouts.of(event, Json.read(event.document()).path("data")));
    }

    /** Who did not get it, and why: filters are evaluated for that, so it comes after the page. */
    @GET
    @Path("others")
    @Operation(hidden = true)
    public TemplateInstance others(@PathParam("id") String id) {
        StoredEvent event = known(id);
        return new Others(
                EventLine.of(event),
                whyNot.of(event, whereabouts.subscriptions(event)),
                event.time().plus(1, ChronoUnit.MICROS));
    }

    /** Signs, so it is asked for by name and never stands in the page. */
    @GET
    @Path("curl")
    @RolesAllowed("secrets")
    @Operation(hidden = true)
    public TemplateInstance curl(
            @PathParam("id") String id, @QueryParam("subscription") @DefaultValue("") String subscription) {
        return new Curl(requests.of(known(id), subscription));
    }

    private StoredEvent known(String id) {
        return events.byId(id).orElseThrow(() -> new ProblemException(Problem.notFound("event", id)));
    }
}
