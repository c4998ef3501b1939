package dev.tidemark.sandbox.sitting;

import dev.tidemark.sandbox.authored.Item;
import dev.tidemark.sandbox.authored.Video;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The script of one viewer in front of one video: plays, pauses, seeks, answers, clicks, says who she is, leaves.
 * Knows neither clock nor rows; all waiting is in milliseconds of simulated time.
 */
public final class Sitting {
    /** Seconds of the video: where she is, how far she ever was, how many different ones she saw. */
    public record Progress(int position, int furthest, int watched) {
        public static final Progress NONE = new Progress(0, 0, 0);
    }

    /** What happens next. */
    public sealed interface Act {
        record Heartbeat(Progress progress) implements Act {}

        record Engagement(Item item, String value) implements Act {}

        record Introduction() implements Act {}

        /** She goes on with what she had left. */
        record Return() implements Act {}
    }

    /** An act and how long after the one before it happens. */
    public record Step(long after, Act act) {}

    private static final List<String> REPLIES = List.of(
            "The weekly report, please!",
            "Nothing so far 👍",
            "How do I reach the night shift?",
            "Invoices; we still type them by hand.",
            "Übergaben zwischen den Schichten");
    private static final int MOST_PAUSES = 3;
    private static final int MOST_SEEKS = 2;

    private final Video video;
    private final Random random;
    private final boolean stays;
    private final int exit;
    private final int introducedAt;
    private final BitSet seen = new BitSet();
    private final Set<Item> shown = new HashSet<>();
    private final Deque<Step> pending = new ArrayDeque<>();
    private int position;
    private int furthest;
    private int pauses;
    private int seeks;
    private long rest;
    private boolean introduced;

    public Sitting(Video video, Random random) {
        this(video, random, Progress.NONE);
    }

    /** Goes on where she stopped; whoever was through begins anew. */
    public Sitting(Video video, Random random, Progress before) {
        this.video = video;
        this.random = random;
        this.position = before.position() + 1 < video.duration() ? before.position() : 0;
        this.furthest = before.furthest();
        this.seen.set(0, before.watched());
        this.stays = chance(55);
        int leaves = stays
                ? (chance(50) ? video.duration() : (int) Math.ceil(video.duration() * between(92, 99) / 100.0))
                : Math.max(2, video.duration() * between(2, 85) / 100);
        this.exit = leaves > position ? leaves : video.duration();
        this.introducedAt = chance(35) ? video.duration() * between(20, 80) / 100 : Integer.MAX_VALUE;
    }

    /** Empty when she has left. */
    public Optional<Step> next() {
        if (pending.isEmpty() && position < exit) {
            play();
        }
        return Optional.ofNullable(pending.poll());
    }

    private void play() {
        int wanted = Math.min(position + between(4, 9), exit);
        Optional<Item> reached = video.items().stream()
                .filter(item -> item.time() > position && item.time() <= wanted && !shown.contains(item))
                .min(Comparator.comparingInt(Item::time));
        int target = reached.map(Item::time).orElse(wanted);
        long took = 1000L * (target - position) + between(0, 900) + rest;
        rest = 0;
        seen.set(position, target);
        moveTo(target, took);
        reached.ifPresentOrElse(this::face, this::wander);
        if (position >= introducedAt && !introduced) {
            introduced = true;
            pending.add(new Step(between(4_000, 15_000), new Act.Introduction()));
        }
    }

    private void moveTo(int target, long took) {
        position = target;
        furthest = Math.max(furthest, target);
        pending.add(new Step(took, new Act.Heartbeat(new Progress(position, furthest, seen.cardinality()))));
    }

    private void face(Item item) {
        shown.add(item);
        if (chance(item.question() ? 88 : 35)) {
            long thought = item.question() ? between(2_500, 15_000) : between(500, 4_000);
            pending.add(new Step(thought, new Act.Engagement(item, choose(item))));
        }
    }

    private String choose(Item item) {
        if (!item.question()) {
            return item.label();
        }
        if (item.answers().isEmpty()) {
            return pick(REPLIES);
        }
        String correct = item.correct();
        return correct != null && chance(60) ? correct : pick(item.answers());
    }

    /** Only those who leave early skip ahead: whoever stays to the end has seen it all. */
    private void wander() {
        if (pauses < MOST_PAUSES && chance(5)) {
            pauses++;
            rest = between(6_000, 60_000);
        }
        if (seeks < MOST_SEEKS && position < exit && chance(8)) {
            seeks++;
            boolean ahead = !stays && chance(50);
            int target = ahead ? Math.min(exit, position + between(8, 30)) : Math.max(0, position - between(5, 20));
            moveTo(target, between(300, 1_500));
        }
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
