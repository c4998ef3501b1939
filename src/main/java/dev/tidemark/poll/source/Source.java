package dev.tidemark.poll.source;

import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;

/** Where rows come from: an account at Mindstamp. Each call spends from the budget and answers, never throws. */
public interface Source {
    /**
     * One page of a stream's list.
     *
     * @param limit at most 100
     */
    <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset);

    <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id);

    /** The source's own count of the rows of a list; {@code NotFound} where it has none. */
    Reply<Long> count(StreamKind<?> kind, CallClass callClass);

    /** One page of what belongs to a row of another stream: a view's interactions, a group's videos. */
    <R extends Row> Reply<Page<R>> of(StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset);
}
