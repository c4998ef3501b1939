package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.platform.RetryAfter;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** The one way to Mindstamp: spends from the budget, makes the call, judges the answer, tells the budget. */
final class Calls {
    private static final int KEPT = 500;
    /** The budget's own window: a longer wait than this is not believed. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Exchange exchange;
    private final CallBudget.OfAccount budget;
    private final CallClass callClass;
    private final TokenMask mask;
    private final Clock clock;

    Calls(Exchange exchange, CallBudget.OfAccount budget, CallClass callClass, TokenMask mask, Clock clock) {
        this.exchange = exchange;
        this.budget = budget;
        this.callClass = callClass;
        this.mask = mask;
        this.clock = clock;
    }

    Calls as(CallClass other) {
        return new Calls(exchange, budget, other, mask, clock);
    }

    /** A call whose answer has to be a success that can be read. */
    <T> Reply<T> read(Supplier<RestResponse<InputStream>> request, Function<byte[], T> reader) {
        Reply<T> reply = switch (make(request)) {
            case Reply.Ok<Exchange.Answer>(Exchange.Answer answer) -> judge(answer, reader);
            case Reply.Failed<Exchange.Answer>(MindstampFailure failure) -> failed(failure);
        };
        learn(reply);
        return reply;
    }

    /** A call whose answer goes back whatever its status; the budget still learns from it. */
    Reply<PassedAnswer> pass(Supplier<RestResponse<InputStream>> request) {
        return switch (make(request)) {
            case Reply.Ok<Exchange.Answer>(Exchange.Answer answer) -> {
                learn(judge(answer, Function.identity()));
                yield new Reply.Ok<>(passed(answer));
            }
            case Reply.Failed<Exchange.Answer>(MindstampFailure failure) -> {
                Reply<PassedAnswer> reply = failed(failure);
                learn(reply);
                yield reply;
            }
        };
    }

    private Reply<Exchange.Answer> make(Supplier<RestResponse<InputStream>> request) {
        return switch (budget.spend(callClass)) {
            case CallBudget.Spent _ -> {
                try {
                    yield new Reply.Ok<>(exchange.make(request));
                } catch (TimeoutException e) {
                    yield failed(new MindstampFailure.TimedOut());
                } catch (ExecutionException e) {
                    yield failed(new MindstampFailure.Unavailable(mask.over(root(e).toString())));
                }
            }
            case CallBudget.Refused refused -> failed(new MindstampFailure.OverBudget(refused.until()));
        };
    }

    /** Waits longer with each failure in a row; a good answer ends that. */
    private void learn(Reply<?> reply) {
        switch (reply) {
            case Reply.Ok<?> _ -> budget.worked();
            case Reply.Failed<?>(MindstampFailure.Throttled throttled) -> budget.failed(throttled.retryAt());
            case Reply.Failed<?>(MindstampFailure.Unavailable _),
                    Reply.Failed<?>(MindstampFailure.TimedOut _),
                    Reply.Failed<?>(MindstampFailure.Unreadable _) -> budget.failed(Optional.empty());
            case Reply.Failed<?>(MindstampFailure.OverBudget _),
                    Reply.Failed<?>(MindstampFailure.Unauthorized _),
                    Reply.Failed<?>(MindstampFailure.NotFound _),
                    Reply.Failed<?>(MindstampFailure.Refused _) -> {}
        }
    }

    private <T> Reply<T> judge(Exchange.Answer answer, Function<byte[], T> reader) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return parse(answer.body(), reader);
        }
        return failed(
                switch (status) {
                    case 401 -> new MindstampFailure.Unauthorized();
                    case 404 -> new MindstampFailure.NotFound();
                    case 429, 503 ->
                        new MindstampFailure.Throttled(
                                status, RetryAfter.parse(answer.retryAfter(), clock.instant(), LONGEST_WAIT));
                    default ->
                        status >= 500
                                ? new MindstampFailure.Unavailable("status " + status)
                                : new MindstampFailure.Refused(status, start(answer.body()));
                });
    }

    private <T> Reply<T> parse(byte[] body, Function<byte[], T> reader) {
        try {
            return new Reply.Ok<>(reader.apply(body));
        } catch (UncheckedIOException e) {
            return failed(new MindstampFailure.Unreadable(start(body)));
        }
    }

    private PassedAnswer passed(Exchange.Answer answer) {
        return new PassedAnswer(
                answer.status(),
                Optional.ofNullable(answer.contentType()).map(mask::over),
                Optional.ofNullable(answer.retryAfter()).map(mask::over),
                mask.over(answer.body()));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Masked before it is cut: half a token is too much. */
    private String start(byte[] body) {
        String text = mask.over(new String(body, UTF_8));
        return text.substring(0, Math.min(text.length(), KEPT)).replaceAll("\\p{Cntrl}", " ");
    }

    private static <T> Reply<T> failed(MindstampFailure failure) {
        return new Reply.Failed<>(failure);
    }
}
