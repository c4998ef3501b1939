/** What README shows is what works. */
package dev.tidemark.readme;
