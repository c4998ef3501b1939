package dev.tidemark.sandbox.sharing;

import dev.tidemark.sandbox.authored.Video;
import org.jspecify.annotations.Nullable;

/** The way somebody comes to a video: through a group, through a P-Link, or neither. */
public record Entrance(
        Video video, @Nullable String groupId, @Nullable String plinkId) {
    static Entrance plain(Video video) {
        return new Entrance(video, null, null);
    }

    public static Entrance group(Video video, Bundle group) {
        return new Entrance(video, group.id(), null);
    }

    static Entrance link(PLink link) {
        return new Entrance(link.video(), null, link.id());
    }
}
