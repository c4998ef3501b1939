package dev.tidemark.event;

/** Types that belong together: they share a topic and the stream their subjects are rows of (contract §3, §4). */
enum EventFamily {
    VIEWS("views", "views"),
    INTERACTIONS("interactions", "interactions"),
    QUIZZES("quizzes", "views"),
    VIEWERS("viewers", "viewers"),
    VIDEOS("videos", "videos"),
    GROUPS("groups", "groups"),
    SERIES("series", "series"),
    PLINKS("plinks", "plink"),
    ACCESS_LISTS("access-lists", "accessLists"),
    OPERATIONS("operations", "accounts"),
    /** On the topic of the operations, too. */
    CALLBACKS("operations", "subscriptions");

    private final String text;
    private final String stream;

    EventFamily(String text, String stream) {
        this.text = text;
        this.stream = stream;
    }

    String text() {
        return text;
    }

    /** Mindstamp's path word for the rows; {@code accounts} or {@code subscriptions} where the subject is no row. */
    String stream() {
        return stream;
    }
}
