package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Page;
import dev.tidemark.mindstamp.row.RowParser;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.RetryAfter;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** One account's calls: each spends from the account's budget and answers with a value or a failure, never throws. */
public final class MindstampClient {
    /** More rows than this are never sent in one page. */
    public static final int PAGE_SIZE = 100;

    private static final int KEPT = 500;
    /** The budget's own window: a longer wait than this is not believed. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final MindstampApi api;
    private final Exchange exchange;
    private final String bearer;
    private final CallBudget.OfAccount budget;
    private final Clock clock;

    MindstampClient(MindstampApi api, Exchange exchange, String token, CallBudget.OfAccount budget, Clock clock) {
        this.api = api;
        this.exchange = exchange;
        this.bearer = "Bearer " + token;
        this.budget = budget;
        this.clock = clock;
    }

    public Reply<Page<View>> views(int limit, int offset) {
        return call(() -> api.views(bearer, limit, offset), new RowParser<>(View::new)::page);
    }

    public Reply<View> view(String id) {
        return call(() -> api.view(bearer, id), new RowParser<>(View::new)::single);
    }

    public Reply<Page<Interaction>> interactionsOfView(String viewId, int limit, int offset) {
        return call(
                () -> api.interactionsOfView(bearer, viewId, limit, offset), new RowParser<>(Interaction::new)::page);
    }

    public Reply<Page<Interaction>> interactions(int limit, int offset) {
        return call(() -> api.interactions(bearer, limit, offset), new RowParser<>(Interaction::new)::page);
    }

    public Reply<Page<Viewer>> viewers(int limit, int offset) {
        return call(() -> api.viewers(bearer, limit, offset), new RowParser<>(Viewer::new)::page);
    }

    public Reply<Page<Video>> videos(int limit, int offset) {
        return call(() -> api.videos(bearer, limit, offset), new RowParser<>(Video::new)::page);
    }

    /** The cheapest question whether the token is good: the fields of its user. */
    public Reply<ObjectNode> me() {
        return call(() -> api.me(bearer), Json::readObject);
    }

    private <T> Reply<T> call(Supplier<RestResponse<InputStream>> request, Function<byte[], T> reader) {
        return switch (budget.spend()) {
            case CallBudget.Spent _ -> {
                Reply<T> reply = answer(request, reader);
                budget.learn(reply);
                yield reply;
            }
            case CallBudget.Refused refused -> failed(new MindstampFailure.OverBudget(refused.until()));
        };
    }

    private <T> Reply<T> answer(Supplier<RestResponse<InputStream>> request, Function<byte[], T> reader) {
        try {
            Exchange.Answer answer = exchange.make(request);
            return answer.status() == 200 ? read(answer.body(), reader) : failed(failure(answer));
        } catch (TimeoutException e) {
            return failed(new MindstampFailure.TimedOut());
        } catch (ExecutionException e) {
            return failed(new MindstampFailure.Unavailable(root(e).toString()));
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static <T> Reply<T> read(byte[] body, Function<byte[], T> reader) {
        try {
            return new Reply.Ok<>(reader.apply(body));
        } catch (UncheckedIOException e) {
            return failed(new MindstampFailure.Unreadable(start(body)));
        }
    }

    private MindstampFailure failure(Exchange.Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 401 -> new MindstampFailure.Unauthorized();
            case 404 -> new MindstampFailure.NotFound();
            case 429, 503 ->
                new MindstampFailure.Throttled(
                        status, RetryAfter.parse(answer.retryAfter(), clock.instant(), LONGEST_WAIT));
            default ->
                status >= 500
                        ? new MindstampFailure.Unavailable("status " + status)
                        : new MindstampFailure.Refused(status, start(answer.body()));
        };
    }

    private static <T> Reply<T> failed(MindstampFailure failure) {
        return new Reply.Failed<>(failure);
    }

    private static String start(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, KEPT * 4), UTF_8);
        return text.substring(0, Math.min(text.length(), KEPT)).replaceAll("\\p{Cntrl}", " ");
    }
}
