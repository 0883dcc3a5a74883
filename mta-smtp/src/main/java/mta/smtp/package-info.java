/// How is SMTP spoken? Lines, commands, replies, client dialogue, DNS.
package mta.smtp;
