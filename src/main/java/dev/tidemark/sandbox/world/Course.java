package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.sharing.Bundle;
import dev.tidemark.sandbox.sharing.Entrance;
import dev.tidemark.sandbox.sharing.Sharing;
import dev.tidemark.sandbox.world.People.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Learners on their way through a series, lesson by lesson: some give up, some repeat a lesson they left, some finish.
 * They come in the order of their invitations, in turn to each group; whoever is invited by a call comes as well.
 */
final class Course {
    /** Somebody comes: who, and to what. */
    record Visit(Viewer viewer, Entrance entrance) {}

    private static final class Learner {
        private final Viewer viewer;
        private final Bundle group;
        private int lesson;

        Learner(Viewer viewer, Bundle group) {
            this.viewer = viewer;
            this.group = group;
        }
    }

    private static final int INVITED_AHEAD = 12;
    private static final int PASSED = 90;

    private final Sharing sharing;
    private final Bundle series;
    private final List<Bundle> groups;
    private final Seed seed;
    private final BiFunction<Person, Instant, Viewer> enrol;
    private final List<Learner> learning = new ArrayList<>();
    private int invited;
    private int begun;

    /** @param enrol makes a viewer of a person */
    Course(Sharing sharing, Bundle series, Seed seed, BiFunction<Person, Instant, Viewer> enrol) {
        this.sharing = sharing;
        this.series = series;
        this.groups = sharing.groups().rows();
        this.seed = seed;
        this.enrol = enrol;
    }

    Visit next(Instant at, Random random, Predicate<Viewer> busy) {
        inviteAhead(at);
        boolean newcomer = random.nextInt(100) < 30;
        Learner learner = (newcomer ? Optional.<Learner>empty() : returning(random, busy)).orElseGet(() -> begin(at));
        Video lesson = series.videos().get(learner.lesson);
        return new Visit(learner.viewer, Entrance.group(lesson, learner.group));
    }

    private void inviteAhead(Instant at) {
        while (series.invitations().size() < begun + INVITED_AHEAD) {
            Viewer.Identity identity = person(invited++).identity();
            sharing.invite(series, new Bundle.Invitation(address(identity), identity.name()), at);
        }
    }

    private Learner begin(Instant at) {
        Bundle.Invitation invitation = series.invitations().get(begun);
        Viewer.Identity identity =
                new Viewer.Identity(invitation.name(), invitation.email(), null, "L-" + (10_000 + begun));
        Viewer viewer = enrol.apply(person(begun).comingAs(identity), at);
        Learner learner = new Learner(viewer, groups.get(begun % groups.size()));
        begun++;
        learning.add(learner);
        return learner;
    }

    /** Empty when the one whose turn it is still watches, and when nobody is left. */
    private Optional<Learner> returning(Random random, Predicate<Viewer> busy) {
        while (!learning.isEmpty()) {
            int n = random.nextInt(learning.size());
            Learner learner = learning.get(n);
            if (busy.test(learner.viewer)) {
                return Optional.empty();
            }
            if (goesOn(learner, random)) {
                return Optional.of(learner);
            }
            Learner last = learning.removeLast();
            if (last != learner) {
                learning.set(n, last);
            }
        }
        return Optional.empty();
    }

    private boolean goesOn(Learner learner, Random random) {
        List<View> views = learner.viewer.views();
        boolean passed = !views.isEmpty() && views.getLast().percentage() >= PASSED;
        learner.lesson += passed ? 1 : 0;
        return random.nextInt(100) < (passed ? 92 : 50)
                && learner.lesson < series.videos().size();
    }

    private Person person(int n) {
        return People.person(seed.random("learner", n), n);
    }

    private static String address(Viewer.Identity identity) {
        String email = identity.email();
        return email == null ? "unknown@learners.example" : email;
    }
}
