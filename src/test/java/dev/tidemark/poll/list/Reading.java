package dev.tidemark.poll.list;

import java.util.ArrayList;
import java.util.List;

/** A walk and what it learns of its list: each page is held against the order before the walk takes it. */
final class Reading {
    private static final int MOST_CALLS = 50;

    private final Walk walk;
    private final String latestKey;
    private Certificate certificate;

    private Reading(Walk walk, Certificate certificate, String latestKey) {
        this.walk = walk;
        this.certificate = certificate;
        this.latestKey = latestKey;
    }

    Reading(Walk walk, Certificate certificate) {
        this(walk, certificate, Rows.key(1_000_000));
    }

    /** Of a list of which nothing is known. */
    static Reading of(Walk walk) {
        return new Reading(walk, Certificate.none(Rows.NOW));
    }

    /** By a source whose clock says so. */
    static Reading at(int second, Walk walk) {
        return new Reading(walk, Certificate.none(Rows.NOW), Rows.key(second));
    }

    /** Of a list that once came like that. */
    static Reading knowing(Walk walk, List<Placed> page) {
        return new Reading(walk, Certificate.none(Rows.NOW).with(page, page.size(), Rows.NOW));
    }

    /** To its end over a list that stands still; the offsets that it asked for. */
    List<Integer> over(List<Placed> list, int limit) {
        List<Integer> offsets = new ArrayList<>();
        while (!walk.isDone() && offsets.size() < MOST_CALLS) {
            offsets.add(walk.offset());
            take(Rows.slice(list, walk.offset(), limit));
        }
        return offsets;
    }

    Seam take(List<Placed> page) {
        return take(page, page.size());
    }

    /** With elements that are no rows. */
    Seam take(List<Placed> page, int received) {
        certificate = certificate.with(page, received, Rows.NOW);
        return walk.take(certificate, page, Walk.PAGE, received, latestKey);
    }

    Walk walk() {
        return walk;
    }

    Certificate certificate() {
        return certificate;
    }
}
