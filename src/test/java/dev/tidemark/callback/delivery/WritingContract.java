package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.standardwebhooks.Webhook;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Choice;
import dev.tidemark.callback.subscription.SubscriptionDraft.Writing;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Subscriptions get what they chose, written as they chose, on every database. */
abstract class WritingContract extends DeliveryScene {
    @Test
    void a_filter_decides_which_events_become_deliveries() {
        subscriptions.create(
                Drafts.with(draft("crm"), new Choice(List.of(), List.of(), Optional.of("data.view.id == 'wanted'"))));
        subscriptions.create(
                Drafts.with(draft("none"), new Choice(List.of(), List.of(), Optional.of("data.nothing.here > 1"))));
        List<StoredEvent> events = append("other", "wanted", "another");
        sendAll();
        assertThat(received("/crm")).containsExactly(events.get(1).id());
        assertThat(received("/none")).isEmpty();
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_filter_that_cannot_be_read_any_more_holds_its_events_and_says_so() {
        subscriptions.create(draft("crm"));
        update("update subscription set filter = 'data.(' where id = 'crm'");
        append("a");
        sendAll();
        assertThat(count(DeliveryState.HELD)).isEqualTo(1);
        assertThat(subscriptions.find("crm").orElseThrow().problem()).isPresent();
    }

    @Test
    void mistakes_in_filter_and_template_are_told_with_their_place() {
        SubscriptionDraft wrong = Drafts.with(
                Drafts.with(draft("crm"), new Choice(List.of(), List.of(), Optional.of("data.view.percentage >= "))),
                new Writing(
                        "template",
                        Optional.of("{#for x in data"),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        "v1",
                        Fields.ALL));
        Problem problem = catchThrowableOfType(ProblemException.class, () -> subscriptions.create(wrong))
                .problem();
        assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("filter", "template");
        assertThat(problem.errors()).allSatisfy(one -> assertThat(one.detail()).contains("column"));
    }

    @Test
    void cloudevents_are_signed_as_they_are_sent() throws Exception {
        Subscriptions.Created structured = subscriptions.create(written("structured", "cloudevents"));
        Subscriptions.Created binary = subscriptions.create(written("binary", "cloudevents-binary"));
        StoredEvent event = append("a").getFirst();
        sendAll();

        OddServer.Received whole = server.received("/structured").getFirst();
        assertThat(whole.headers().get("content-type")).startsWith("application/cloudevents+json");
        assertThat(whole.body()).isEqualTo(event.document());
        verify(structured, whole);

        OddServer.Received parts = server.received("/binary").getFirst();
        assertThat(parts.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("ce-id", event.id())
                .containsEntry("ce-type", "dev.tidemark.ViewStarted");
        assertThat(parts.body()).isEqualTo(event.data());
        verify(binary, parts);
    }

    @Test
    void a_subscriber_gets_what_it_may_see_in_every_format_and_signed() throws Exception {
        Fields fields = new Fields(List.of("data.view.id", "data.view.name"), List.of("data.view.name"));
        Map<String, Subscriptions.Created> created = new TreeMap<>();
        for (String format : List.of("json", "cloudevents", "cloudevents-binary")) {
            created.put(format, subscriptions.create(seeing(format, format, Optional.empty(), fields)));
        }
        created.put(
                "template",
                subscriptions.create(seeing(
                        "template",
                        "template",
                        Optional.of("{data.view.name} {data.view.percentage.or('?')}"),
                        fields)));
        subscriptions.create(draft("whole"));
        StoredEvent event = append("a").getFirst();
        sendAll();

        String data = "{\"view\":{\"id\":\"a\",\"name\":\"***\"}}";
        for (String format : created.keySet()) {
            OddServer.Received request = server.received("/" + format).getFirst();
            verify(created.get(format), request);
            assertThat(new String(request.body(), UTF_8))
                    .as(format)
                    .doesNotContain("Zoë")
                    .endsWith(
                            switch (format) {
                                case "cloudevents-binary" -> data;
                                case "template" -> "*** ?";
                                default -> ",\"data\":" + data + "}";
                            });
        }
        assertThat(server.received("/whole").getFirst().body()).isEqualTo(event.document());
        assertThat(subscriptions.find("json").orElseThrow().toDraft().writing().fields())
                .isEqualTo(fields);
    }

    @Test
    void slack_is_told_less_of_what_it_may_not_see() {
        subscriptions.create(
                seeing("slack", "slack", Optional.empty(), new Fields(List.of("data.view.percentage"), List.of())));
        append("a");
        sendAll();
        assertThat(new String(server.received("/slack").getFirst().body(), UTF_8))
                .contains("blocks")
                .doesNotContain("Zoë");
    }

    @Test
    void paths_that_cannot_be_used_are_named() {
        SubscriptionDraft wrong =
                seeing("crm", "json", Optional.empty(), new Fields(List.of("view.id"), List.of("data.a", "email")));
        Problem problem = catchThrowableOfType(ProblemException.class, () -> subscriptions.create(wrong))
                .problem();
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("fields.only[0]", "fields.mask[1]");
    }

    private SubscriptionDraft seeing(String id, String format, Optional<String> template, Fields fields) {
        return Drafts.with(
                draft(id),
                new Writing(
                        format, template, template.map(_ -> "text/plain"), Map.of(), Optional.empty(), "v1", fields));
    }

    @Test
    void a_template_writes_the_body_that_is_signed() throws Exception {
        Subscriptions.Created crm = subscriptions.create(Drafts.with(
                draft("crm"),
                new Writing(
                        "template",
                        Optional.of("{data.viewer.name.or('Somebody')} began {data.view.id}"),
                        Optional.of("text/plain"),
                        Map.of("X-Tenant", "acme"),
                        Optional.empty(),
                        "v1",
                        Fields.ALL)));
        append("a");
        sendAll();
        OddServer.Received request = server.received("/crm").getFirst();
        assertThat(new String(request.body(), UTF_8)).isEqualTo("Somebody began a");
        assertThat(request.headers().get("content-type")).startsWith("text/plain");
        assertThat(request.headers()).containsEntry("x-tenant", "acme");
        verify(crm, request);
    }

    @Test
    void an_event_that_its_template_cannot_write_is_given_up_and_says_why() {
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Writing(
                        "template",
                        Optional.of("{data.view.id}"),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        "v1",
                        Fields.ALL)));
        append("no json");
        sendAll();
        assertThat(server.received("/crm")).isEmpty();
        assertThat(count(DeliveryState.EXHAUSTED)).isEqualTo(1);
        assertThat(deliveries.attempts(all().getFirst().id()).getFirst().error())
                .contains("format");
        assertThat(subscriptions.find("crm").orElseThrow().health().isWell()).isTrue();
    }

    @Test
    void slack_gets_one_message_a_second_however_many_subscriptions_share_its_url() {
        String url = server.url("/services/T00/B00/secret");
        List.of("sales", "support")
                .forEach(id -> subscriptions.create(new SubscriptionDraft(
                        Optional.of(id),
                        Optional.empty(),
                        Optional.of(url),
                        draft(id).choice(),
                        written(id, "slack").writing(),
                        draft(id).pacing(),
                        Optional.empty())));
        append("a", "b", "c");
        for (int i = 1; i <= 7; i++) {
            sendAll();
            assertThat(server.received("/services/T00/B00/secret")).hasSizeBetween(i - 1, i);
            clock.advance(Duration.ofMillis(1000));
        }
        assertThat(server.received("/services/T00/B00/secret"))
                .hasSize(6)
                .allSatisfy(one -> assertThat(
                                Json.readObject(one.body()).path("blocks").size())
                        .isPositive());
    }

    @Test
    void slack_that_refuses_for_good_disables_and_its_secret_stays_one() {
        server.on("/crm", OddServer.raw("HTTP/1.1 404 X\r\ncontent-length: 10\r\n\r\nno_service"));
        subscriptions.create(written("crm", "slack"));
        append("a");
        sendAll();
        assertThat(subscriptions.find("crm")).hasValueSatisfying(found -> {
            assertThat(found.enabled()).isFalse();
            assertThat(found.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("no_service"));
            assertThat(found.url()).doesNotContain("crm");
        });
        assertThat(count(DeliveryState.HELD)).isEqualTo(1);
    }

    private SubscriptionDraft written(String id, String format) {
        return Drafts.with(
                draft(id),
                new Writing(format, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), "v1", Fields.ALL));
    }

    /** By the official library, and with our clock. */
    private static void verify(Subscriptions.Created subscription, OddServer.Received request) throws Exception {
        Map<String, String> headers = request.headers();
        String expected = new Webhook(subscription.secret().text())
                .sign(
                        headers.get("webhook-id"),
                        Long.parseLong(headers.get("webhook-timestamp")),
                        new String(request.body(), UTF_8));
        assertThat(headers.get("webhook-signature")).isEqualTo(expected);
    }
}
