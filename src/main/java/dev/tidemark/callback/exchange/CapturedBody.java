package dev.tidemark.callback.exchange;

/**
 * The start of an answer's body.
 *
 * @param cut whether there was more than is kept
 */
public record CapturedBody(byte[] bytes, boolean cut) {
    public static final CapturedBody EMPTY = new CapturedBody(new byte[0], false);
}
