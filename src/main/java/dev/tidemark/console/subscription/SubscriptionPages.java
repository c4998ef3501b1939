package dev.tidemark.console.subscription;

import dev.tidemark.callback.history.BacklogStore;
import dev.tidemark.callback.history.BacklogStore.Backlog;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.meter.CallbackMeters;
import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replays;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.pulse.Beat;
import dev.tidemark.platform.pulse.PulseHistory;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /console/subscriptions}. */
@Path("/console/subscriptions")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class SubscriptionPages {
    private static final int ROWS = 50;
    private static final int RECENT = 8;

    private final Subscriptions subscriptions;
    private final DeliveryStore deliveries;
    private final BacklogStore backlogs;
    private final Replays replays;
    private final PulseHistory pulse;
    private final Clock clock;

    SubscriptionPages(
            Subscriptions subscriptions,
            DeliveryStore deliveries,
            BacklogStore backlogs,
            Replays replays,
            PulseHistory pulse,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.backlogs = backlogs;
        this.replays = replays;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** @param next id after which the next page begins; empty on the last */
    @CheckedTemplate(basePath = "console/subscription", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SubscriptionList(List<SubscriptionLine> lines, String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/subscription", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SubscriptionPage(
            SubscriptionLine line, FormValues form, List<Delivery> recent, List<ReplayLine> jobs, List<EventType> types)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/subscription", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Standing(SubscriptionLine line) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/subscription", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Recent(SubscriptionLine line, List<Delivery> recent) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/subscription", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ReplayJobs(SubscriptionLine line, List<ReplayLine> jobs) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/subscription", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SubscriptionForm(FormValues form) implements TemplateInstance {}

    /** A replay and how far it is. */
    record ReplayLine(Replay replay) {
        public String tone() {
            return switch (replay.state()) {
                case COUNTING, RUNNING -> "accent";
                case DONE -> "good";
                case CANCELLED -> "";
            };
        }

        /** What is behind it, in deliveries. */
        public long done() {
            return replay.made() + replay.skipped();
        }
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("after") @DefaultValue("") String after) {
        List<Subscription> found = subscriptions.after(after, ROWS + 1);
        List<Subscription> shown = found.subList(0, Math.min(ROWS, found.size()));
        return new SubscriptionList(
                lines(shown), found.size() > ROWS ? shown.getLast().id() : "");
    }

    @GET
    @Path("new")
    @RolesAllowed("manage")
    @Operation(hidden = true)
    public TemplateInstance blank(@QueryParam("types") List<String> types, @QueryParam("url") @Nullable String url) {
        return new SubscriptionForm(FormValues.blank(types, Optional.ofNullable(url)));
    }

    @GET
    @Path("{id}/edit")
    @RolesAllowed("manage")
    @Operation(hidden = true)
    public TemplateInstance edit(@PathParam("id") String id) {
        return new SubscriptionForm(new FormValues(known(id).toDraft(), false));
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id) {
        Subscription subscription = known(id);
        List<EventType> types =
                subscription.types().isEmpty() ? List.of(EventType.values()) : List.copyOf(subscription.types());
        return new SubscriptionPage(
                line(subscription), new FormValues(subscription.toDraft(), false), recent(id), jobs(id), types);
    }

    /** The part that changes while it is looked at. */
    @GET
    @Path("{id}/standing")
    @Operation(hidden = true)
    public TemplateInstance standing(@PathParam("id") String id) {
        return new Standing(line(known(id)));
    }

    @GET
    @Path("{id}/recent")
    @Operation(hidden = true)
    public TemplateInstance deliveries(@PathParam("id") String id) {
        return new Recent(line(known(id)), recent(id));
    }

    @GET
    @Path("{id}/replays")
    @Operation(hidden = true)
    public TemplateInstance replays(@PathParam("id") String id) {
        return new ReplayJobs(line(known(id)), jobs(id));
    }

    private SubscriptionLine line(Subscription subscription) {
        return lines(List.of(subscription)).getFirst();
    }

    private List<SubscriptionLine> lines(List<Subscription> shown) {
        Instant now = clock.instant();
        Instant from =
                now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)).minus(Day.LENGTH);
        Map<String, List<Beat>> beats = pulse
                .since(
                        CallbackMeters.BY_SUBSCRIPTION,
                        shown.stream().flatMap(SubscriptionPages::labels).toList(),
                        from)
                .stream()
                .collect(Collectors.groupingBy(
                        beat -> beat.label().substring(0, beat.label().lastIndexOf('/'))));
        Map<String, Backlog> waiting =
                backlogs.of(shown.stream().map(Subscription::id).toList(), now);
        return shown.stream()
                .map(one -> new SubscriptionLine(
                        one,
                        Objects.requireNonNull(waiting.get(one.id())),
                        Day.of(beats.getOrDefault(one.id(), List.of()), one.id(), from)))
                .toList();
    }

    private static Stream<String> labels(Subscription subscription) {
        return Stream.of(CallbackMeters.DELIVERED, CallbackMeters.FAILED)
                .map(outcome -> subscription.id() + "/" + outcome);
    }

    private List<Delivery> recent(String id) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ofSubscription(id), RECENT);
    }

    private List<ReplayLine> jobs(String id) {
        return replays.newest(id, 5).stream().map(ReplayLine::new).toList();
    }

    private Subscription known(String id) {
        return subscriptions.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("subscription", id)));
    }
}
