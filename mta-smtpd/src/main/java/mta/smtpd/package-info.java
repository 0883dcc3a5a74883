/// Receives mail from the network.
package mta.smtpd;
