package dev.tidemark.change;

/**
 * What is known once and for all: that a viewer is known by a value, completed a video, that a P-Link was opened.
 *
 * @param subject the viewer's, P-Link's, group's … id
 * @param detail {@code email:…} or {@code custom_id:…}; the id of the video, or {@code series/} and that of the
 *     series; empty text
 */
public record Fact(Kind kind, String subject, String detail) {
    public enum Kind {
        IDENTIFIED,
        COMPLETED,
        PLINK_VIEWED,
        /** What belongs to a group, series or list was looked at. */
        MEMBERS_LEARNED
    }
}
