package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.change.RowState;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.source.ClientSource;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads one page of a list and finds out what it would tell, as a poll does. Nothing is stored but that a call was spent. */
@ApplicationScoped
public class DryRun {
    private final AccountGate gate;
    private final RowStates rows;
    private final StreamStates streams;
    private final PollRules rules;
    private final Clock clock;

    DryRun(AccountGate gate, RowStates rows, StreamStates streams, PollRules rules, Clock clock) {
        this.gate = gate;
        this.rows = rows;
        this.streams = streams;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * What a page came to.
     *
     * @param rows how many can be processed
     * @param poison how many cannot
     */
    public record Found(List<ChangeEvent> events, int rows, int poison) {}

    /** @return empty when the account's token cannot be used */
    public Optional<Reply<Found>> read(Account account, StreamKind<?> kind, int offset) {
        return gate.client(account).map(client -> read(account, client, kind, offset));
    }

    private <R extends Row> Reply<Found> read(Account account, MindstampClient client, StreamKind<R> kind, int offset) {
        Instant askedAt = clock.instant();
        Reply<Page<R>> reply = new ClientSource(client).list(kind, CallClass.CONFIRM, Walk.PAGE, offset);
        return switch (reply) {
            case Reply.Failed<Page<R>>(MindstampFailure failure) -> new Reply.Failed<>(failure);
            case Reply.Ok<Page<R>>(Page<R> page) -> new Reply.Ok<>(found(account, kind, page, askedAt));
        };
    }

    private <R extends Row> Found found(Account account, StreamKind<R> kind, Page<R> page, Instant askedAt) {
        Instant now = clock.instant();
        RowStates.Of of = new RowStates.Of(account.id(), kind.stream());
        StreamState state = Objects.requireNonNullElseGet(
                streams.ofAccount(account.id()).get(kind.stream()),
                () -> StreamState.begin(
                        account.id(), kind.stream(), page.servedAt().orElse(now)));
        Map<String, RowState> known =
                rows.known(of, page.rows().stream().map(Row::id).toList());
        List<ChangeEvent> events = rows.changes(
                        kind.detector(), page.rows(), known, rules.of(state, askedAt, now, page.servedAt()))
                .events();
        return new Found(events, page.rows().size(), page.poison().size());
    }
}
