package dev.tidemark.callback.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class SubscriptionsIT {
    private static final String URL = "http://127.0.0.1:9/hook";

    @Inject
    Subscriptions subscriptions;

    @Inject
    Subscribers subscribers;

    @Inject
    DeclaredSubscriptions declared;

    @Inject
    Sql sql;

    @BeforeEach
    void none() {
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from subscription"));
        subscribers.changed();
    }

    @Test
    void a_subscription_gets_an_id_and_a_secret_that_is_sealed_at_rest() {
        Subscriptions.Created created = subscriptions.create(draft(Optional.empty(), URL));
        String id = created.subscription().id();
        assertThat(id).startsWith("sub_");
        assertThat(subscriptions.find(id)).contains(created.subscription());
        assertThat(subscribers.enabled())
                .singleElement()
                .satisfies(one -> assertThat(one.envelope().secrets())
                        .extracting(SigningSecret::text)
                        .containsExactly(created.secret().text()));
        byte[] stored = QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select sealed from signing_secret", row -> row.getBytes("sealed"))
                        .orElseThrow());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("whsec_");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_by_field() {
        SubscriptionDraft draft = Drafts.draft(
                Optional.of("a b"),
                Optional.of("x".repeat(201)),
                Optional.of("http://10.0.0.1/hook"),
                List.of("ViewStarted", "ViewStared"),
                List.of("default", "*"),
                true);
        Problem problem = problem(draft);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("id", "name", "url", "types[1]", "accounts[1]");
        assertThat(problem.errors().get(2).detail()).contains("10.0.0.1").contains("allow-networks");
        assertThat(problem.errors().get(3).detail()).contains("'ViewStared'").contains("ViewStarted, ViewProgressed");
    }

    @Test
    void a_missing_url_and_a_host_nobody_knows_are_told() {
        assertThat(problem(Drafts.draft(
                                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), true))
                        .detail())
                .contains("url")
                .contains("missing");
        assertThat(problem(draft(Optional.empty(), "https://nowhere.invalid/hook"))
                        .detail())
                .contains("nowhere.invalid")
                .contains("cannot be resolved");
    }

    @Test
    void an_id_that_is_taken_is_a_conflict() {
        subscriptions.create(draft(Optional.of("crm"), URL));
        Problem problem = problem(draft(Optional.of("crm"), URL));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("id");
    }

    @Test
    void the_list_pages_by_id() {
        List.of("c", "a", "b").forEach(id -> subscriptions.create(draft(Optional.of(id), URL)));
        assertThat(subscriptions.after("", 2)).extracting(Subscription::id).containsExactly("a", "b");
        assertThat(subscriptions.after("b", 2)).extracting(Subscription::id).containsExactly("c");
    }

    @Test
    void a_deleted_subscription_is_no_longer_sent_to() {
        subscriptions.create(draft(Optional.of("crm"), URL));
        assertThat(subscribers.enabled()).hasSize(1);
        assertThat(subscriptions.delete("crm")).isTrue();
        assertThat(subscribers.enabled()).isEmpty();
        assertThat(subscriptions.find("crm")).isEmpty();
    }

    @Test
    void a_declared_subscription_is_made_once_and_then_kept_up_to_date() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        declared.apply("crm", declaration(URL, List.of("ViewEnded"), Optional.of(secret)));
        declared.apply("crm", declaration(URL + "2", List.of("ViewStarted"), Optional.empty()));
        assertThat(subscriptions.after("", 10)).singleElement().satisfies(one -> {
            assertThat(one.url()).isEqualTo(URL + "2");
            assertThat(one.types()).containsExactly(EventType.VIEW_STARTED);
        });
        assertThat(subscribers.enabled().getFirst().envelope().secrets())
                .extracting(SigningSecret::text)
                .containsExactly(secret);
    }

    @Test
    void a_mistake_in_a_declaration_names_its_key() {
        assertThatIllegalStateException()
                .isThrownBy(() -> declared.apply("crm", declaration("ftp://x/", List.of(), Optional.empty())))
                .withMessageStartingWith("tidemark.subscriptions.crm.url: ");
        assertThatIllegalStateException()
                .isThrownBy(() -> declared.apply("crm", declaration(URL, List.of("Nothing"), Optional.empty())))
                .withMessageStartingWith("tidemark.subscriptions.crm.types[0]: ");
        assertThatIllegalStateException()
                .isThrownBy(() -> declared.apply("crm", declaration(URL, List.of(), Optional.of("secret"))))
                .withMessageStartingWith("tidemark.subscriptions.crm.secret: must start with whsec_");
        assertThatIllegalStateException()
                .isThrownBy(() -> declared.apply("a.b", declaration(URL, List.of(), Optional.empty())))
                .withMessageStartingWith("tidemark.subscriptions.a.b: ");
        assertThat(subscriptions.after("", 10)).isEmpty();
    }

    private Problem problem(SubscriptionDraft draft) {
        return catchThrowableOfType(ProblemException.class, () -> subscriptions.create(draft))
                .problem();
    }

    private static SubscriptionDraft draft(Optional<String> id, String url) {
        return Drafts.draft(id, Optional.empty(), Optional.of(url), List.of(), List.of(), true);
    }

    private static DeclaredConfig.Declared declaration(String url, List<String> types, Optional<String> secret) {
        record Fixed(
                String url,
                Optional<List<String>> types,
                Optional<String> name,
                Optional<String> filter,
                Optional<String> format,
                Optional<String> secret)
                implements DeclaredConfig.Declared {}
        return new Fixed(url, Optional.of(types), Optional.empty(), Optional.empty(), Optional.empty(), secret);
    }
}
