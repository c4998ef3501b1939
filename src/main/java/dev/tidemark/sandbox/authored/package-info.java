/** What authors made before anybody watched: videos, and the questions and buttons in them. */
@NullMarked
package dev.tidemark.sandbox.authored;

import org.jspecify.annotations.NullMarked;
