package dev.tidemark.platform.lease;

/** Another replica took over: what this one was about to commit is rolled back, and the other does it again. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLostException(Lease lease) {
        super("lease " + lease.name() + " is held by another replica");
    }
}
