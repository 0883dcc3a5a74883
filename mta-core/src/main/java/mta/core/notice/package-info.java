/// The words of notices: what the mail system writes to senders, as built in and as `bounce_template_file` has it.
package mta.core.notice;
