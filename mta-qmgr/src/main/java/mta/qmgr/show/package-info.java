/// showq(8).
package mta.qmgr.show;
