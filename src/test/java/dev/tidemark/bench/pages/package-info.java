/** How long each page of the console and each search of the API takes beside a long history. */
package dev.tidemark.bench.pages;
