package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.PoisonedException;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.RowParser;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** The one way to Mindstamp: spends from the budget, makes the call, judges the answer, tells the budget. */
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);
    private static final int KEPT = 500;
    /** The budget's own window: a longer wait than this is not believed. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Exchange exchange;
    private final CallBudget.OfToken budget;
    private final CallClass callClass;
    private final Clock clock;

    Calls(Exchange exchange, CallBudget.OfToken budget, CallClass callClass, Clock clock) {
        this.exchange = exchange;
        this.budget = budget;
        this.callClass = callClass;
        this.clock = clock;
    }

    /** A request that is made when the budget allows it. */
    @FunctionalInterface
    interface Request extends Supplier<RestResponse<InputStream>> {}

    Calls as(CallClass other) {
        return new Calls(exchange, budget, other, clock);
    }

    <R extends Row> Reply<Page<R>> list(Request request, BiFunction<String, ObjectNode, R> row) {
        RowParser<R> parser = new RowParser<>(row);
        return answer(request, answer -> parse(answer.body(), body -> parser.page(body, answer.servedAt())));
    }

    /** The list of what belongs to one object. */
    <R extends Row> Reply<Page<R>> listOf(String id, Request request, BiFunction<String, ObjectNode, R> row) {
        return Row.isUsableInPath(id) ? list(request, row) : failed(new MindstampFailure.NotFound());
    }

    <R extends Row> Reply<R> one(String id, Request request, BiFunction<String, ObjectNode, R> row) {
        return Row.isUsableInPath(id)
                ? read(request, new RowParser<>(row)::single)
                : failed(new MindstampFailure.NotFound());
    }

    /** A call whose answer has to be a success that can be read. */
    <T> Reply<T> read(Request request, Function<byte[], T> reader) {
        return answer(request, answer -> parse(answer.body(), reader));
    }

    /** A call that changes something: once it succeeded it is done, whatever the body says. */
    Reply<Written> write(Request request) {
        return answer(request, answer -> new Reply.Ok<>(new Written(answer.status(), json(answer.body()))));
    }

    Reply<Written> writeTo(String id, Request request) {
        return Row.isUsableInPath(id) ? write(request) : failed(new MindstampFailure.NotFound());
    }

    /**
     * A call whose answer goes back whatever its status. Only being asked to wait concerns the others of the token: what
     * one caller asks for in vain, again and again, must not hold detection up.
     */
    Reply<PassedAnswer> pass(Request request) {
        return switch (make(request)) {
            case Reply.Ok<Exchange.Answer>(Exchange.Answer answer) -> {
                if (judge(answer, Reply.Ok::new)
                        instanceof Reply.Failed<?>(MindstampFailure.Throttled(int _, Optional<Instant> retryAt))) {
                    tell(() -> budget.failed(retryAt));
                }
                yield new Reply.Ok<>(passed(answer));
            }
            case Reply.Failed<Exchange.Answer>(MindstampFailure failure) -> failed(failure);
        };
    }

    private <T> Reply<T> answer(Request request, Function<Exchange.Answer, Reply<T>> reader) {
        return switch (make(request)) {
            case Reply.Ok<Exchange.Answer>(Exchange.Answer answer) -> learn(judge(answer, reader));
            case Reply.Failed<Exchange.Answer>(MindstampFailure failure) -> learn(failed(failure));
        };
    }

    private Reply<Exchange.Answer> make(Request request) {
        return switch (budget.spend(callClass)) {
            case CallBudget.Spent _ -> {
                try {
                    yield new Reply.Ok<>(exchange.make(request));
                } catch (TimeoutException e) {
                    yield failed(new MindstampFailure.TimedOut());
                } catch (IOException e) {
                    yield failed(new MindstampFailure.Unavailable(String.valueOf(e.getMessage())));
                }
            }
            case CallBudget.Refused refused -> failed(new MindstampFailure.OverBudget(refused.until()));
        };
    }

    /** Waits longer with each failure in a row; a good answer ends that. */
    private <T> Reply<T> learn(Reply<T> reply) {
        switch (reply) {
            case Reply.Ok<T> _, Reply.Failed<T>(MindstampFailure.Poisoned _) -> tell(budget::worked);
            case Reply.Failed<T>(MindstampFailure.Throttled throttled) ->
                tell(() -> budget.failed(throttled.retryAt()));
            case Reply.Failed<T>(MindstampFailure.Unavailable _),
                    Reply.Failed<T>(MindstampFailure.TimedOut _),
                    Reply.Failed<T>(MindstampFailure.Unreadable _) -> tell(() -> budget.failed(Optional.empty()));
            case Reply.Failed<T>(MindstampFailure.OverBudget _),
                    Reply.Failed<T>(MindstampFailure.Unauthorized _),
                    Reply.Failed<T>(MindstampFailure.NotFound _),
                    Reply.Failed<T>(MindstampFailure.Refused _) -> {}
        }
        return reply;
    }

    /** The answer is there and counts, also where the database is not. */
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warnf(e, "mindstamp.untold: what the call showed of Mindstamp could not be noted");
        }
    }

    private <T> Reply<T> judge(Exchange.Answer answer, Function<Exchange.Answer, Reply<T>> reader) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return reader.apply(answer);
        }
        return failed(
                switch (status) {
                    case 401 -> new MindstampFailure.Unauthorized();
                    case 404 -> new MindstampFailure.NotFound();
                    case 429, 503 ->
                        new MindstampFailure.Throttled(
                                status,
                                RetryAfter.parse(
                                        answer.header("Retry-After").orElse(null), clock.instant(), LONGEST_WAIT));
                    default ->
                        status >= 500
                                ? new MindstampFailure.Unavailable("status " + status)
                                : new MindstampFailure.Refused(status, refusal(answer));
                });
    }

    private static String refusal(Exchange.Answer answer) {
        return answer.status() < 400
                ? start("it points to " + answer.header("Location").orElse("another place")
                        + "; redirects are not followed, check the URL of the account")
                : start(text(answer.body()));
    }

    private static <T> Reply<T> parse(byte[] body, Function<byte[], T> reader) {
        try {
            return new Reply.Ok<>(reader.apply(body));
        } catch (UncheckedIOException e) {
            return failed(new MindstampFailure.Unreadable(start(text(body))));
        } catch (PoisonedException e) {
            return failed(new MindstampFailure.Poisoned(e.poison()));
        }
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(Json.read(body)).filter(json -> !json.isMissingNode());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static PassedAnswer passed(Exchange.Answer answer) {
        return new PassedAnswer(
                answer.status(), answer.header("Content-Type"), answer.header("Retry-After"), answer.body());
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), KEPT)).replaceAll("\\p{Cntrl}", " ");
    }

    private static <T> Reply<T> failed(MindstampFailure failure) {
        return new Reply.Failed<>(failure);
    }
}
