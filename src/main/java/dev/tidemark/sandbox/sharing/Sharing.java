package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.authored.Catalogue;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Seed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How the account's videos are shared, and the calls that change it. A write is done as a whole or, with a
 * {@link dev.tidemark.platform.ProblemException} that names the field, not at all; an unknown id is empty.
 */
public final class Sharing {
    private static final int THROUGH_A_GROUP = 25;
    private static final int THROUGH_A_LINK = 15;

    private final Catalogue catalogue;
    private final Bundles groups;
    private final Bundles series;
    private final PLinks plinks;
    private final AccessLists accessLists;

    public Sharing(Seed seed, Catalogue catalogue, Witness witness) {
        this.catalogue = catalogue;
        this.groups = new Bundles(Bundles.Kind.GROUP, seed, witness);
        this.series = new Bundles(Bundles.Kind.SERIES, seed, witness);
        this.plinks = new PLinks(seed, witness);
        this.accessLists = new AccessLists(seed, witness);
    }

    public Bundles groups() {
        return groups;
    }

    public Bundles series() {
        return series;
    }

    public PLinks plinks() {
        return plinks;
    }

    public AccessLists accessLists() {
        return accessLists;
    }

    /** The series a video is in. */
    public Stream<Bundle> seriesOf(Video video) {
        return series.having(bundle -> bundle.videos().contains(video)).stream();
    }

    public Row createGroup(ObjectNode body, Instant at) {
        return groups.create(new Form(body).name(), at);
    }

    public Row createSeries(ObjectNode body, Instant at) {
        return series.create(new Form(body).name(), at);
    }

    public Row createPLink(ObjectNode body, Instant at) {
        Form form = new Form(body);
        return plinks.create(form.video(catalogue), form.optionalName().orElse(null), at);
    }

    public Row createAccessList(ObjectNode body, Instant at) {
        return accessLists.create(new Form(body).name(), at);
    }

    public Optional<? extends Row> addToGroup(String id, ObjectNode body, Instant at) {
        Optional<Bundle> found = groups.find(id);
        found.ifPresent(group -> groups.add(group, new Form(body).video(catalogue), at));
        return found;
    }

    public Optional<? extends Row> addToSeries(String id, ObjectNode body, Instant at) {
        Optional<Bundle> found = series.find(id);
        found.ifPresent(bundle -> series.add(bundle, new Form(body).video(catalogue), at));
        return found;
    }

    public Optional<? extends Row> invite(String id, ObjectNode body, Instant at) {
        Form form = new Form(body);
        Optional<Bundle> found = series.find(id);
        found.ifPresent(bundle -> invite(
                bundle, new Bundle.Invitation(form.email(), form.optionalName().orElse(null)), at));
        return found;
    }

    public void invite(Bundle bundle, Bundle.Invitation invitation, Instant at) {
        series.invite(bundle, invitation, at);
    }

    public Optional<? extends Row> changePLink(String id, ObjectNode body, Instant at) {
        Optional<PLink> found = plinks.find(id);
        found.ifPresent(link -> plinks.change(link, new Form(body).status(), at));
        return found;
    }

    public Optional<? extends Row> addEntry(String listId, ObjectNode body, Instant at) {
        Optional<AccessList> found = accessLists.find(listId);
        found.ifPresent(list -> accessLists.add(list, new Form(body).email(), at));
        return found;
    }

    /** Empty also where the address is not in the list. */
    public Optional<? extends Row> removeEntry(String listId, ObjectNode body, Instant at) {
        return accessLists.find(listId).filter(list -> accessLists.remove(list, new Form(body).email(), at));
    }

    /** How the next passer-by comes in; a group without videos and an inactive link bring nobody. */
    public Entrance entrance(Random random) {
        int door = random.nextInt(100);
        if (door < THROUGH_A_GROUP) {
            List<Bundle> open = groups.having(group -> !group.videos().isEmpty());
            if (!open.isEmpty()) {
                Bundle group = pick(open, random);
                return Entrance.group(pick(group.videos(), random), group);
            }
        } else if (door < THROUGH_A_GROUP + THROUGH_A_LINK && !plinks.active().isEmpty()) {
            return Entrance.link(pick(plinks.active(), random));
        }
        return Entrance.plain(pick(catalogue.videos(), random));
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
