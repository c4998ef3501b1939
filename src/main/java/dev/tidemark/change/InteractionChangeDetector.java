package dev.tidemark.change;

import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Interaction;
import java.util.List;
import java.util.Optional;

/** Interactions: answers and clicks of viewers; authored content in the same list is known, but no news. */
public final class InteractionChangeDetector implements ChangeDetector<Interaction> {
    private final ContentHash hash = new ContentHash(KnownFields.hashed(KnownFields.INTERACTION));

    @Override
    public StreamName stream() {
        return StreamName.INTERACTIONS;
    }

    @Override
    public RowChange detect(Interaction interaction, Optional<RowState> known, Observation observation) {
        String seenHash = hash.of(interaction.withReadableDates());
        if (known.isEmpty()) {
            return appeared(interaction, seenHash, observation);
        }
        RowState state = known.get();
        boolean same = state.hash().equals(seenHash);
        if (same
                || Comparison.of(state, interaction, KnownFields.INTERACTION, observation.now())
                        .isStale()) {
            return new RowChange(same ? state.seen(observation.now()) : state, List.of());
        }
        return new RowChange(state(interaction, seenHash, state.revision() + 1, observation), List.of());
    }

    private RowChange appeared(Interaction interaction, String seenHash, Observation observation) {
        RowState state = state(interaction, seenHash, 1, observation);
        if (!interaction.isByViewer() || observation.isSilent(interaction.createdAt())) {
            return new RowChange(state, List.of());
        }
        RowFacts facts = Facts.firstSeen(interaction, observation);
        EventData data = new EventData.Plain(
                interaction.isResponse() ? EventType.RESPONSE_SUBMITTED : EventType.INTERACTION_CLICKED, facts);
        String partitionKey = interaction.viewId().orElse(interaction.id());
        return new RowChange(
                state,
                List.of(Facts.event(
                        stream(), interaction, partitionKey, "", data, interaction.createdAt(), observation)));
    }

    private static RowState state(Interaction interaction, String seenHash, int revision, Observation observation) {
        return new RowState(
                interaction.id(),
                RowKey.of(interaction),
                RowState.Phase.SETTLED,
                revision,
                seenHash,
                -1,
                Facts.stored(interaction),
                observation.now(),
                observation.now());
    }
}
