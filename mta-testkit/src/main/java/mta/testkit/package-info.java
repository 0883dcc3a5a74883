/// How do we test this? Golden cases, SMTP dialogues, loopback DNS, clocks, starting the built system.
package mta.testkit;
