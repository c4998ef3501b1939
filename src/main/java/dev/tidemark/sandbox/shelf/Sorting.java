package dev.tidemark.sandbox.shelf;

/** What places rows, ascending. */
enum Sorting {
    CREATED {
        @Override
        long key(Look look) {
            return look.created().toEpochMilli();
        }
    },
    UPDATED {
        @Override
        long key(Look look) {
            return look.updated().toEpochMilli();
        }
    },
    ARBITRARY {
        @Override
        long key(Look look) {
            return look.row().id().hashCode() * 0x9e3779b97f4a7c15L;
        }
    };

    abstract long key(Look look);

    Slot slot(Look look) {
        return new Slot(key(look), look.row().id(), look.row());
    }
}
