package dev.tidemark.poll.watch;

import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;

/** One step in watching an account: by what right, what is known, whom to ask. */
record Visit(Lease lease, Watch watch, Source source) {
    Track track(StreamKind<?> kind) {
        return watch.track(kind.stream());
    }
}
