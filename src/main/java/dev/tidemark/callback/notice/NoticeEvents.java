package dev.tidemark.callback.notice;

import dev.tidemark.callback.format.slack.SlackUrl;
import dev.tidemark.callback.notice.NoticeStore.Lost;
import dev.tidemark.callback.notice.NoticeStore.Stored;
import dev.tidemark.event.CallbackFacts;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a notice an event: always the same one of the same notice. */
final class NoticeEvents {
    private static final String STREAM = "subscriptions";
    private static final String FAILING =
            "See GET /api/v1/deliveries?subscription={id} for what its receiver answered. It is tried with one event at a time,"
                    + " more and more seldom; nothing is lost, and it gets what has waited once it takes one. After five days"
                    + " without a success it is disabled.";
    private static final String DISABLED =
            "When it is mended: POST /api/v1/subscriptions/{id}/enable. Its events are kept until then and sent. If nobody"
                    + " wants them any more: DELETE /api/v1/subscriptions/{id}.";
    private static final String RECOVERED = "Nothing is to be done: it gets what has waited.";
    private static final String EXHAUSTED =
            "See GET /api/v1/deliveries/{id} for what its receiver answered to each attempt. The event itself is kept: when"
                    + " the receiver is mended, POST /api/v1/deliveries/{id}/retry sends it again.";

    private NoticeEvents() {}

    static ChangeEvent event(Stored notice) {
        EventData data = data(notice);
        return new ChangeEvent(
                EventId.of(notice.account(), STREAM, notice.subscription(), notice.type(), happening(data, notice)),
                notice.account(),
                STREAM + "/" + notice.subscription(),
                notice.subscription(),
                notice.at(),
                data);
    }

    private static EventData data(Stored notice) {
        String id = notice.subscription();
        return switch (notice.type()) {
            case SUBSCRIPTION_FAILING ->
                new EventData.SubscriptionFailing(
                        facts(notice, FAILING.replace("{id}", id), notice.since()), notice.figure());
            case SUBSCRIPTION_DISABLED ->
                new EventData.SubscriptionDisabled(
                        facts(notice, DISABLED.replace("{id}", id), notice.since()), notice.figure());
            case SUBSCRIPTION_RECOVERED ->
                new EventData.SubscriptionRecovered(facts(notice, RECOVERED, notice.at()), notice.since());
            case DELIVERY_EXHAUSTED -> exhausted(notice, notice.lost().orElseThrow());
            default -> throw new IllegalStateException("no notice is a " + notice.type());
        };
    }

    private static EventData exhausted(Stored notice, Lost lost) {
        return new EventData.DeliveryExhausted(
                facts(notice, EXHAUSTED.replace("{id}", Long.toString(lost.delivery())), notice.since()),
                Long.toString(lost.delivery()),
                new EventData.Undelivered(lost.event(), lost.eventType(), lost.eventSubject()),
                notice.figure(),
                lost.status(),
                lost.error());
    }

    private static CallbackFacts facts(Stored notice, String advice, Instant since) {
        return new CallbackFacts(
                notice.subscription(),
                notice.name(),
                host(notice.url()),
                SlackUrl.mask(notice.reason()),
                advice,
                since,
                notice.at());
    }

    /** A delivery that is tried again later and given up again is other news. */
    private static String happening(EventData data, Stored notice) {
        return data instanceof EventData.DeliveryExhausted exhausted
                ? exhausted.event().id() + "/" + exhausted.attempts()
                : notice.at().toString();
    }

    /** Without a user's name and password. */
    private static @Nullable String host(String url) {
        try {
            String authority = new URI(url).getRawAuthority();
            return authority == null ? null : authority.substring(authority.lastIndexOf('@') + 1);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
