/// Decides what is delivered when.
package mta.qmgr;
