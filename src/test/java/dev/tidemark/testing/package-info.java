/** What tests share: a clock they turn, a broker, a database, receivers that misbehave. */
package dev.tidemark.testing;
