package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.trial.TestEvents;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callbacks may not reach is refused in the same words when it is saved, changed, tried out and sent to. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class TargetsIT extends DeliveryScene {
    @Inject
    TestEvents tests;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::10.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:0:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001:0:4136:e378::1]",
                "[2001:db8::1]",
                "[2002:a00:1::1]",
                "[fc00::1]",
                "[fe80::1]",
                "[fe80::1%25eth0]",
                "[fec0::1]",
                "[ff02::1]",
                // the network of these is open here, but nobody who means well writes it like this
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "127.1",
                "127.0.1",
                "10.0.0.1.",
            })
    void what_may_not_be_reached_is_refused_at_every_step(String host) {
        String url = "http://" + host + "/crm";
        String why = refused(() -> subscriptions.create(to(url)));
        subscriptions.create(draft("crm"));
        assertThat(refused(() -> subscriptions.replace(to(url), Optional.empty())))
                .isEqualTo(why);

        update("update subscription set url = ?", url);
        subscribers.changed();
        AttemptResult tried =
                tests.send("crm", Optional.empty()).orElseThrow().report().result();
        assertThat(tried.error()).contains(ErrorClass.TARGET_REFUSED);
        assertThat(tried.detail()).contains(why);

        append("a");
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        Delivery delivery = all().getFirst();
        DeliveryAttempt attempt = deliveries.attempts(delivery.id()).getFirst();
        assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(attempt.error()).contains("target_refused");
        assertThat(attempt.detail()).contains(why);
    }

    private static SubscriptionDraft to(String url) {
        return SubscriptionDraft.plain(Optional.of("crm"), Optional.empty(), Optional.of(url), List.of());
    }

    private static String refused(ThrowingCallable save) {
        Problem problem = catchThrowableOfType(ProblemException.class, save).problem();
        assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("url");
        return problem.errors().getFirst().detail();
    }
}
