/// Which delivery is next: pure decisions, without files or connections.
package mta.qmgr.schedule;
