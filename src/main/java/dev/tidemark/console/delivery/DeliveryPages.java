package dev.tidemark.console.delivery;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryFilterText;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/deliveries}. */
@Path("/console/deliveries")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class DeliveryPages {
    private static final int ROWS = 50;
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    /** @param next address of the next page; empty on the last */
    @CheckedTemplate(basePath = "console/delivery", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Deliveries(Asked asked, List<DeliveryLine> lines, String mistake, String next, Choices choices)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/delivery", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DeliveryPage(DeliveryLine line, List<Try> tries, Sent sent) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/delivery", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Tries(DeliveryLine line, List<Try> tries) implements TemplateInstance {}

    /** What the fields of the search offer. */
    record Choices(DeliveryState[] states, EventType[] types, ErrorClass[] errors) {
        static final Choices ALL = new Choices(DeliveryState.values(), EventType.values(), ErrorClass.values());
    }

    private final DeliveryStore deliveries;
    private final SentBody bodies;

    DeliveryPages(DeliveryStore deliveries, SentBody bodies) {
        this.deliveries = deliveries;
        this.bodies = bodies;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@Context UriInfo uri) {
        Asked asked = Asked.of(uri.getQueryParameters());
        try {
            return page(asked);
        } catch (ProblemException e) {
            return new Deliveries(asked, List.of(), e.problem().detail(), "", Choices.ALL);
        }
    }

    private Deliveries page(Asked asked) {
        DeliveryFilter filter = DeliveryFilterText.read(name -> Optional.of(asked.get(name)));
        Place place = DeliveryFilterText.place(Optional.of(asked.get("after")));
        List<Delivery> found = deliveries.after(place, filter, ROWS + 1);
        boolean more = found.size() > ROWS;
        List<Delivery> shown = more ? found.subList(0, ROWS) : found;
        return new Deliveries(
                asked,
                shown.stream().map(DeliveryLine::of).toList(),
                "",
                more ? asked.address(DeliveryFilterText.cursor(shown.getLast())) : "",
                Choices.ALL);
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id) {
        Delivery delivery = known(id);
        return new DeliveryPage(DeliveryLine.of(delivery), tries(delivery), bodies.of(delivery));
    }

    /** The part that changes while it is looked at. */
    @GET
    @Path("{id}/tries")
    @Operation(hidden = true)
    public TemplateInstance tries(@PathParam("id") String id) {
        Delivery delivery = known(id);
        return new Tries(DeliveryLine.of(delivery), tries(delivery));
    }

    private List<Try> tries(Delivery delivery) {
        return deliveries.attempts(delivery.id()).reversed().stream()
                .map(Try::of)
                .toList();
    }

    private Delivery known(String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> deliveries.find(Long.parseLong(text)))
                .orElseThrow(() -> new ProblemException(Problem.notFound("delivery", id)));
    }
}
