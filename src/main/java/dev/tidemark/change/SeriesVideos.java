package dev.tidemark.change;

import java.util.Optional;
import java.util.Set;

/** A series and the ids of its videos. */
public record SeriesVideos(String id, Optional<String> name, Set<String> videoIds) {}
