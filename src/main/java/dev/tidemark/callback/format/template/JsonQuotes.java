package dev.tidemark.callback.format.template;

/** Whether JSON that comes piece by piece is inside a string. */
final class JsonQuotes {
    private boolean open;
    private boolean escaped;

    boolean open() {
        return open;
    }

    void read(String json) {
        for (int i = 0; i < json.length(); i++) {
            char unit = json.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (unit == '"') {
                open = !open;
            } else {
                escaped = open && unit == '\\';
            }
        }
    }
}
