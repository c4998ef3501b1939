/** What truly happened in the sandbox, and what Tidemark must, may and must not tell of it. Knows the contract alone. */
package dev.tidemark.mainjob.truth;
