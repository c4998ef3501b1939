package dev.tidemark.callback.format.template.qute;

/** A rendering ends here; its message is for the subscription's owner. */
public final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Exceeded(String why) {
        super(why, null, false, false);
    }
}
