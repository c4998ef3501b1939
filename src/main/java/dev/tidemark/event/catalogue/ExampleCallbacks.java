package dev.tidemark.event.catalogue;

import dev.tidemark.event.CallbackFacts;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import java.time.Instant;

/** How a made-up callback fares. */
final class ExampleCallbacks {
    static final String SUBSCRIPTION = "crm";

    private static final Instant FIRST = Instant.parse("2026-01-01T05:12:32Z");
    private static final Instant NOW = Instant.parse("2026-01-01T05:15:24Z");
    private static final String LOOK = "See GET /api/v1/deliveries?subscription=crm for what its receiver answered";

    private ExampleCallbacks() {}

    static EventData failing() {
        return new EventData.SubscriptionFailing(
                facts("5 attempts in a row failed, the last one: answered 500", LOOK, FIRST), 5);
    }

    static EventData disabled() {
        return new EventData.SubscriptionDisabled(
                facts("Its receiver answered 410 Gone", "Enable it when it should get events again", NOW), 17);
    }

    static EventData recovered() {
        return new EventData.SubscriptionRecovered(
                facts("Its receiver takes events again", "Nothing: it gets what has waited", NOW), FIRST);
    }

    static EventData exhausted() {
        String view = ExampleRows.VIEW;
        EventData.Undelivered event = new EventData.Undelivered(
                EventId.of("default", "views", view, EventType.VIEW_COMPLETED, "")
                        .value(),
                EventType.VIEW_COMPLETED.shortName(),
                "views/" + view);
        return new EventData.DeliveryExhausted(
                facts("Given up after 10 attempts, the last one: answered 500", LOOK, FIRST),
                "4711",
                event,
                10,
                500,
                "status");
    }

    private static CallbackFacts facts(String reason, String advice, Instant since) {
        return new CallbackFacts(SUBSCRIPTION, "HubSpot sync", "crm.example.com", reason, advice, since, NOW);
    }
}
