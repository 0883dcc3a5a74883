/// trivial-rewrite(8): answers questions about addresses that programs of ours ask the library of `mta.core.rewrite`.
package mta.cleanup.rewrite;
