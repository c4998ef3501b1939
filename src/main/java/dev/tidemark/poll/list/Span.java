package dev.tidemark.poll.list;

import java.util.List;
import java.util.Optional;

/**
 * The stretch of a list that one page proves: a row whose key lies strictly inside and that is not in the page was not
 * there at that instant (detection.md B3, absence lemma). Both ends in the order of texts, exclusive.
 */
public record Span(boolean byUpdate, String low, String high) {
    private static final String LOWEST = "0";
    private static final String HIGHEST = "9999";

    /**
     * @param atStart the page begins with the list's first row
     * @param atEnd the page ends with the list's last row
     * @return empty where a page of this order proves nothing
     */
    public static Optional<Span> of(ListOrder order, List<Placed> rows, boolean atStart, boolean atEnd) {
        if (!order.isKeyed()) {
            return Optional.empty();
        }
        List<String> keys = rows.stream()
                .map(row -> order.key(row.keys()))
                .filter(key -> !key.isEmpty())
                .toList();
        if (keys.isEmpty()) {
            return atStart && atEnd ? Optional.of(new Span(order.isByUpdate(), LOWEST, HIGHEST)) : Optional.empty();
        }
        boolean isAscending = order == ListOrder.CREATED_ASC;
        boolean lowOpen = isAscending ? atStart : atEnd;
        boolean highOpen = isAscending ? atEnd : atStart;
        String low = isAscending ? keys.getFirst() : keys.getLast();
        String high = isAscending ? keys.getLast() : keys.getFirst();
        return Optional.of(new Span(order.isByUpdate(), lowOpen ? LOWEST : low, highOpen ? HIGHEST : high));
    }
}
