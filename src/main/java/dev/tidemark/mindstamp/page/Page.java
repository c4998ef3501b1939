package dev.tidemark.mindstamp.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a list from an offset on.
 *
 * @param rows the rows that can be processed, in the order they came
 * @param received how many elements came, null and empty ones included: the step to the next offset
 * @param dropped null and empty elements, which Mindstamp is known to send (mindstamp-api.md §1.5), and bad ones beyond
 *     those that are kept
 * @param poison elements that cannot be processed; none of them is among the rows
 * @param servedAt when Mindstamp answered, by its own clock and to the second; empty where it does not say
 */
public record Page<R>(List<R> rows, int received, int dropped, List<Poison> poison, Optional<Instant> servedAt) {

    /** Nothing came. */
    public static <R> Page<R> empty() {
        return new Page<>(List.of(), 0, 0, List.of(), Optional.empty());
    }

    /** A row that was asked for alone. */
    public static <R> Page<R> of(R row) {
        return new Page<>(List.of(row), 1, 0, List.of(), Optional.empty());
    }

    /** A row that did not come. */
    public static <R> Page<R> of(Poison poison) {
        return new Page<>(List.of(), 1, 0, List.of(poison), Optional.empty());
    }

    /** The same without the source's time. */
    public Page<R> undated() {
        return new Page<>(rows, received, dropped, poison, Optional.empty());
    }

    /** The same rows in pages of at most so many; what else the page says stays with the last one. */
    public List<Page<R>> pieces(int most) {
        List<Page<R>> pieces = new ArrayList<>();
        int from = 0;
        while (rows.size() - from > most) {
            pieces.add(new Page<>(rows.subList(from, from + most), most, 0, List.of(), servedAt));
            from += most;
        }
        pieces.add(new Page<>(rows.subList(from, rows.size()), received - from, dropped, poison, servedAt));
        return pieces;
    }
}
