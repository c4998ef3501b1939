/** Messages for Slack's incoming webhooks, what their answers mean, and how their URLs are shown. */
@NullMarked
package dev.tidemark.callback.format.slack;

import org.jspecify.annotations.NullMarked;
