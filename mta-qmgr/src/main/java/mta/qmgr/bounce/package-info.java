/// bounce(8), defer(8), trace(8): status logs and the notices made from them.
package mta.qmgr.bounce;
