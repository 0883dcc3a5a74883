/// verify(8): probes of addresses, and what is known from them.
package mta.cleanup.verify;
