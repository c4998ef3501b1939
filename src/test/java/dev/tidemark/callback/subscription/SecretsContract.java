package dev.tidemark.callback.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.signing.LiveSecret;
import dev.tidemark.callback.signing.SecretStore;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.signing.VerifyingKey;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.SecretBox;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What signs, how long, and how it is exchanged, on every database. */
abstract class SecretsContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String DECLARED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Inject
    Subscriptions subscriptions;

    @Inject
    SubscriptionSecrets secrets;

    @Inject
    SecretStore store;

    @Inject
    Subscribers subscribers;

    @Inject
    DeclaredSubscriptions declared;

    @Inject
    SecretBox box;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @BeforeEach
    void none() {
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from subscription"));
        subscribers.changed();
    }

    @Test
    void a_new_secret_signs_first_and_the_old_one_until_the_overlap_is_over() {
        String old = create("crm").text();
        List<LiveSecret> rotated = secrets.rotate("crm", DAY);
        String now = rotated.getFirst().secret().text();
        assertThat(now).isNotEqualTo(old);
        assertThat(rotated)
                .extracting(LiveSecret::endsAt)
                .containsExactly(Optional.empty(), Optional.of(clock.instant().plus(DAY)));
        assertThat(signing()).containsExactly(now, old);

        clock.advance(DAY.minusMillis(1));
        assertThat(signing()).containsExactly(now, old);
        clock.advance(Duration.ofMillis(1));
        assertThat(signing()).containsExactly(now);
        assertThat(secrets.live("crm")).extracting(one -> one.secret().text()).containsExactly(now);
    }

    @Test
    void a_secret_that_was_to_end_sooner_is_not_kept_longer_by_another_rotation() {
        String first = create("crm").text();
        secrets.rotate("crm", Duration.ofHours(1));
        secrets.rotate("crm", Duration.ofDays(7));
        assertThat(secrets.live("crm"))
                .extracting(LiveSecret::endsAt)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(clock.instant().plus(Duration.ofDays(7))),
                        Optional.of(clock.instant().plus(Duration.ofHours(1))));
        clock.advance(Duration.ofHours(1));
        assertThat(signing()).hasSize(2).doesNotContain(first);
    }

    @Test
    void without_an_overlap_all_others_end_at_once_and_nothing_is_left_of_them() {
        create("crm");
        secrets.rotate("crm", DAY);
        String now = secrets.rotate("crm", Duration.ZERO).getFirst().secret().text();
        assertThat(signing()).containsExactly(now);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void what_has_ended_is_removed_with_the_next_rotation() {
        create("crm");
        secrets.rotate("crm", DAY);
        clock.advance(DAY);
        assertThat(rows()).isEqualTo(2);
        secrets.rotate("crm", DAY);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void an_overlap_is_at_most_seven_days() {
        create("crm");
        for (Duration overlap : List.of(Duration.ofDays(7).plusMillis(1), Duration.ofMillis(-1))) {
            Problem problem = problem(() -> secrets.rotate("crm", overlap));
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("overlap");
        }
        assertThat(secrets.live("crm")).hasSize(1);
        assertThat(secrets.rotate("crm", Duration.ofDays(7))).hasSize(2);
    }

    @Test
    void so_many_sign_that_a_header_still_fits_and_no_more() {
        create("crm");
        IntStream.range(0, 9).forEach(_ -> secrets.rotate("crm", DAY));
        List<String> before = signing();
        assertThat(before).hasSize(10);
        Problem problem = problem(() -> secrets.rotate("crm", DAY));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail())
                .contains("PT0S")
                .contains(clock.instant().plus(DAY).toString());
        subscribers.changed();
        assertThat(signing()).isEqualTo(before);
        assertThat(secrets.rotate("crm", Duration.ZERO)).hasSize(1);
    }

    @Test
    void rotations_at_once_leave_one_newest() throws Exception {
        create("crm");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<LiveSecret>> rotation = () -> secrets.rotate("crm", DAY);
            threads.invokeAll(Collections.nCopies(6, rotation));
        }
        assertThat(secrets.live("crm"))
                .hasSize(7)
                .extracting(LiveSecret::endsAt)
                .filteredOn(Optional::isEmpty)
                .hasSize(1);
        assertThat(secrets.live("crm").getFirst().endsAt()).isEmpty();
    }

    @Test
    void secrets_go_with_their_subscription() {
        String first = create("crm").text();
        create("other");
        subscriptions.delete("crm");
        assertThat(rows()).isEqualTo(1);
        assertThat(secrets.live("crm")).isEmpty();
        assertThat(secrets.rotate("crm", DAY)).isEmpty();
        create("crm");
        assertThat(secrets.live("crm"))
                .singleElement()
                .satisfies(one -> assertThat(one.secret().text()).isNotEqualTo(first));
    }

    @Test
    void a_pair_of_keys_shows_its_public_half_to_everyone_while_it_signs() {
        create("crm");
        assertThat(secrets.verifyingKeys()).isEmpty();
        assertThat(changed(SignatureScheme.V1)).isEmpty();
        SigningSecret pair = changed(SignatureScheme.V1A).orElseThrow();
        assertThat(signing()).hasSize(2).first().isEqualTo(pair.text());
        assertThat(secrets.verifyingKeys()).extracting(VerifyingKey::text).containsExactly(pair.shown());
        assertThat(QuarkusTransaction.requiringNew().call(() -> store.scheme("crm")))
                .contains(SignatureScheme.V1A);

        List<LiveSecret> rotated = secrets.rotate("crm", Duration.ofHours(1));
        assertThat(rotated.getFirst().verifying().orElseThrow().text()).isNotEqualTo(pair.shown());
        assertThat(secrets.verifyingKeys()).hasSize(2);
        clock.advance(Duration.ofHours(1));
        assertThat(secrets.verifyingKeys())
                .containsExactly(rotated.getFirst().verifying().orElseThrow());
        subscriptions.disable("crm");
        assertThat(secrets.verifyingKeys()).hasSize(1);
    }

    @Test
    void what_was_sealed_before_there_were_several_still_opens() {
        create("crm");
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update signing_secret set sealed = ?", box.seal("subscription/crm", DECLARED)));
        assertThat(signing()).containsExactly(DECLARED);
    }

    @Test
    void a_secret_sealed_with_another_key_is_told_and_can_be_replaced() {
        create("crm");
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql.update("update signing_secret set sealed = ?", box.seal("subscription/other", DECLARED)));
        Problem problem = problem(() -> secrets.live("crm"));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail()).contains("tidemark.secrets.key").contains("PT0S");
        assertThat(secrets.rotate("crm", Duration.ZERO)).hasSize(1);
        assertThat(signing()).hasSize(1);
    }

    @Test
    void a_declared_secret_that_changes_lets_the_old_one_sign_for_a_day() {
        declare(Optional.of(DECLARED));
        declare(Optional.of(DECLARED));
        assertThat(signing()).containsExactly(DECLARED);
        declare(Optional.empty());
        assertThat(signing()).containsExactly(DECLARED);
        String other = SigningSecret.create(SignatureScheme.V1A).text();
        declare(Optional.of(other));
        assertThat(signing()).containsExactly(other, DECLARED);
        declare(Optional.of(DECLARED));
        assertThat(signing()).containsExactly(DECLARED, other);
        clock.advance(DAY);
        assertThat(signing()).containsExactly(DECLARED);
    }

    @Test
    void a_rotation_outlives_the_next_start_with_the_secret_that_was_declared_before_it() {
        declare(Optional.of(DECLARED));
        String newer = secrets.rotate("crm", Duration.ZERO).getFirst().secret().text();
        declare(Optional.of(DECLARED));
        assertThat(signing()).containsExactly(newer);

        String other = SigningSecret.create(SignatureScheme.V1).text();
        declare(Optional.of(other));
        assertThat(signing()).as("another one is declared").containsExactly(other, newer);
    }

    @Test
    void a_rotation_outlives_the_first_start_that_notes_what_is_declared() {
        declare(Optional.of(DECLARED));
        QuarkusTransaction.requiringNew().run(() -> sql.update("update subscription set declared_secret = null"));
        String newer = secrets.rotate("crm", DAY).getFirst().secret().text();
        declare(Optional.of(DECLARED));
        assertThat(signing()).containsExactly(newer, DECLARED);
        clock.advance(DAY);
        declare(Optional.of(DECLARED));
        assertThat(signing()).containsExactly(newer);
    }

    @Test
    void a_declared_secret_takes_the_place_of_one_that_does_not_open() {
        declare(Optional.empty());
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql.update("update signing_secret set sealed = ?", box.seal("subscription/other", DECLARED)));
        declare(Optional.of(DECLARED));
        assertThat(signing()).containsExactly(DECLARED);
    }

    private SigningSecret create(String id) {
        return subscriptions
                .create(SubscriptionDraft.plain(
                        Optional.of(id), Optional.empty(), Optional.of("http://127.0.0.1:9/" + id), List.of()))
                .secret();
    }

    private void declare(Optional<String> secret) {
        record Fixed(
                String url,
                Optional<List<String>> types,
                Optional<String> name,
                Optional<String> filter,
                Optional<String> format,
                Optional<String> secret)
                implements DeclaredConfig.Declared {}
        Optional<String> none = Optional.empty();
        declared.apply("crm", new Fixed("http://127.0.0.1:9/crm", Optional.empty(), none, none, none, secret));
    }

    private Optional<SigningSecret> changed(SignatureScheme scheme) {
        Optional<SigningSecret> made = QuarkusTransaction.requiringNew().call(() -> store.change("crm", scheme));
        subscribers.changed();
        return made;
    }

    /** What the next request to the one subscription is signed with. */
    private List<String> signing() {
        return subscribers.enabled().getFirst().envelope().secrets().stream()
                .map(SigningSecret::text)
                .toList();
    }

    private int rows() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select count(*) from signing_secret", row -> row.getInt(1))
                        .orElseThrow());
    }

    private static Problem problem(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem();
    }
}
