package dev.tidemark.mindstamp.page;

/** The row that was asked for came, but cannot be processed. */
public final class PoisonedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Poison poison;

    public PoisonedException(Poison poison) {
        super(poison.reason());
        this.poison = poison;
    }

    public Poison poison() {
        return poison;
    }
}
