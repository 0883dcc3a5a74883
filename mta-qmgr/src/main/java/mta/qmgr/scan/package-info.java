/// Walking the incoming and deferred queues.
package mta.qmgr.scan;
