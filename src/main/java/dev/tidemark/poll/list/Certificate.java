package dev.tidemark.poll.list;

import dev.tidemark.change.RowKeys;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a list's order, from all pages seen so far (detection.md B2 point 1). One page that contradicts an
 * order rules it out; a whole sweep that does not contradict a better one brings it back.
 *
 * @param ruledOut orders that a page contradicted
 * @param inSweep orders that no page contradicted since the running sweep began
 * @param whole the list ignores limit and offset and comes in one answer
 * @param capacity the most rows that ever came in one page: what a full page is
 * @param pages pages that agreed with the order since it holds
 * @param since when the order was found
 * @param note for a person: what the last change of mind was about; empty when there was none
 */
public record Certificate(
        Set<ListOrder> ruledOut,
        Set<ListOrder> inSweep,
        boolean whole,
        int capacity,
        long pages,
        Instant since,
        Optional<String> note) {

    public static Certificate none(Instant now) {
        return new Certificate(
                Set.of(), Set.copyOf(EnumSet.allOf(ListOrder.class)), false, 0, 0, now, Optional.empty());
    }

    /** The best order that nothing contradicts. */
    public ListOrder order() {
        return Stream.of(ListOrder.values())
                .filter(order -> !ruledOut.contains(order))
                .findFirst()
                .orElse(ListOrder.UNORDERED);
    }

    /** Whether pages have been seen at all. */
    public boolean isKnown() {
        return pages > 0;
    }

    /** Whether news stand together at one place of the list; otherwise rounds find them. */
    public boolean hasHead() {
        return !whole && order().isKeyed();
    }

    /** With one more page, of which so many elements came, the empty ones included. */
    public Certificate with(List<Placed> placed, int received, Instant now) {
        return with(placed, Walk.PAGE, received, now);
    }

    /** @param asked how many rows were asked for */
    public Certificate with(List<Placed> placed, int asked, int received, Instant now) {
        List<RowKeys> rows = placed.stream().map(Placed::keys).toList();
        Set<ListOrder> contradicted = EnumSet.noneOf(ListOrder.class);
        Stream.of(ListOrder.values())
                .filter(order -> order.isContradictedBy(rows, asked < Walk.PAGE))
                .forEach(contradicted::add);
        Certificate seen = new Certificate(
                union(ruledOut, contradicted),
                minus(inSweep, contradicted),
                whole,
                Math.max(capacity, received),
                pages + 1,
                since,
                note);
        return seen.since(this, now, "a page was in another order than " + order());
    }

    /** The same request gave another order: it does not keep any. */
    public Certificate unstable(Instant now) {
        return new Certificate(
                        union(ruledOut, EnumSet.complementOf(EnumSet.of(ListOrder.UNORDERED))),
                        minus(inSweep, EnumSet.complementOf(EnumSet.of(ListOrder.UNORDERED))),
                        whole,
                        capacity,
                        pages,
                        since,
                        note)
                .since(this, now, "the list comes in another order each time");
    }

    public Certificate comesWhole() {
        return new Certificate(ruledOut, inSweep, true, capacity, pages, since, note);
    }

    /**
     * Known rows are missing from it. Unless more came at once than are asked for, it may come in pages, of which the
     * same one was read again and again by chance: as many rows came before it as were gone on by.
     */
    public Certificate lacksRows() {
        boolean proven = capacity > Walk.PAGE;
        return new Certificate(ruledOut, inSweep, whole && proven, capacity, pages, since, note);
    }

    /** A sweep begins: what it does not contradict may hold again. */
    public Certificate sweepBegins() {
        return new Certificate(
                ruledOut, Set.copyOf(EnumSet.allOf(ListOrder.class)), whole, capacity, pages, since, note);
    }

    /** The sweep is over: a sorted order that none of its pages contradicted holds. */
    public Certificate sweepEnds(Instant now) {
        Set<ListOrder> agreed = inSweep.stream().filter(ListOrder::isKeyed).collect(Collectors.toUnmodifiableSet());
        return new Certificate(minus(ruledOut, agreed), inSweep, whole, capacity, pages, since, note)
                .since(this, now, "a whole walk agreed with it");
    }

    private Certificate since(Certificate before, Instant now, String why) {
        return order() == before.order()
                ? this
                : new Certificate(
                        ruledOut,
                        inSweep,
                        whole,
                        capacity,
                        1,
                        now,
                        Optional.of(before.order() + " became " + order() + " at " + now + ": " + why));
    }

    private static Set<ListOrder> union(Set<ListOrder> one, Set<ListOrder> other) {
        EnumSet<ListOrder> all = EnumSet.noneOf(ListOrder.class);
        all.addAll(one);
        all.addAll(other);
        return Set.copyOf(all);
    }

    private static Set<ListOrder> minus(Set<ListOrder> one, Set<ListOrder> other) {
        EnumSet<ListOrder> rest = EnumSet.noneOf(ListOrder.class);
        rest.addAll(one);
        rest.removeAll(other);
        return Set.copyOf(rest);
    }
}
