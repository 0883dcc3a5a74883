/// Messages in memory: envelopes read from queue files, recipients resolved and grouped.
package mta.qmgr.active;
