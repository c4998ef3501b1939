package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.tidemark.callback.attempt.Meaning;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.filter.Verdict;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.Rendered;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Choice;
import dev.tidemark.callback.subscription.SubscriptionDraft.Writing;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.callback.trial.Preview;
import dev.tidemark.callback.trial.Preview.Sample;
import dev.tidemark.callback.trial.Preview.Seen;
import dev.tidemark.callback.trial.Preview.Span;
import dev.tidemark.callback.trial.TestEvents;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscriptions are tried out: examples are sent, drafts held against past events; on every database. */
abstract class TrialContract extends DeliveryScene {
    private static final Span ALL = new Span(Optional.empty(), Optional.empty(), Preview.MOST);

    @Inject
    TestEvents tests;

    @Inject
    Preview preview;

    @Inject
    EventStore events;

    @Test
    void an_example_is_signed_and_sent_as_real_events_are() throws Exception {
        Subscriptions.Created crm = subscriptions.create(draft("crm"));
        TestEvents.Tested tested = tests.send("crm", Optional.empty()).orElseThrow();

        assertThat(tested.report().meaning()).isInstanceOf(Meaning.Taken.class);
        assertThat(tested.report().result().status()).contains(200);
        OddServer.Received request = server.received("/crm").getFirst();
        Map<String, String> headers = request.headers();
        assertThat(headers.get("webhook-signature"))
                .isEqualTo(new Webhook(crm.secret().text())
                        .sign(
                                headers.get("webhook-id"),
                                Long.parseLong(headers.get("webhook-timestamp")),
                                new String(request.body(), UTF_8)));
        JsonNode document = Json.read(request.body());
        assertThat(document.path("type").asText()).isEqualTo("dev.tidemark.ViewCompleted");
        assertThat(document.path("id").asText())
                .startsWith("evt_test")
                .isEqualTo(request.headers().get("webhook-id"))
                .isEqualTo(tested.event().id());
        assertThat(document.path("time").asText()).isEqualTo(clock.instant().toString());
        assertThat(document.at("/data/view/percentage").isNumber()).isTrue();
    }

    @Test
    void each_example_has_an_id_of_its_own_and_nothing_of_it_is_kept() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(draft("crm"));
        for (int i = 0; i < 7; i++) {
            assertThat(tests.send("crm", Optional.empty())
                            .orElseThrow()
                            .report()
                            .result()
                            .error())
                    .contains(ErrorClass.STATUS);
        }
        assertThat(received("/crm")).hasSize(7).doesNotHaveDuplicates();
        assertThat(all()).isEmpty();
        assertThat(events.before(Long.MAX_VALUE, EventFilter.ALL, 10)).isEmpty();
        assertThat(subscriptions.find("crm").orElseThrow().health().isWell()).isTrue();
    }

    @Test
    void the_example_is_of_a_type_it_wants_or_the_one_asked_for_in_its_format() {
        subscriptions.create(Drafts.with(
                Drafts.with(draft("crm"), new Choice(List.of("QuizScored"), List.of("sales"), Optional.empty())),
                new Writing(
                        "cloudevents-binary",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        "v1",
                        Fields.ALL)));
        tests.send("crm", Optional.empty());
        tests.send("crm", Optional.of(EventType.VIDEO_CREATED));
        assertThat(server.received("/crm"))
                .extracting(one -> one.headers().get("ce-type"))
                .containsExactly("dev.tidemark.QuizScored", "dev.tidemark.VideoCreated");
        assertThat(server.received("/crm"))
                .extracting(one -> one.headers().get("ce-source"))
                .containsOnly("mindstamp/sales");
    }

    @Test
    void a_disabled_subscription_gets_it_too_and_a_refused_target_does_not() {
        subscriptions.create(draft("crm"));
        subscriptions.disable("crm");
        tests.send("crm", Optional.empty());
        assertThat(received("/crm")).hasSize(1);
        assertThat(subscriptions.find("crm").orElseThrow().enabled()).isFalse();

        update("update subscription set url = 'http://169.254.169.254/latest'");
        assertThat(tests.send("crm", Optional.empty())
                        .orElseThrow()
                        .report()
                        .result()
                        .error())
                .contains(ErrorClass.TARGET_REFUSED);
        assertThat(tests.send("nobody", Optional.empty())).isEmpty();
    }

    @Test
    void a_secret_that_does_not_open_is_told() {
        subscriptions.create(draft("crm"));
        update("update signing_secret set sealed = ? where subscription_id = 'crm'", (Object) new byte[60]);
        Problem problem = catchThrowableOfType(ProblemException.class, () -> tests.send("crm", Optional.empty()))
                .problem();
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail()).contains("crm").contains("tidemark.secrets.key");
    }

    @Test
    void a_preview_tells_what_matches_and_why_the_others_do_not() {
        List<StoredEvent> past = append("other", "wanted", "another");
        Seen seen = preview.of(filtered("data.view.id == 'wanted' && data.view.percentage >= 50"), ALL);
        assertThat(seen.lookedAt()).isEqualTo(3);
        assertThat(seen.matched()).isEqualTo(1);
        assertThat(seen.samples())
                .extracting(one -> one.event().id())
                .as("the newest first")
                .containsExactly(past.get(2).id(), past.get(1).id(), past.get(0).id());
        assertThat(seen.samples()).extracting(Sample::matched).containsExactly(false, true, false);
        assertThat(seen.samples().getFirst().steps())
                .extracting(Verdict.Step::outcome)
                .containsExactly("false: data.view.id is \"another\"", "true: data.view.percentage is 60");
        assertThat(all()).as("nothing is sent").isEmpty();
    }

    @Test
    void a_type_or_account_it_did_not_ask_for_is_named() {
        append("a");
        assertThat(reason(new Choice(List.of("ViewEnded"), List.of(), Optional.empty())))
                .contains("type ViewStarted is not among its types");
        assertThat(reason(new Choice(List.of(), List.of("sales"), Optional.empty())))
                .contains("account 'default' is not among its accounts");
        assertThat(reason(new Choice(List.of("ViewStarted"), List.of("default"), Optional.empty())))
                .isEmpty();
    }

    @Test
    void a_template_shows_what_it_would_write_or_why_it_cannot() {
        append("good", "no\"json");
        Seen seen = preview.of(
                Drafts.with(
                        bare(),
                        new Writing(
                                "template",
                                Optional.of("{\"row\": {#if data.view.id == 'good'}1{#else}oops{/if}}"),
                                Optional.empty(),
                                Map.of(),
                                Optional.empty(),
                                "v1",
                                Fields.ALL)),
                ALL);
        assertThat(seen.matched()).isEqualTo(2);
        assertThat(seen.samples().getFirst().body().orElseThrow()).isInstanceOf(Rendered.Failed.class);
        Rendered.Body body = (Rendered.Body) seen.samples().getLast().body().orElseThrow();
        assertThat(new String(body.bytes(), UTF_8)).isEqualTo("{\"row\": 1}");
    }

    @Test
    void samples_are_few_and_counts_are_whole() {
        append(IntStream.range(0, 60)
                .mapToObj(i -> (i % 2 == 0 ? "even" : "odd") + i)
                .toArray(String[]::new));
        Seen seen = preview.of(filtered("data.view.id.startsWith('even')"), ALL);
        assertThat(seen.matched()).isEqualTo(30);
        assertThat(seen.samples()).hasSize(40);
        assertThat(seen.samples().stream().filter(Sample::matched)).hasSize(20);
        assertThat(preview.of(bare(), new Span(Optional.empty(), Optional.empty(), 10))
                        .lookedAt())
                .isEqualTo(10);
    }

    @Test
    void a_preview_looks_at_the_time_it_is_told() {
        Instant first = clock.instant();
        append("a");
        clock.advance(Duration.ofHours(1));
        append("b");
        assertThat(preview.of(bare(), new Span(Optional.of(first.plusSeconds(1)), Optional.empty(), 100))
                        .lookedAt())
                .isEqualTo(1);
        assertThat(preview.of(bare(), new Span(Optional.of(first), Optional.of(first.plusSeconds(1)), 100))
                        .lookedAt())
                .isEqualTo(1);
    }

    @Test
    void mistakes_of_a_draft_are_told_as_when_it_is_saved() {
        SubscriptionDraft wrong = Drafts.with(
                SubscriptionDraft.plain(
                        Optional.empty(), Optional.empty(), Optional.of("http://169.254.169.254/"), List.of()),
                new Choice(List.of("Nothing"), List.of(), Optional.of("data.(")));
        Problem problem = catchThrowableOfType(ProblemException.class, () -> preview.of(wrong, ALL))
                .problem();
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactlyInAnyOrder("url", "types[0]", "filter");
    }

    private Optional<String> reason(Choice choice) {
        Sample only = preview.of(Drafts.with(bare(), choice), ALL).samples().getFirst();
        assertThat(only.matched()).isEqualTo(only.reason().isEmpty());
        return only.reason();
    }

    private static SubscriptionDraft bare() {
        return SubscriptionDraft.plain(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private static SubscriptionDraft filtered(String filter) {
        return Drafts.with(bare(), new Choice(List.of(), List.of(), Optional.of(filter)));
    }
}
