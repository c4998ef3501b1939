package dev.tidemark.mainjob.truth;

/** How often something is told: at least and at most. */
record Range(int least, int most) {
    static final Range NEVER = new Range(0, 0);
    static final Range ONCE = new Range(1, 1);
    static final Range PERHAPS = new Range(0, 1);

    static Range onceIf(boolean sure) {
        return sure ? ONCE : PERHAPS;
    }

    Range plus(Range more) {
        return new Range(least + more.least, most + more.most);
    }

    /** One of the two, it is not known which. */
    Range or(Range other) {
        return new Range(Math.min(least, other.least), Math.max(most, other.most));
    }
}
