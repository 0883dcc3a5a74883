/// flush(8): lists of the mail that waits, for each destination that may ask for it.
package mta.qmgr.flush;
