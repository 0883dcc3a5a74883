/// Commands of users: sendmail, postdrop, newaliases.
package mta.cli.mail;
