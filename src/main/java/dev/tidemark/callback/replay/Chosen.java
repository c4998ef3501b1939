package dev.tidemark.callback.replay;

import java.util.BitSet;
import java.util.List;

/**
 * Which events of a part of the log a replay sends.
 *
 * @param first sequence of the part's first event
 * @param last sequence of its last
 * @param bits bit 0 is the first event
 */
record Chosen(long first, long last, BitSet bits) {
    static Chosen of(Search part, List<Long> sequences) {
        long first = part.after() + 1;
        BitSet bits = new BitSet();
        sequences.forEach(sequence -> bits.set(Math.toIntExact(sequence - first)));
        return new Chosen(first, part.upTo(), bits);
    }

    /** The first of them that come after a place, in their order. */
    List<Long> after(long place, int most) {
        int from = Math.toIntExact(Math.max(0, place + 1 - first));
        return bits.stream()
                .filter(bit -> bit >= from)
                .limit(most)
                .mapToObj(bit -> first + bit)
                .toList();
    }
}
