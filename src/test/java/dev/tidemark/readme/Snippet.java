package dev.tidemark.readme;

/** What README shows in one language, ready to run. */
interface Snippet {
    /** @throws Exception when it does anything else than to say yes or no */
    boolean accepts(Received request) throws Exception;
}
