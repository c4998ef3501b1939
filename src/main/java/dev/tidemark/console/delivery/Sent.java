package dev.tidemark.console.delivery;

/**
 * What a delivery sends, as its subscription is set now.
 *
 * @param url masked where it is a secret
 * @param body its first 16 KiB; empty when it cannot be told
 * @param note why it cannot, or what to know of it
 */
record Sent(String url, String contentType, String body, boolean cut, String note) {}
