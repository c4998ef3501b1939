package dev.tidemark.mindstamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.exchange.Answer;
import dev.tidemark.mindstamp.exchange.AnswerKind;
import dev.tidemark.mindstamp.exchange.Exchange;
import dev.tidemark.mindstamp.exchange.TooLargeException;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.RowParser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** The one way to Mindstamp: spends from the budget, makes the call, has the answer judged, tells the budget. */
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    private final Exchange exchange;
    private final RestClients.OfUrl clients;
    private final CallBudget.OfToken budget;
    private final CallClass callClass;
    private final Judge judge;

    Calls(Exchange exchange, RestClients.OfUrl clients, CallBudget.OfToken budget, CallClass callClass, Judge judge) {
        this.exchange = exchange;
        this.clients = clients;
        this.budget = budget;
        this.callClass = callClass;
        this.judge = judge;
    }

    /** A request that is made when the budget allows it. */
    @FunctionalInterface
    interface Request {
        RestResponse<InputStream> make(MindstampApi api);
    }

    /** The same for either client. */
    @FunctionalInterface
    private interface Sending {
        RestResponse<InputStream> send(RestClients.Loan apis);
    }

    String budgetKey() {
        return budget.key();
    }

    Calls as(CallClass other) {
        return new Calls(exchange, clients, budget, other, judge);
    }

    <R extends Row> Reply<Page<R>> list(Request request, BiFunction<String, ObjectNode, R> row) {
        return list(request, AnswerKind.USUAL, row);
    }

    /** A list that may come whole, whatever limit it is asked for with. */
    <R extends Row> Reply<Page<R>> wholeList(Request request, BiFunction<String, ObjectNode, R> row) {
        return list(request, AnswerKind.WHOLE_LIST, row);
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
        return answer(request, AnswerKind.USUAL, answer -> reader.apply(answer.body()));
    }

    /** A call beside the rows: what is wrong with it concerns no other call, but for being asked to wait. */
    <T> Reply<T> readAside(Request request, Function<byte[], T> reader) {
        Reply<T> reply = judged(request, AnswerKind.USUAL, answer -> reader.apply(answer.body()));
        if (reply instanceof Reply.Failed<T>(MindstampFailure.Throttled(int _, Optional<Instant> retryAt))) {
            tell(() -> budget.failed(retryAt));
        }
        return reply;
    }

    /** A call that changes something: once it succeeded it is done, whatever the body says. */
    Reply<Written> write(Request request) {
        return answer(request, AnswerKind.USUAL, Judge::written);
    }

    Reply<Written> writeTo(String id, Request request) {
        return Row.isUsableInPath(id) ? write(request) : failed(new MindstampFailure.NotFound());
    }

    /**
     * A call whose answer goes back whatever its status. Only being asked to wait concerns the others of the token: what
     * one caller asks for in vain, again and again, must not hold detection up.
     */
    Reply<PassedAnswer> pass(PassOn request) {
        return switch (make(apis -> request.make(apis.generic(), apis.url()), AnswerKind.USUAL)) {
            case Reply.Ok<Answer>(Answer answer) -> {
                if (judge.judge(answer, Function.identity())
                        instanceof Reply.Failed<?>(MindstampFailure.Throttled(int _, Optional<Instant> retryAt))) {
                    tell(() -> budget.failed(retryAt));
                }
                yield new Reply.Ok<>(Judge.passed(answer));
            }
            case Reply.Failed<Answer>(MindstampFailure failure) -> failed(failure);
        };
    }

    private <R extends Row> Reply<Page<R>> list(
            Request request, AnswerKind kind, BiFunction<String, ObjectNode, R> row) {
        RowParser<R> parser = new RowParser<>(row);
        return answer(request, kind, answer -> parser.page(answer.body(), answer.servedAt()));
    }

    private <T> Reply<T> answer(Request request, AnswerKind kind, Function<Answer, T> reader) {
        return learn(judged(request, kind, reader));
    }

    private <T> Reply<T> judged(Request request, AnswerKind kind, Function<Answer, T> reader) {
        return switch (make(apis -> request.make(apis.typed()), kind)) {
            case Reply.Ok<Answer>(Answer answer) -> judge.judge(answer, reader);
            case Reply.Failed<Answer>(MindstampFailure failure) -> failed(failure);
        };
    }

    private Reply<Answer> make(Sending sending, AnswerKind kind) {
        return switch (budget.spend(callClass)) {
            case CallBudget.Spent _ -> {
                try (RestClients.Loan apis = clients.borrow()) {
                    yield new Reply.Ok<>(exchange.make(() -> sending.send(apis), kind));
                } catch (TooLargeException e) {
                    yield failed(new MindstampFailure.TooLarge(String.valueOf(e.getMessage())));
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
            case Reply.Ok<T> _,
                    Reply.Failed<T>(MindstampFailure.Poisoned _),
                    Reply.Failed<T>(MindstampFailure.TooLarge _) -> tell(budget::worked);
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

    private static <T> Reply<T> failed(MindstampFailure failure) {
        return new Reply.Failed<>(failure);
    }
}
